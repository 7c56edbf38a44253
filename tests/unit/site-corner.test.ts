import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearCorner } from '../../src/call/sites/corner';

const WINDOW = { width: 1280, height: 800 };
const rect = fc.record({
  x: fc.integer({ min: -500, max: 2000 }),
  y: fc.integer({ min: -500, max: 2000 }),
  width: fc.integer({ min: 1, max: 2000 }),
  height: fc.integer({ min: 1, max: 2000 }),
});

describe('the corner clear of the self view', () => {
  it('is the usual one where nothing is in the way', () => {
    expect(clearCorner([], WINDOW)).toBeNull();
    expect(clearCorner([{ x: 900, y: 550, width: 300, height: 180 }], WINDOW)).toBeNull();
  });

  it('is another where the self view is in the top left', () => {
    const corner = clearCorner([{ x: 10, y: 60, width: 320, height: 180 }], WINDOW);
    expect(corner!.x * WINDOW.width).toBeGreaterThan(330);
  });

  it('is the usual one where the user fills the stage: no corner is better', () => {
    expect(clearCorner([{ x: 0, y: 0, width: 1280, height: 800 }], WINDOW)).toBeNull();
  });

  it('is the third where both upper ones are taken', () => {
    const corner = clearCorner([{ x: 0, y: 0, width: 1280, height: 240 }], WINDOW);
    expect(corner!.x * WINDOW.width).toBeCloseTo(16);
    expect(corner!.y * WINDOW.height).toBeGreaterThan(240);
  });

  it('lies in the window, whatever stands there and however small the window is', () => {
    const size = fc.record({ width: fc.nat(3000), height: fc.nat(2000) });
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 4 }), size, (obstacles, window) => {
        const corner = clearCorner(obstacles, window);
        if (corner === null) return;
        expect(corner.x).toBeGreaterThanOrEqual(0);
        expect(corner.x).toBeLessThan(1);
        expect(corner.y).toBeGreaterThanOrEqual(0);
        expect(corner.y).toBeLessThan(1);
      }),
    );
  });
});
