import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FPS, frameCount, sceneAt, viewAt } from '../../scripts/lib/clip-plan.mjs';

const scenes = fc.array(
  fc.record({ show: fc.constant(['happy']), seconds: fc.double({ min: 0, max: 5, noNaN: true }) }),
  { minLength: 1, maxLength: 6 },
);

describe('clip plan', () => {
  it('shows every scene, in order, for its time', () => {
    fc.assert(
      fc.property(scenes, (all) => {
        const shown = Array.from({ length: frameCount(all) }, (_, n) => sceneAt(all, n));
        expect([...new Set(shown)]).toEqual(all.map((_, index) => index));
        expect(shown).toEqual([...shown].sort((a, b) => a - b));
        for (const [index, { seconds }] of all.entries()) {
          const frames = shown.filter((scene) => scene === index).length;
          expect(Math.abs(frames - Math.max(1, seconds * FPS))).toBeLessThanOrEqual(0.5 + 1e-9);
        }
      }),
    );
  });

  it('has no frame after the last', () => {
    const all = [{ show: [], seconds: 1 }];
    expect(() => sceneAt(all, frameCount(all))).toThrow(RangeError);
  });

  it('never looks beyond the still, and never jumps', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (n) => {
        const { left, top, size, brightness } = viewAt(n);
        for (const start of [left, top]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + size).toBeLessThanOrEqual(1);
        }
        expect(brightness).toBeGreaterThan(0.9);
        expect(brightness).toBeLessThan(1.1);
        const next = viewAt(n + 1);
        expect(Math.hypot(next.left - left, next.top - top, next.size - size)).toBeLessThan(0.005);
      }),
    );
  });

  it('moves', () => {
    expect(viewAt(0)).not.toEqual(viewAt(FPS));
  });
});
