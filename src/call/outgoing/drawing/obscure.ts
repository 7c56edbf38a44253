/** Makes a camera picture unrecognisable, in place. */
import type { PlanarPicture } from './blend';

/** Number of patches across the blurred picture: a face that fills half of it is 8 patches wide. */
const ACROSS = 16;

/** A mean over every nth line is accurate enough. */
const EVERY = 4;

interface Plane {
  readonly offset: number;
  readonly stride: number;
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
}

function planesOf({ format, layout, width, height }: PlanarPicture): [Plane, Plane, Plane] {
  const [luma, second, third] = layout;
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  const y = { offset: luma!.offset, stride: luma!.stride, pitch: 1, width, height };
  if (format === 'I420') {
    return [
      y,
      { offset: second!.offset, stride: second!.stride, pitch: 1, ...half },
      { offset: third!.offset, stride: third!.stride, pitch: 1, ...half },
    ];
  }
  const { offset, stride } = second!;
  return [y, { offset, stride, pitch: 2, ...half }, { offset: offset + 1, stride, pitch: 2, ...half }];
}

/** @param fullRange whether black is 0 (else 16, as in television) */
export function blacken(picture: PlanarPicture, fullRange: boolean): void {
  planesOf(picture).forEach((plane, index) => {
    const value = index > 0 ? 128 : fullRange ? 0 : 16;
    for (let row = 0; row < plane.height; row++) {
      const start = plane.offset + row * plane.stride;
      if (plane.pitch === 1) picture.data.fill(value, start, start + plane.width);
      else for (let i = 0; i < plane.width; i++) picture.data[start + i * plane.pitch] = value;
    }
  });
}

/** Averages the picture into a few patches and interpolates between them. The detail is destroyed, not just hidden. */
export function blur(picture: PlanarPicture): void {
  const block = Math.max(8, Math.ceil(picture.width / ACROSS));
  const [y, u, v] = planesOf(picture);
  blurPlane(picture.data, y, block);
  blurPlane(picture.data, u, Math.ceil(block / 2));
  blurPlane(picture.data, v, Math.ceil(block / 2));
}

function blurPlane(data: Uint8Array, plane: Plane, block: number): void {
  const { offset, stride, pitch, width, height } = plane;
  const columns = Math.ceil(width / block);
  const rows = Math.ceil(height / block);
  const means = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const right = Math.min((column + 1) * block, width);
      const bottom = Math.min((row + 1) * block, height);
      const across = right - column * block;
      let sum = 0;
      let lines = 0;
      for (let j = row * block; j < bottom; j += EVERY, lines++) {
        const start = offset + j * stride + column * block * pitch;
        for (let i = 0; i < across; i++) sum += data[start + i * pitch]!;
      }
      means[row * columns + column] = sum / (across * lines);
    }
  }
  // For each column: its two neighbouring patches, and the weight of the right one.
  const left = new Uint16Array(width);
  const share = new Float32Array(width);
  for (let i = 0; i < width; i++) {
    const place = clamp((i + 0.5) / block - 0.5, 0, columns - 1);
    left[i] = Math.min(Math.floor(place), Math.max(columns - 2, 0));
    share[i] = columns > 1 ? place - left[i]! : 0;
  }
  const line = new Float32Array(columns + 1);
  for (let j = 0; j < height; j++) {
    const place = clamp((j + 0.5) / block - 0.5, 0, rows - 1);
    const above = Math.min(Math.floor(place), Math.max(rows - 2, 0));
    const below = Math.min(above + 1, rows - 1);
    for (let column = 0; column < columns; column++) {
      const from = means[above * columns + column]!;
      line[column] = from + (means[below * columns + column]! - from) * (place - above);
    }
    const start = offset + j * stride;
    for (let i = 0; i < width; i++) {
      const patch = left[i]!;
      const from = line[patch]!;
      data[start + i * pitch] = (from + (line[patch + 1]! - from) * share[i]! + 0.5) | 0;
    }
  }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
