import type { Plane } from '../preprocess/gray';

/** Limited-range luma ends at 235; from here on a pixel holds no more than "white". */
const SATURATED = 230;

/** Figures of the gray face before it is normalised. */
export interface CropFigures {
  /** Mean luma, 0..255. */
  readonly mean: number;
  /** Standard deviation of the luma, 0..127. */
  readonly contrast: number;
  /** Share of pixels that are white, 0..1. */
  readonly saturated: number;
  /** Variance of the Laplacian as a share of the variance: fine detail, whatever the light. 0 where flat. */
  readonly sharpness: number;
}

/** @param crop an aligned gray face of at least 3 x 3 pixels, 0..255 */
export function cropFigures({ width, height, data }: Plane): CropFigures {
  let sum = 0;
  let saturated = 0;
  for (let i = 0; i < data.length; i++) {
    sum += data[i]!;
    if (data[i]! >= SATURATED) saturated += 1;
  }
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i]! - mean) ** 2;
  const variance = squares / data.length;
  let edges = 0;
  let edgeSquares = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const i = y * width + x;
      const edge = data[i - 1]! + data[i + 1]! + data[i - width]! + data[i + width]! - 4 * data[i]!;
      edges += edge;
      edgeSquares += edge * edge;
    }
  }
  const inner = (width - 2) * (height - 2);
  const detail = edgeSquares / inner - (edges / inner) ** 2;
  return {
    mean,
    contrast: Math.sqrt(variance),
    saturated: saturated / data.length,
    sharpness: variance > 1 ? Math.max(detail, 0) / variance : 0,
  };
}
