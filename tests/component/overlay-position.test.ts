import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CardSize,
  clampCorner,
  clearOf,
  cornerOf,
  fractionOf,
  MARGIN,
  roomierSide,
} from '../../src/call/overlay/position';
import type { Point, Rect } from '../../src/shared/types';

const size = (least: number, most: number) =>
  fc.record({ width: fc.integer({ min: least, max: most }), height: fc.integer({ min: least, max: most }) });
const anywhere = fc.record({
  x: fc.double({ min: -5000, max: 9000, noNaN: true }),
  y: fc.double({ min: -5000, max: 9000, noNaN: true }),
});
const card = size(40, 300);
const roomy = size(400, 4000);

describe('the card', () => {
  it('stays inside the window wherever it is put', () => {
    fc.assert(
      fc.property(anywhere, card, roomy, (corner, card, window) => {
        const { x, y } = clampCorner(corner, card, window);
        expect(x).toBeGreaterThanOrEqual(MARGIN);
        expect(y).toBeGreaterThanOrEqual(MARGIN);
        expect(x + card.width).toBeLessThanOrEqual(window.width - MARGIN);
        expect(y + card.height).toBeLessThanOrEqual(window.height - MARGIN);
      }),
    );
  });

  it('is not moved where it is inside already', () => {
    fc.assert(
      fc.property(anywhere, card, roomy, (corner, card, window) => {
        const inside = clampCorner(corner, card, window);
        expect(clampCorner(inside, card, window)).toEqual(inside);
      }),
    );
  });

  it('shows its top left corner in a window it does not fit', () => {
    fc.assert(
      fc.property(anywhere, size(0, 60), (corner, window) => {
        expect(clampCorner(corner, { width: 100, height: 100 }, window)).toEqual({ x: MARGIN, y: MARGIN });
      }),
    );
  });

  it('comes back to where it was left', () => {
    fc.assert(
      fc.property(anywhere, card, roomy, (corner, card, window) => {
        const left = clampCorner(corner, card, window);
        const back = cornerOf(fractionOf(left, window), card, window);
        expect(back.x).toBeCloseTo(left.x, 6);
        expect(back.y).toBeCloseTo(left.y, 6);
      }),
    );
  });

  it('is kept as fractions from 0 to 1, whatever the window', () => {
    fc.assert(
      fc.property(anywhere, size(0, 4000), (corner, window) => {
        const { x, y } = fractionOf(corner, window);
        for (const value of [x, y]) expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });

  it('starts at the left, above the lower half, and also where the kept place is no number', () => {
    const small = { width: 240, height: 52 };
    const window = { width: 1280, height: 720 };
    const first = cornerOf(null, small, window);
    expect(first.x).toBeLessThan(100);
    expect(first.y).toBeLessThan(200);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(cornerOf({ x: bad, y: 0.5 }, small, window)).toEqual(first);
      expect(cornerOf({ x: 0.5, y: bad }, small, window)).toEqual(first);
    }
  });
});

describe('the call’s own controls', () => {
  const rect = fc.record({
    x: fc.integer({ min: 0, max: 3000 }),
    y: fc.integer({ min: 0, max: 3000 }),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 90 }),
  });
  const covers = (corner: Point, card: CardSize, bar: Rect): boolean =>
    corner.x < bar.x + bar.width &&
    bar.x < corner.x + card.width &&
    corner.y < bar.y + bar.height &&
    bar.y < corner.y + card.height;

  it('are left free wherever the window has room, and the card stays where it covers nothing', () => {
    fc.assert(
      fc.property(anywhere, card, roomy, rect, (corner, card, window, bar) => {
        const wanted = clampCorner(corner, card, window);
        const place = clearOf([bar], wanted, card, window);
        if (!covers(wanted, card, bar)) expect(place).toEqual(wanted);
        else if (bar.y > card.height + 2 * MARGIN) expect(covers(place, card, bar)).toBe(false);
        expect(clampCorner(place, card, window)).toEqual(place);
      }),
    );
  });
});

describe('several rows of controls', () => {
  const window = { width: 1000, height: 800 };
  const card = { width: 300, height: 100 };
  const bottom = { x: 0, y: 720, width: 1000, height: 80 };
  const above = { x: 300, y: 620, width: 400, height: 90 };

  it('are all left free: the place beside one of them is not on another one', () => {
    expect(clearOf([bottom, above], { x: 350, y: 690 }, card, window)).toEqual({ x: 350, y: 512 });
    expect(clearOf([bottom], { x: 350, y: 690 }, card, window)).toEqual({ x: 350, y: 612 });
  });

  it('change nothing where the card covers none', () => {
    expect(clearOf([bottom, above], { x: 20, y: 20 }, card, window)).toEqual({ x: 20, y: 20 });
    expect(clearOf([], { x: 350, y: 690 }, card, window)).toEqual({ x: 350, y: 690 });
  });
});

describe('a large emoji', () => {
  it('springs up on the side of the card with more room', () => {
    fc.assert(
      fc.property(anywhere, card, roomy, (corner, card, window) => {
        const place = clampCorner(corner, card, window);
        const below = window.height - place.y - card.height;
        const room = roomierSide(place, card, window) === 'below' ? below : place.y;
        expect(room).toBe(Math.max(below, place.y));
      }),
    );
  });
});
