/** A single-channel picture: row-major, values 0..255 (after `normalise`: about -3..3). */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The luma plane of an I420 picture, which is its gray picture (BT.601 weights). */
export function lumaOf(frame: { width: number; height: number; data: Uint8Array }): Uint8Array {
  return frame.data.subarray(0, frame.width * frame.height);
}

/** Luma of a video (16..235, as frames have it) in the range of photographs (0..255), in which the network was trained. */
export function toFullRange({ width, height, data }: Plane): Plane {
  const full = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) full[i] = Math.min(Math.max(((data[i]! - 16) * 255) / 219, 0), 255);
  return { width, height, data: full };
}

/** Gray from 8-bit RGBA by the BT.601 weights, for pictures that do not come as I420 (photographs). */
export function grayOfRgba(rgba: Uint8Array | Uint8ClampedArray): Uint8Array {
  const gray = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < gray.length; i++) {
    const p = 4 * i;
    gray[i] = Math.round(0.299 * rgba[p]! + 0.587 * rgba[p + 1]! + 0.114 * rgba[p + 2]!);
  }
  return gray;
}
