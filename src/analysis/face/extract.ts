/** Cuts the aligned face out of the picture: the plane that preprocessing and the expression network get. */

import type { Plane } from '../preprocess/gray';
import type { Crop } from './align';

/** Per side of an output pixel: bounds the work on a face as large as no camera picture holds. */
const MOST_SAMPLES = 8;

/**
 * Cuts an aligned square out of a gray picture and scales it. Shrinking averages over the area that each
 * output pixel covers (no aliasing), enlarging is bilinear; outside the picture its edge is repeated.
 * @param luma row-major, 0..255
 * @param size side of the result in pixels
 */
export function extractFace(
  picture: { readonly width: number; readonly height: number; readonly luma: Uint8Array },
  crop: Crop,
  size: number,
): Plane {
  const { width, height, luma } = picture;
  const step = crop.side / size;
  const samples = Math.min(Math.max(1, Math.ceil(step)), MOST_SAMPLES);
  const cos = Math.cos(crop.roll);
  const sin = Math.sin(crop.roll);
  const data = new Float32Array(size * size);
  const [mostX, mostY] = [width - 1, height - 1];
  /** From one sample to the next in a row of samples. */
  const apart = step / samples;
  const [acrossX, acrossY] = [cos * apart, sin * apart];
  const share = 1 / (samples * samples);
  const edge = apart / 2 - crop.side / 2;
  for (let line = 0; line < size * samples; line++) {
    const v = edge + line * apart;
    const startX = crop.centre.x + cos * edge - sin * v - 0.5;
    const startY = crop.centre.y + sin * edge + cos * v - 0.5;
    let out = Math.floor(line / samples) * size;
    let left = samples;
    let sum = 0;
    for (let sample = 0; sample < size * samples; sample++) {
      const x = Math.min(Math.max(startX + sample * acrossX, 0), mostX);
      const y = Math.min(Math.max(startY + sample * acrossY, 0), mostY);
      const column = x | 0;
      const row = y | 0;
      const at = row * width + column;
      const right = column < mostX ? 1 : 0;
      const under = at + (row < mostY ? width : 0);
      const a = x - column;
      const upper = luma[at]! + (luma[at + right]! - luma[at]!) * a;
      const lower = luma[under]! + (luma[under + right]! - luma[under]!) * a;
      sum += upper + (lower - upper) * (y - row);
      left -= 1;
      if (left === 0) {
        data[out] = data[out]! + sum * share;
        out += 1;
        left = samples;
        sum = 0;
      }
    }
  }
  return { width: size, height: size, data };
}
