import type { Plane } from './gray';

/** Standard deviation of a picture's gray levels; NaN if the picture has non-finite values. */
export function contrastOf({ data }: Plane): number {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return Math.sqrt(data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length);
}
