import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignFace, TEMPLATE } from '../../src/analysis/face/align';
import { extractFace } from '../../src/analysis/face/extract';
import type { Point } from '../../src/shared/types';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}
const draw = (width: number, height: number, at: (x: number, y: number) => number): Picture => ({
  width,
  height,
  luma: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
});
const whole = (side: number, roll = 0) => ({ centre: { x: side / 2, y: side / 2 }, side, roll });
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe('extractFace', () => {
  const texture = draw(12, 12, (x, y) => (37 * x + 91 * y + x * y) % 256);

  it('gives a square back as it is, and turned by a quarter', () => {
    const same = extractFace(texture, whole(12), 12);
    expect([...same.data]).toEqual([...texture.luma]);
    const turned = extractFace(texture, whole(12, Math.PI / 2), 12);
    turned.data.forEach((value, i) => {
      const [x, y] = [i % 12, Math.floor(i / 12)];
      expect(value).toBeCloseTo(texture.luma[x * 12 + (11 - y)]!, 3);
    });
  });

  it('shrinks by averaging, so that fine stripes become gray and not a pattern', () => {
    const stripes = draw(96, 96, (x) => (x % 4 === 0 ? 200 : 0));
    expect(extractFace(stripes, whole(96), 24).data.every((value) => value === 50)).toBe(true);
  });

  it('stays within the gray levels of the picture, wherever the crop lies', () => {
    const crops = fc.record({
      centre: fc.record({ x: number(-60, 60), y: number(-60, 60) }),
      side: number(0, 90),
      roll: number(-4, 4),
    });
    const soft = draw(12, 12, (x, y) => 40 + 10 * x + y);
    fc.assert(
      fc.property(crops, (crop) => {
        const { width, height, data } = extractFace(soft, crop, 16);
        expect([width, height, data.length]).toEqual([16, 16, 256]);
        expect(data.every((value) => value >= 39.99 && value <= 161.01)).toBe(true);
      }),
    );
  });

  it('keeps a constant picture constant', () => {
    const crops = fc.record({ x: number(-40, 40), side: number(1, 90), roll: number(-4, 4) });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), crops, (value, { x, side, roll }) => {
        const { data } = extractFace(
          draw(9, 7, () => value),
          { centre: { x, y: x }, side, roll },
          16,
        );
        expect(data.every((out) => Math.abs(out - value) < 1e-3)).toBe(true);
      }),
    );
  });
});

describe('extractFace after alignFace', () => {
  /** Dark spots on white where the eyes are. */
  function face(centre: Point, side: number, roll: number): { picture: Picture; landmarks: Point[] } {
    const at = (x: number, y: number): Point => ({
      x: centre.x + side * (Math.cos(roll) * x - Math.sin(roll) * y),
      y: centre.y + side * (Math.sin(roll) * x + Math.cos(roll) * y),
    });
    const half = TEMPLATE.eyeDistance / 2;
    const [left, right, nose] = [at(-half, 0), at(half, 0), at(0, TEMPLATE.eyesToNose)];
    const landmarks = Array.from({ length: 468 }, () => centre);
    for (const index of [33, 133]) landmarks[index] = left;
    for (const index of [362, 263]) landmarks[index] = right;
    landmarks[2] = nose;
    const isEye = (x: number, y: number): boolean =>
      [left, right].some((eye) => Math.hypot(x + 0.5 - eye.x, y + 0.5 - eye.y) < side * 0.06);
    return { picture: draw(320, 240, (x, y) => (isEye(x, y) ? 0 : 255)), landmarks };
  }

  /** Centre of the dark in the columns from..to of a 48 px crop. */
  function darkSpot(data: Float32Array, from: number, to: number): Point {
    let [x, y, sum] = [0, 0, 0];
    data.forEach((value, i) => {
      const column = i % 48;
      if (column < from || column >= to) return;
      const dark = 255 - value;
      x += dark * (column + 0.5);
      y += dark * (Math.floor(i / 48) + 0.5);
      sum += dark;
    });
    return { x: x / sum / 48, y: y / sum / 48 };
  }

  it('shows the eyes level and in their places', () => {
    const where = fc.record({
      x: number(120, 200),
      y: number(100, 130),
      side: number(60, 160),
      roll: number(-0.9, 0.9),
    });
    fc.assert(
      fc.property(where, ({ x, y, side, roll }) => {
        const { picture, landmarks } = face({ x, y }, side, roll);
        const { data } = extractFace(picture, alignFace(landmarks), 48);
        const [left, right] = [darkSpot(data, 0, 24), darkSpot(data, 24, 48)];
        expect(left.x).toBeCloseTo(0.5 - TEMPLATE.eyeDistance / 2, 1);
        expect(right.x).toBeCloseTo(0.5 + TEMPLATE.eyeDistance / 2, 1);
        for (const eye of [left, right]) expect(Math.abs(eye.y - TEMPLATE.eyesY)).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });
});
