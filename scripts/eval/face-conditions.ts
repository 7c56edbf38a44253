/**
 * Faces as bad cameras, bad rooms and moving heads show them: changed copies of 48-pixel faces. Pure; noise comes
 * from a seed, so that every run and every setting sees the same pictures.
 */
import { extractFace } from '../../src/analysis/face/extract';
import { SIDE } from './faces-data';

/** A changed copy of a face, 48 x 48 bytes; `seed` tells one face's noise from another's. */
export type Change = (face: Uint8Array, seed: number) => Uint8Array;

export interface Condition {
  readonly group: string;
  readonly name: string;
  readonly change: Change;
}

/** Every level goes through `level`, rounded and cut to what a camera can give. */
const levels =
  (level: (value: number, column: number, row: number) => number): Change =>
  (face) =>
    Uint8Array.from(face, (value, i) => byte(level(value, i % SIDE, Math.floor(i / SIDE))));
const byte = (value: number): number => Math.min(Math.max(Math.round(value), 0), 255);

const light = (gain: number, offset = 0): Change => levels((value) => gain * value + offset);
/** A lamp at one side: from 40 % of the light down to 15 %. */
const fromOneSide = levels((value, column) => value * (0.15 + (0.25 * column) / (SIDE - 1)) + 8);

/** Gaussian blur; the edges are repeated outwards. */
export function blur(sigma: number): Change {
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  );
  const whole = weights.reduce((a, b) => a + b);
  const along = (from: Float32Array, step: number): Float32Array =>
    from.map((_, i) => {
      const place = Math.floor(i / step) % SIDE;
      const start = i - place * step;
      let sum = 0;
      weights.forEach((weight, k) => {
        const at = Math.min(Math.max(place + k - reach, 0), SIDE - 1);
        sum += weight * from[start + at * step]!;
      });
      return sum / whole;
    });
  return (face) => Uint8Array.from(along(along(Float32Array.from(face), 1), SIDE), byte);
}

/** A sensor's noise: normally distributed, the same deviation everywhere. */
export const noise =
  (deviation: number): Change =>
  (face, seed) => {
    const next = random(seed);
    return Uint8Array.from(face, (value) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return byte(value + deviation * normal);
    });
  };

/** mulberry32: evenly spread numbers from 0 to 1. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const crop = (luma: Uint8Array, width: number, roll: number, size: number, side: number): Uint8Array => {
  const centre = { x: width / 2, y: width / 2 };
  return Uint8Array.from(
    extractFace({ width, height: width, luma }, { centre, side, roll }, size).data,
    byte,
  );
};

/** A face that covers so many pixels of the camera's picture, cut out as the product does. */
export const sized =
  (pixels: number): Change =>
  (face) =>
    crop(crop(face, SIDE, 0, pixels, SIDE), pixels, 0, SIDE, pixels);

/** A head tilted by so many degrees, as if the alignment had not seen it: the worst case. */
export const rolled =
  (degrees: number): Change =>
  (face) =>
    crop(face, SIDE, (-degrees * Math.PI) / 180, SIDE, SIDE);

/** A head tilted and levelled again, as the alignment does where it finds the eyes. */
const levelled =
  (degrees: number): Change =>
  (face, seed) =>
    rolled(-degrees)(rolled(degrees)(face, seed), seed);

/** Drawn over the face, rows and columns in shares of its side: the eyes' height and the mouth's as in training. */
const covered = (top: number, bottom: number, left: number, right: number, level: number): Change =>
  levels((value, column, row) => {
    const [x, y] = [(column + 0.5) / SIDE, (row + 0.5) / SIDE];
    return y > top && y < bottom && x > left && x < right ? level : value;
  });

const after =
  (first: Change, second: Change): Change =>
  (face, seed) =>
    second(first(face, seed), seed);

const group = (name: string, changes: Readonly<Record<string, Change>>): Condition[] =>
  Object.entries(changes).map(([condition, change]) => ({ group: name, name: condition, change }));

export const CONDITIONS: readonly Condition[] = [
  ...group('as it is', { 'as it is': (face) => face }),
  ...group('light', {
    'half the light': light(0.5),
    'a quarter of the light': light(0.25),
    'a tenth of the light': light(0.1),
    'half as bright again, cut at white': light(1.5),
    'twice as bright, cut at white': light(2),
    'a third of the contrast': light(1 / 3, 85),
    'dark, lit from one side': fromOneSide,
  }),
  ...group('blur', { 'blur, σ 1 px': blur(1), 'blur, σ 2 px': blur(2) }),
  ...group('noise', {
    'noise, σ 7': noise(7),
    'noise, σ 14': noise(14),
    'noise, σ 28': noise(28),
    'dark and noisy': after(fromOneSide, noise(14)),
  }),
  ...group('size', {
    'face of 16 px': sized(16),
    'face of 24 px': sized(24),
    'face of 32 px': sized(32),
    'face of 48 px': sized(48),
    'face of 64 px': sized(64),
    'face of 96 px': sized(96),
    'face of 128 px': sized(128),
    'face of 200 px': sized(200),
  }),
  ...group('roll', {
    ...Object.fromEntries(
      [-30, -20, -10, 10, 20, 30].map((degrees) => [
        `roll ${degrees}°, not levelled`.replace('-', '−'),
        rolled(degrees),
      ]),
    ),
    'roll −20°, levelled': levelled(-20),
    'roll 30°, levelled': levelled(30),
  }),
  ...group('cover', {
    'dark glasses, drawn': covered(0.3, 0.47, 0.1, 0.9, 25),
    'mouth covered': covered(0.68, 0.95, 0.2, 0.8, 128),
  }),
];
