import type { Plane } from './gray';

/** Added to the deviation, as a share of the full range: a black or flat picture must not become noise. */
const STD_FLOOR = 0.05;

/** Per picture to mean 0 and a deviation of about 1 (less where contrast is very low). Input 0..255. */
export function normalise(plane: Plane): Plane {
  const { width, height, data } = plane;
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]! / 255;
  const mean = sum / data.length;
  let squares = 0;
  for (let i = 0; i < data.length; i++) squares += (data[i]! / 255 - mean) ** 2;
  const scale = 1 / (Math.sqrt(squares / data.length) + STD_FLOOR);
  const normal = new Float32Array(data.length);
  for (let i = 0; i < data.length; i++) normal[i] = (data[i]! / 255 - mean) * scale;
  return { width, height, data: normal };
}
