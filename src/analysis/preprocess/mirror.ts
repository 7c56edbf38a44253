import type { Plane } from './gray';

/** The same picture as in a mirror. */
export function mirror({ width, height, data }: Plane): Plane {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < height; row++) {
    const line = row * width;
    for (let column = 0; column < width; column++) turned[line + column] = data[line + width - 1 - column]!;
  }
  return { width, height, data: turned };
}
