import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaceTracker } from '../../src/analysis/face/track-faces';
import type { Landmark, Rect } from '../../src/shared/types';

const PICTURE = { width: 640, height: 480 };
const USER: Rect = { x: 200, y: 120, width: 200, height: 200 };
const POSTER: Rect = { x: 20, y: 30, width: 70, height: 70 };
const BESIDE: Rect = { x: 420, y: 120, width: 180, height: 180 };
const mesh = ({ x, y, width, height }: Rect): Landmark[] => [
  { x, y, z: 0 },
  { x: x + width, y: y + height, z: 0 },
];

/** Shows faces for a while, ten times a second; whose face is followed at the end, and whether it is the user's. */
function scene() {
  const tracker = createFaceTracker(600);
  let time = 0;
  return (faces: readonly Rect[], seconds: number) => {
    let first: Rect | undefined;
    for (let n = 0; n < 10 * seconds; n++) {
      first = tracker.update(faces.map(mesh), time, PICTURE)[0]?.box;
      time += 100;
    }
    return { first, isUser: tracker.isUser };
  };
}

describe('the user who goes away', () => {
  it('is not the small picture on the wall before some seconds have passed', () => {
    const show = scene();
    expect(show([USER, POSTER], 2)).toEqual({ first: USER, isUser: true });
    expect(show([POSTER], 2.5)).toEqual({ first: POSTER, isUser: false });
    expect(show([POSTER], 1)).toEqual({ first: POSTER, isUser: true });
    expect(show([USER, POSTER], 0.1)).toEqual({ first: USER, isUser: true });
  });

  it('is followed again at once when they come back, though somebody as large stood in', () => {
    const show = scene();
    show([USER, BESIDE], 2);
    expect(show([BESIDE], 2)).toEqual({ first: BESIDE, isUser: false });
    expect(show([BESIDE, USER], 0.1)).toEqual({ first: USER, isUser: true });
    expect(show([BESIDE], 4)).toEqual({ first: BESIDE, isUser: true });
  });

  it('is still the user in another place, if nobody was beside them', () => {
    const show = scene();
    show([USER], 2);
    show([], 1);
    expect(show([{ ...USER, x: 10, y: 20 }], 0.1).isUser).toBe(true);
  });

  it('is the first face of any picture with one face for long enough', () => {
    const rect = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 20, max: 200 }),
      height: fc.integer({ min: 20, max: 180 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(rect, { maxLength: 3 }), { maxLength: 8 }), rect, (before, face) => {
        const show = scene();
        for (const faces of before) show(faces, 0.3);
        expect(show([face], 3.2)).toEqual({ first: face, isUser: true });
      }),
    );
  });
});
