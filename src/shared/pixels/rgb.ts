/**
 * I420 (BT.601, limited range) -> RGB, 0..255 as floats, row-major with three values a pixel: what the face
 * networks read. Full-range pictures come out a little too contrasty, which the networks do not mind.
 */
export function i420ToRgb(frame: { width: number; height: number; data: Uint8Array }): Float32Array {
  const { width, height, data } = frame;
  const half = width >> 1;
  const u0 = width * height;
  const v0 = u0 + half * (height >> 1);
  const rgb = new Float32Array(width * height * 3);
  let out = 0;
  for (let y = 0; y < height; y++) {
    const chroma = (y >> 1) * half;
    for (let x = 0; x < width; x++) {
      const luma = 1.164 * (data[y * width + x]! - 16);
      const u = data[u0 + chroma + (x >> 1)]! - 128;
      const v = data[v0 + chroma + (x >> 1)]! - 128;
      rgb[out++] = clamp(luma + 1.596 * v);
      rgb[out++] = clamp(luma - 0.392 * u - 0.813 * v);
      rgb[out++] = clamp(luma + 2.017 * u);
    }
  }
  return rgb;
}

const clamp = (value: number): number => Math.min(Math.max(value, 0), 255);
