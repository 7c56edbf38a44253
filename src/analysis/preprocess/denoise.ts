import type { Plane } from './gray';

/**
 * Gaussian noise reduction with a 3x3 kernel; the picture's edges are repeated outwards.
 * @param sigma standard deviation in pixels, 0..2; 0 returns the picture as it is
 */
export function denoise(plane: Plane, sigma: number): Plane {
  if (sigma <= 0) return plane;
  const { width, height, data } = plane;
  const side = Math.exp(-0.5 / (sigma * sigma));
  const centre = 1 / (1 + 2 * side);
  const edge = side * centre;
  const rows = new Float32Array(data.length);
  const last = width - 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      const left = data[row + (x > 0 ? x - 1 : 0)]!;
      const right = data[row + (x < last ? x + 1 : last)]!;
      rows[row + x] = centre * data[row + x]! + edge * (left + right);
    }
  }
  const out = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const above = y > 0 ? row - width : row;
    const below = y < height - 1 ? row + width : row;
    for (let x = 0; x < width; x++) {
      out[row + x] = centre * rows[row + x]! + edge * (rows[above + x]! + rows[below + x]!);
    }
  }
  return { width, height, data: out };
}
