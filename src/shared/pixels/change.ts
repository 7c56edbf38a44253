/** Whether a part of the picture has changed, from coarse means of its luma. */

/** Fields per side. */
const GRID = 16;
/** Samples per side of a field: their mean has a quarter of the camera's noise. */
const SAMPLES = 4;
/** Share of the fields that count, those that changed most: a mouth is a tenth of a face. */
const MOST_CHANGED = 24;
/** Least mean change of those fields that counts as a changed picture. Gray levels. */
export const CHANGE_THRESHOLD = 5;

/** One plane of a picture as `VideoFrame.copyTo` wrote it. */
export interface LumaPlane {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly stride: number;
  /** Distance between neighbouring samples in bytes. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
}

/** Mean luma of each of 16 x 16 fields, row by row. */
export function fingerprint({ data, offset, stride, pitch, width, height }: LumaPlane): Float32Array {
  const fields = new Float32Array(GRID * GRID);
  const steps = GRID * SAMPLES;
  const columns = Int32Array.from(
    { length: steps },
    (_, i) => Math.floor(((i + 0.5) * width) / steps) * pitch,
  );
  for (let row = 0; row < steps; row++) {
    const line = offset + Math.floor(((row + 0.5) * height) / steps) * stride;
    let field = Math.floor(row / SAMPLES) * GRID;
    for (let column = 0; column < steps; column += SAMPLES) {
      let sum = 0;
      for (let i = column; i < column + SAMPLES; i++) sum += data[line + columns[i]!]!;
      fields[field++]! += sum;
    }
  }
  return fields.map((sum) => sum / SAMPLES ** 2);
}

/**
 * Mean change of the fields that changed most, in gray levels. A change in brightness of the whole picture does not count.
 */
export function changeBetween(a: Float32Array, b: Float32Array): number {
  let shift = 0;
  for (let i = 0; i < a.length; i++) shift += b[i]! - a[i]!;
  shift /= a.length;
  const changes = a.map((value, i) => Math.abs(b[i]! - value - shift)).sort();
  const most = changes.subarray(-MOST_CHANGED);
  return most.reduce((sum, value) => sum + value, 0) / most.length;
}
