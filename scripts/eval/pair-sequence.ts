/** Two photographs of one person as a camera would show them: a head that sways a little, and sensor noise. Pure. */
import type { Photo } from './photos-data';

/** Size of the made camera picture. */
const WIDTH = 640;
const HEIGHT = 480;
/** How far the head sways: pixels, share of its size, radians; and how long each takes there and back, seconds. */
const SWAY = { shift: 5, zoom: 0.012, roll: 0.012 } as const;
const PERIODS = { x: 5.3, y: 4.1, zoom: 7.7, roll: 6.1 } as const;

/** How a made camera shows the head. */
export interface MadeCamera {
  /** Times `SWAY`. */
  readonly sway: number;
  /** Standard deviation of the noise of each colour, in levels of 255. */
  readonly noise: number;
  /** Share of the picture that the photograph fills. */
  readonly size: number;
}

export const GOOD_CAMERA: MadeCamera = { sway: 1, noise: 4, size: 1 };
export const POOR_CAMERA: MadeCamera = { sway: 2.5, noise: 8, size: 0.6 };

/**
 * One picture of a made sequence. The same arguments give the same picture.
 * @param seconds since the sequence began
 * @param person makes the sway begin elsewhere, and the noise another one
 */
export function swayed(photo: Photo, seconds: number, person: number, camera = GOOD_CAMERA): Photo {
  const at = (period: number, offset: number): number =>
    Math.sin((2 * Math.PI * seconds) / period + 1.7 * person + offset);
  const fills = Math.max(photo.height / HEIGHT, photo.width / WIDTH) / camera.size;
  const scale = fills / (1 + camera.sway * SWAY.zoom * at(PERIODS.zoom, 0));
  const roll = camera.sway * SWAY.roll * at(PERIODS.roll, 1);
  const [cos, sin] = [scale * Math.cos(roll), scale * Math.sin(roll)];
  const shift = camera.sway * SWAY.shift;
  const [shiftX, shiftY] = [shift * at(PERIODS.x, 2), shift * at(PERIODS.y, 3)];
  const noise = noiseFrom(1 + person * 65_537 + Math.round(seconds * 1000));
  const data = Buffer.alloc(4 * WIDTH * HEIGHT);
  const [right, bottom] = [photo.width - 1, photo.height - 1];
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const across = column - WIDTH / 2 - shiftX;
      const down = row - HEIGHT / 2 - shiftY;
      const x = Math.min(Math.max(photo.width / 2 + cos * across - sin * down, 0), right);
      const y = Math.min(Math.max(photo.height / 2 + sin * across + cos * down, 0), bottom);
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [a, b] = [x - left, y - top];
      const upper = 4 * (top * photo.width + left);
      const lower = top < bottom ? upper + 4 * photo.width : upper;
      const next = left < right ? 4 : 0;
      const out = 4 * (row * WIDTH + column);
      for (let colour = 0; colour < 3; colour++) {
        const light =
          (photo.data[upper + colour]! * (1 - a) + photo.data[upper + next + colour]! * a) * (1 - b) +
          (photo.data[lower + colour]! * (1 - a) + photo.data[lower + next + colour]! * a) * b;
        data[out + colour] = Math.min(Math.max(Math.round(light + camera.noise * noise()), 0), 255);
      }
      data[out + 3] = 255;
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

/** Numbers of about unit variance and mean 0 from a linear congruential generator (Numerical Recipes): the same each time. */
function noiseFrom(seed: number): () => number {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return () => (next() + next() + next() - 1.5) * 2;
}
