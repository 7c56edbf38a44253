import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacing } from '../../src/pages/try-it/pacing';

/** Runs frames of constant cost until the pace has settled, and measures the last twenty. */
function settled(cost: number, sharers = 1): { perSecond: number; share: number } {
  const pacing = createPacing(() => sharers);
  let now = 1_000_000;
  let measuredFrom = now;
  for (let frame = 0; frame < 60; frame++) {
    if (frame === 40) measuredFrom = now;
    const askedAt = now;
    now += cost;
    now += pacing.delay(askedAt, now, cost);
  }
  const interval = (now - measuredFrom) / 20;
  return { perSecond: 1000 / interval, share: cost / interval };
}

const costs = fc.double({ min: 0.1, max: 900, noNaN: true });

describe('pacing', () => {
  it('never asks for more than ten frames a second', () => {
    expect(settled(1).perSecond).toBeCloseTo(10, 5);
    fc.assert(fc.property(costs, (cost) => void expect(settled(cost).perSecond).toBeLessThanOrEqual(10.001)));
  });

  it('takes at most half of one core, however slow the machine and however many calls share it', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 4 }), (cost, calls) => {
        const { share, perSecond } = settled(cost, calls);
        // Even then a frame is looked at every two seconds.
        expect(share * calls <= 0.5001 || Math.abs(perSecond - 0.5) < 0.001).toBe(true);
      }),
    );
  });

  it('waits longer the dearer a frame is, and never less than nothing', () => {
    const passed = fc.double({ min: 0, max: 5000, noNaN: true });
    fc.assert(
      fc.property(costs, costs, passed, (a, b, elapsed) => {
        const [cheap, dear] = [Math.min(a, b), Math.max(a, b)].map((cost) =>
          createPacing().delay(5000, 5000 + elapsed, cost),
        );
        expect(cheap).toBeGreaterThanOrEqual(0);
        expect(dear).toBeGreaterThanOrEqual(cheap!);
        expect(dear).toBeLessThanOrEqual(2000);
      }),
    );
  });

  it('forgets one slow frame within a few', () => {
    const pacing = createPacing();
    const delays = [20, 900, ...Array(12).fill(20)].map((cost) => pacing.delay(0, 0, cost));
    expect(delays[1]).toBeGreaterThan(delays[0]!);
    expect(delays.at(-1)).toBeCloseTo(delays[0]!, 0);
  });

  it('does not stall when the clock is set back', () => {
    expect(createPacing().delay(3_600_000, 0, 20)).toBeLessThanOrEqual(100);
  });
});
