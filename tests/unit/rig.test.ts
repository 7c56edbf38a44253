import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRig } from '../../src/analysis/rig';
import { createOneEuro } from '../../src/shared/avatar/one-euro';
import type { Landmark } from '../../src/shared/types';

/** The points that the rig looks at, of a calm face 100 pixels wide between its eyes; x and y from the nose root. */
const FACE: Readonly<Record<number, readonly [x: number, y: number, z: number]>> = {
  ...{ 10: [0, -110, 24], 2: [0, 60, -2], 234: [-120, 0, 90], 454: [120, 0, 90] },
  ...{ 13: [0, 96, 0], 14: [0, 100, 0], 61: [-40, 98, 10], 291: [40, 98, 10] },
  ...{
    33: [-68, 0, 20],
    133: [-32, 0, 14],
    159: [-50, -5, 10],
    158: [-46, -5, 10],
    145: [-50, 5, 10],
    153: [-46, 5, 10],
  },
  ...{
    263: [68, 0, 20],
    362: [32, 0, 14],
    386: [50, -5, 10],
    385: [46, -5, 10],
    374: [50, 5, 10],
    380: [46, 5, 10],
  },
  ...{ 55: [-22, -26, 8], 107: [-24, -30, 8], 46: [-80, -24, 30], 53: [-64, -32, 16], 105: [-52, -34, 12] },
  ...{ 285: [22, -26, 8], 336: [24, -30, 8], 276: [80, -24, 30], 283: [64, -32, 16], 334: [52, -34, 12] },
};
const BROWS = { left: [285, 336, 276, 283, 334], right: [55, 107, 46, 53, 105] } as const;

/** A mesh with some points moved. */
function mesh(moved: Readonly<Record<number, readonly [number, number]>> = {}, degrees = 0): Landmark[] {
  const a = (degrees * Math.PI) / 180;
  return Array.from({ length: 468 }, (_, i) => {
    const [x, y, z] = FACE[i] ?? [0, 0, 0];
    const [dx, dy] = moved[i] ?? [0, 0];
    const [px, py] = [x + dx, y + dy];
    return {
      x: 500 + px * Math.cos(a) - z * Math.sin(a),
      y: 400 + py,
      z: z * Math.cos(a) + px * Math.sin(a),
    };
  });
}

/** The rig after it has seen the calm face for a while and then this one. */
function after(face: readonly Landmark[], looks = 8) {
  const rig = createRig();
  let time = 0;
  for (; time < 6000; time += 100) rig.update(mesh(), time, 1);
  for (let n = 1; n < looks; n++, time += 80) rig.update(face, time, 1);
  return rig.update(face, time, 1)!;
}

const many = (points: readonly number[], by: readonly [number, number]) =>
  Object.fromEntries(points.map((point) => [point, by]));

