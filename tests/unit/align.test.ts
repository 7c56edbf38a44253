import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignFace, type Crop, TEMPLATE } from '../../src/analysis/face/align';
import type { Point } from '../../src/shared/types';

/** Outer and inner corners of the left and the right eye, and the base of the nose. */
const USED = [33, 133, 362, 263, 2] as const;

const mesh = (points: readonly Point[]): Point[] => {
  const landmarks = Array.from({ length: 468 }, () => ({ x: 0, y: 0 }));
  USED.forEach((index, i) => {
    landmarks[index] = points[i]!;
  });
  return landmarks;
};

/** A similarity transform: turned clockwise on the screen, scaled, shifted. */
interface Pose {
  readonly turn: number;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
const place = ({ turn, scale, x, y }: Pose, p: Point): Point => ({
  x: x + scale * (Math.cos(turn) * p.x - Math.sin(turn) * p.y),
  y: y + scale * (Math.sin(turn) * p.x + Math.cos(turn) * p.y),
});
/** A point of the picture in fractions of the crop. */
const inCrop = ({ centre, side, roll }: Crop, p: Point): Point => {
  const [dx, dy] = [p.x - centre.x, p.y - centre.y];
  return {
    x: 0.5 + (Math.cos(roll) * dx + Math.sin(roll) * dy) / side,
    y: 0.5 + (Math.cos(roll) * dy - Math.sin(roll) * dx) / side,
  };
};

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const pose = fc.record({
  turn: number(-1.5, 1.5),
  scale: number(20, 900),
  x: number(-2000, 2000),
  y: number(-2000, 2000),
});

/** A face with the template's proportions, one unit wide, eyes around the origin. */
const { eyeDistance, eyesToNose } = TEMPLATE;
const IDEAL: Point[] = [
  { x: -eyeDistance / 2 - 0.08, y: 0 },
  { x: -eyeDistance / 2 + 0.08, y: 0 },
  { x: eyeDistance / 2 - 0.08, y: 0 },
  { x: eyeDistance / 2 + 0.08, y: 0 },
  { x: 0, y: eyesToNose },
];

describe('alignFace', () => {
  it('puts level eyes and the nose on the template, however the face is turned, scaled and shifted', () => {
    fc.assert(
      fc.property(pose, (at) => {
        const points = IDEAL.map((p) => place(at, p));
        const crop = alignFace(mesh(points));
        const [outerLeft, innerLeft, innerRight, outerRight, nose] = points.map((p) => inCrop(crop, p));
        const left = (outerLeft!.x + innerLeft!.x) / 2;
        const right = (outerRight!.x + innerRight!.x) / 2;
        for (const eye of [outerLeft!, innerLeft!, innerRight!, outerRight!]) {
          expect(eye.y).toBeCloseTo(TEMPLATE.eyesY, 2);
        }
        expect([left, right]).toEqual([expect.closeTo(0.5 - 0.18, 3), expect.closeTo(0.5 + 0.18, 3)]);
        expect(nose!.x).toBeCloseTo(0.5, 3);
        expect(nose!.y).toBeCloseTo(TEMPLATE.noseY, 2);
        expect(crop.roll).toBeCloseTo(at.turn, 6);
      }),
    );
  });

  it('follows the face: a turned, scaled and shifted face has the crop turned, scaled and shifted', () => {
    const jitter = fc.array(fc.record({ x: number(-0.06, 0.06), y: number(-0.06, 0.06) }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(jitter, pose, (moved, at) => {
        const face = IDEAL.map((p, i) => ({ x: p.x + moved[i]!.x, y: p.y + moved[i]!.y }));
        const before = alignFace(mesh(face));
        const after = alignFace(mesh(face.map((p) => place(at, p))));
        const centre = place(at, before.centre);
        expect(after.side).toBeCloseTo(before.side * at.scale, 6);
        expect(after.centre.x).toBeCloseTo(centre.x, 6);
        expect(after.centre.y).toBeCloseTo(centre.y, 6);
        expect(Math.cos(after.roll - before.roll - at.turn)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('changes the zoom only by half when a turned head brings the eyes together', () => {
    const turned = IDEAL.map((p) => ({ x: p.x * 0.6, y: p.y }));
    expect(alignFace(mesh(turned)).side).toBeCloseTo(0.8 * alignFace(mesh(IDEAL)).side, 6);
  });
});
