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
  const at = (x: number, y: number): number => {
    const u = Math.min(Math.max(x - 0.5, 0), width - 1);
    const v = Math.min(Math.max(y - 0.5, 0), height - 1);
    const left = Math.floor(u);
    const top = Math.floor(v) * width;
    const right = Math.min(left + 1, width - 1);
    const bottom = Math.min(Math.floor(v) + 1, height - 1) * width;
    const a = u - left;
    const b = v - Math.floor(v);
    return (
      (luma[top + left]! * (1 - a) + luma[top + right]! * a) * (1 - b) +
      (luma[bottom + left]! * (1 - a) + luma[bottom + right]! * a) * b
    );
  };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let j = 0; j < samples; j++) {
        const v = (row + (j + 0.5) / samples) * step - crop.side / 2;
        for (let i = 0; i < samples; i++) {
          const u = (column + (i + 0.5) / samples) * step - crop.side / 2;
          sum += at(crop.centre.x + cos * u - sin * v, crop.centre.y + sin * u + cos * v);
        }
      }
      data[row * size + column] = sum / (samples * samples);
    }
  }
  return { width: size, height: size, data };
}
