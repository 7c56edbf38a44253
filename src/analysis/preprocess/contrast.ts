import type { Plane } from './gray';

/** Standard deviation of a picture's gray levels; NaN if the picture has non-finite values. */
export function contrastOf({ data }: Plane): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i]! - mean) ** 2;
  return Math.sqrt(squares / data.length);
}
