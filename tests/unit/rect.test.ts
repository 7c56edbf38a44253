import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundingBox, contains, even, fractionOfView, iou } from '../../src/shared/rect';

const side = fc.integer({ min: 1, max: 500 });
const rects = fc.record({
  x: fc.integer({ min: -500, max: 500 }),
  y: fc.integer({ min: -500, max: 500 }),
  width: side,
  height: side,
});

describe('IoU', () => {
  it('is 1 for a rectangle and itself, and the same both ways, within 0..1', () => {
    fc.assert(
      fc.property(rects, rects, (a, b) => {
        expect(iou(a, a)).toBe(1);
        expect(iou(a, b)).toBe(iou(b, a));
        expect(iou(a, b)).toBeGreaterThanOrEqual(0);
        expect(iou(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 0 for rectangles that only touch, and a third for two that share half of each', () => {
    const a = { x: 0, y: 0, width: 10, height: 10 };
    expect(iou(a, { ...a, x: 10 })).toBe(0);
    expect(iou(a, { ...a, x: 5 })).toBeCloseTo(1 / 3);
  });
});

it('a rectangle contains what is cut out of it, as fractions within 0..1', () => {
  fc.assert(
    fc.property(rects, fc.double({ min: 0, max: 0.5, noNaN: true }), (view, cut) => {
      const part = {
        x: view.x + view.width * cut,
        y: view.y,
        width: view.width * (1 - cut),
        height: view.height,
      };
      const slack = { ...view, x: view.x - 1e-9, width: view.width + 2e-9 };
      expect(contains(slack, part)).toBe(true);
      const { part: fractions } = fractionOfView(view, part);
      if (cut === 0) expect(fractions).toBeUndefined();
      else if (fractions) expect(fractions.x + fractions.width).toBeCloseTo(1);
    }),
  );
});

it('a bounding box touches the outermost points', () => {
  expect(
    boundingBox([
      { x: 3, y: -1 },
      { x: -2, y: 4 },
      { x: 0, y: 0 },
    ]),
  ).toEqual({ x: -2, y: -1, width: 5, height: 5 });
});

it('even numbers stay, odd and broken ones go down', () => {
  expect([4, 5, 5.9, -1].map(even)).toEqual([4, 4, 4, -2]);
});
