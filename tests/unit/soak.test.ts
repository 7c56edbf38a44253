import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quantile, slope, table, turnOrder } from '../../scripts/bench/figures';
import { EVENTS, planSoak, WARM_UP } from '../../scripts/soak/plan';
import { doubledSpans, lostStretches, shortestMissing } from '../../scripts/soak/spans';
import type { StoredSpan } from '../../src/shared/types';

describe('the plan of a soak', () => {
  it('is the same for the same seed, in order, and leaves quiet at both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 5000 }), fc.integer(), (seconds, seed) => {
        const plan = planSoak(seconds, seed);
        expect(planSoak(seconds, seed)).toEqual(plan);
        const times = plan.map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBe(WARM_UP);
        expect(times.at(-1)!).toBeLessThan(seconds - 11);
        expect(plan.every(({ call }) => call === 0)).toBe(true);
      }),
    );
  });

  it('has every event before any comes again', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const first = planSoak(600, seed).slice(0, EVENTS.length);
        expect(first.map(({ event }) => event).sort()).toEqual([...EVENTS].sort());
      }),
    );
    const several = planSoak(600, 7, { calls: 3 });
    expect(new Set(several.map(({ call }) => call))).toEqual(new Set([0, 1, 2]));
    expect(planSoak(90, 7).length).toBeGreaterThanOrEqual(EVENTS.length - 1);
  });
});

const span = (start: number, duration: number, callId = 'a'): StoredSpan => ({
  expression: 'happy',
  start,
  duration,
  confidence: 1,
  site: 'localhost',
  callId,
});

describe('what became of the spans', () => {
  it('finds those that are kept twice, and takes neighbours and other calls for none', () => {
    expect(doubledSpans([span(0, 1000), span(1000, 500), span(200, 700, 'b')])).toBe(0);
    expect(doubledSpans([span(0, 1000), span(0, 1000)])).toBe(1);
    expect(doubledSpans([span(900, 500), span(0, 1000)])).toBe(1);
  });

  it('finds long stretches that were read and not kept', () => {
    const seen = Array.from({ length: 60 }, (_, i) => ({ time: 250 * i, reading: i === 20 ? 0 : 1 }));
    expect(lostStretches(seen, [span(0, 20_000)], 20_000)).toEqual([]);
    expect(lostStretches(seen, [span(5200, 20_000)], 20_000)).toEqual([{ from: 0, until: 4750 }]);
    expect(lostStretches(seen, [span(0, 5000)], 9000)).toEqual([{ from: 5250, until: 9000 }]);
    expect(lostStretches(seen, [span(0, 5000), span(6000, 9000)], 20_000)).toEqual([]);
    // Of two calls that were read only one was kept; two spans of one call are one call.
    const both = seen.map(({ time }) => ({ time, reading: 2 }));
    expect(lostStretches(both, [span(0, 9000), span(0, 9000)], 9000)).toEqual([{ from: 0, until: 9000 }]);
    expect(lostStretches(both, [span(0, 9000), span(0, 9000, 'b')], 9000)).toEqual([]);
  });
});

describe('the figures', () => {
  const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 });

  it('quantiles are values that were measured, and grow', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(values).toContain(median(values));
        expect(quantile(values, 1)).toBe(Math.max(...values));
        expect(quantile(values, 0.95)).toBeGreaterThanOrEqual(median(values));
      }),
    );
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([], 0.5)).toBeNaN();
  });

  it('the slope of a line is found again, whatever its height', () => {
    const line = fc.record({ a: fc.integer({ min: -50, max: 50 }), b: fc.integer({ min: -50, max: 50 }) });
    fc.assert(
      fc.property(line, ({ a, b }) => {
        expect(slope([0, 1, 2, 5, 9].map((x) => ({ x, y: a * x + b })))).toBeCloseTo(a);
      }),
    );
    expect(slope([{ x: 1, y: 5 }])).toBe(0);
  });

  it('everybody takes the first turn equally often', () => {
    const firsts = Array.from({ length: 9 }, (_, round) => turnOrder(['a', 'b', 'c'], round)[0]);
    expect(firsts.sort().join('')).toBe('aaabbbccc');
    expect(table(['', 'ms'], [['ours', 7]])).toBe('      ms\nours   7');
  });
});

it('waits longer for a span where frames come seldom: an expression takes some of them to settle', () => {
  const seen = Array.from({ length: 40 }, (_, n) => ({ time: 100 * n, reading: 1 }));
  expect(lostStretches(seen, [], 4000, shortestMissing(100))).toHaveLength(1);
  expect(lostStretches(seen, [], 4000, shortestMissing(400))).toEqual([]);
});