describe('the rig', () => {
  it('finds nothing in a calm face', () => {
    const { head, shapes } = after(mesh());
    expect(Object.entries(shapes).filter(([, value]) => value > 0.02)).toEqual([]);
    expect(Math.abs(head.yaw) + Math.abs(head.roll)).toBeLessThan(1);
  });

  it('sees a jaw that opens', () => {
    expect(after(mesh({ 14: [0, 45] })).shapes.jawOpen).toBeGreaterThan(0.7);
  });

  it('sees each corner of the mouth by itself', () => {
    const { shapes } = after(mesh({ 291: [6, -14] }));
    expect(shapes.mouthSmileLeft).toBeGreaterThan(0.7);
    expect(shapes.mouthSmileLeft).toBeGreaterThan(shapes.mouthSmileRight + 0.4);
    expect(after(mesh({ 61: [0, 12], 291: [0, 12] })).shapes.mouthFrownRight).toBeGreaterThan(0.6);
  });

  it('sees a mouth that grows wide or narrow', () => {
    expect(after(mesh({ 61: [14, 0], 291: [-14, 0] })).shapes.mouthPucker).toBeGreaterThan(0.7);
    const wide = after(mesh({ 61: [-9, 0], 291: [9, 0] })).shapes;
    expect(wide.mouthStretchLeft + wide.mouthSmileLeft).toBeGreaterThan(0.6);
  });

  it('sees brows that rise and fall', () => {
    const up = after(mesh({ ...many(BROWS.left, [0, -9]), ...many(BROWS.right, [0, -9]) })).shapes;
    expect(up.browOuterUpLeft).toBeGreaterThan(0.7);
    expect(up.browInnerUp).toBeGreaterThan(0.7);
    const down = after(mesh(many(BROWS.right, [0, 9]))).shapes;
    expect(down.browDownRight).toBeGreaterThan(0.7);
    expect(down.browDownLeft).toBeLessThan(0.1);
  });

  it('a brow that stays up stays up: five seconds make it no calm one', () => {
    const raised = mesh(many([...BROWS.left, ...BROWS.right], [0, -6]));
    const [soon, late] = [after(raised, 5), after(raised, 63)].map(({ shapes }) => shapes.browInnerUp);
    expect(soon).toBeGreaterThan(0.5);
    expect(late).toBeGreaterThan(0.75 * soon!);
  });

  it('whoever greets with a smile does not frown for long afterwards', () => {
    const rig = createRig();
    const smile = mesh({ 61: [-8, -9], 291: [8, -9] });
    for (let time = 0; time < 3000; time += 80) rig.update(smile, time, 1);
    for (let time = 3000; time < 13_000; time += 80) rig.update(mesh(), time, 1);
    const { shapes } = rig.update(mesh(), 13_000, 1)!;
    expect(Math.max(...Object.values(shapes))).toBeLessThan(0.15);
  });

  it('sees eyes that close and open wide', () => {
    const closed = after(mesh({ 386: [0, 4], 385: [0, 4], 374: [0, -4], 380: [0, -4] })).shapes;
    expect(closed.eyeBlinkLeft).toBeGreaterThan(0.8);
    expect(closed.eyeBlinkRight).toBeLessThan(0.1);
    const wide = after(mesh(many([386, 385, 159, 158], [0, -4]))).shapes;
    expect(wide.eyeWideLeft).toBeGreaterThan(0.8);
  });

  it('a head that turns opens no mouth and lifts no brow', () => {
    const { head, shapes } = after(mesh({}, 25));
    expect(Math.abs(head.yaw)).toBeGreaterThan(20);
    expect(shapes.jawOpen).toBeLessThan(0.1);
    expect(Math.max(shapes.browInnerUp, shapes.browOuterUpLeft, shapes.browDownLeft)).toBeLessThan(0.1);
  });

  it('a mouth that speaks from the first frame on is open and closes', () => {
    const rig = createRig();
    const spoken = Array.from({ length: 60 }, (_, n) => {
      const by = 6 + 16 * (1 + Math.sin(n * 0.9));
      return rig.update(mesh({ 14: [0, by] }), n * 80, 1)!.shapes.jawOpen;
    }).slice(20);
    expect(Math.max(...spoken)).toBeGreaterThan(0.45);
    expect(Math.min(...spoken)).toBeLessThan(0.12);
    // However long nobody has seen it closed.
    for (let time = 4800; time < 60_000; time += 100) rig.update(mesh({ 14: [0, 22] }), time, 1);
    expect(rig.update(mesh({ 14: [0, 22] }), 60_000, 1)!.shapes.jawOpen).toBeGreaterThan(0.2);
  });

  it('another person has another calm face', () => {
    const rig = createRig();
    for (let time = 0; time < 3000; time += 100) rig.update(mesh({ 14: [0, 30] }), time, 1);
    const other = rig.update(mesh(), 3100, 2)!;
    expect(other.shapes.jawOpen).toBeLessThan(0.05);
  });

  it.each([
    ['too few points', [] as Landmark[]],
    ['points that are no numbers', mesh().map((point) => ({ ...point, x: Number.NaN }))],
    [
      'one point that is none',
      mesh().map((point, i) => (i === 291 ? { ...point, y: Number.POSITIVE_INFINITY } : point)),
    ],
    ['all points in one place', mesh().map(() => ({ x: 1, y: 1, z: 1 }))],
  ])('takes no face for one: %s', (_, landmarks) => {
    const rig = createRig();
    expect(rig.update(landmarks, 0, 1)).toBeNull();
    expect(rig.update(mesh(), 100, 1)).not.toBeNull();
  });

  it('never says anything but finite numbers within limits, however the points jump', () => {
    const jump = fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }));
    const points = Object.keys(FACE).map(Number);
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.constantFrom(...points.map(String)), jump), { maxLength: 6 }),
        (faces) => {
          const rig = createRig();
          faces.forEach((moved, n) => {
            const found = rig.update(mesh(moved), n * 90, 1);
            for (const value of Object.values(found?.shapes ?? {})) {
              expect(value).toBeGreaterThanOrEqual(0);
              expect(value).toBeLessThanOrEqual(1);
            }
          });
        },
      ),
    );
  });
});

describe('the One Euro filter', () => {
  const options = { minCutoff: 1, beta: 0.5, dCutoff: 1 };

  it('takes tremor out where nothing moves', () => {
    const filter = createOneEuro(options);
    const out = Array.from({ length: 60 }, (_, n) => filter.filter(n % 2 ? 0.1 : -0.1, n / 10)).slice(20);
    expect(Math.max(...out) - Math.min(...out)).toBeLessThan(0.12);
  });

  it('follows a fast movement more closely than a slow filter would', () => {
    const lagOf = (beta: number) => {
      const filter = createOneEuro({ ...options, beta });
      let last = 0;
      for (let n = 0; n <= 20; n++) last = filter.filter(n, n / 10);
      return 20 - last;
    };
    expect(lagOf(0.5)).toBeLessThan(lagOf(0) / 2);
  });

  it('starts anew after a hole and when time goes back', () => {
    const filter = createOneEuro(options);
    filter.filter(0, 0);
    expect(filter.filter(5, 10)).toBe(5);
    expect(filter.filter(7, 3)).toBe(7);
  });
});
