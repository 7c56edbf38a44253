import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { clipSpan, summarise, todayRange } from '../../src/shared/statistics/summarise';
import { EXPRESSIONS, type Span } from '../../src/shared/types';

const HOUR = 3_600_000;

const anySpan: fc.Arbitrary<Span> = fc.record({
  expression: fc.constantFrom(...EXPRESSIONS),
  start: fc.integer({ min: 0, max: 48 * HOUR }),
  duration: fc.integer({ min: 1, max: 20 * HOUR }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
});
const range = fc
  .tuple(fc.integer({ min: 0, max: 60 * HOUR }), fc.integer({ min: 0, max: 60 * HOUR }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

function span(expression: Span['expression'], start: number, duration: number): Span {
  return { expression, start, duration, confidence: 0.8 };
}

describe('summarise', () => {
  it('spreads the time over the expressions', () => {
    const spans = [span('happy', 0, 30), span('neutral', 30, 60), span('happy', 90, 10)];
    const { total, count, longest, shares } = summarise(spans, 0, 1000);
    expect({ total, count, longest }).toEqual({ total: 100, count: 3, longest: spans[1] });
    expect(shares.map((share) => share.expression)).toEqual([...EXPRESSIONS]);
    expect(shares[0]).toEqual({ expression: 'neutral', time: 60, share: 0.6, count: 1 });
    expect(shares[1]).toEqual({ expression: 'happy', time: 40, share: 0.4, count: 2 });
    expect(shares[2]).toEqual({ expression: 'surprised', time: 0, share: 0, count: 0 });
  });

  it('is all zero where there is nothing', () => {
    const { total, count, longest, shares } = summarise([span('sad', 0, 10)], 10, 20);
    expect({ total, count, longest }).toEqual({ total: 0, count: 0, longest: null });
    expect(shares.every((share) => share.share === 0 && share.time === 0)).toBe(true);
  });

  it('names the earlier of two longest spans, in whatever order they come', () => {
    const spans = [span('sad', 50, 10), span('happy', 20, 10)];
    expect(summarise(spans, 0, 100).longest).toEqual(spans[1]);
    expect(summarise(spans.toReversed(), 0, 100).longest).toEqual(spans[1]);
  });

  it('has shares that add up to 1, and times that add up to the total', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 1 }), range, (spans, [from, until]) => {
        const { total, shares, count } = summarise(spans, from, until);
        expect(shares.reduce((sum, share) => sum + share.time, 0)).toBe(total);
        expect(shares.reduce((sum, share) => sum + share.count, 0)).toBe(count);
        expect(shares.reduce((sum, share) => sum + share.share, 0)).toBeCloseTo(total > 0 ? 1 : 0, 9);
      }),
    );
  });

  it('adds up over adjoining ranges', () => {
    fc.assert(
      fc.property(
        fc.array(anySpan),
        range,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (spans, [a, c], part) => {
          const b = Math.round(a + part * (c - a));
          expect(summarise(spans, a, b).total + summarise(spans, b, c).total).toBe(
            summarise(spans, a, c).total,
          );
        },
      ),
    );
  });

  it('clips every span into the range', () => {
    fc.assert(
      fc.property(anySpan, range, (each, [from, until]) => {
        const clipped = clipSpan(each, from, until);
        const overlaps = each.start < until && each.start + each.duration > from && from < until;
        expect(clipped !== null).toBe(overlaps);
        if (!clipped) return;
        expect(clipped.start).toBeGreaterThanOrEqual(from);
        expect(clipped.start + clipped.duration).toBeLessThanOrEqual(until);
        expect(clipped.duration).toBeGreaterThan(0);
        expect(clipped.duration).toBeLessThanOrEqual(each.duration);
      }),
    );
  });
});

describe('todayRange', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'is the local day in %s, also when the clocks change',
    (name) => {
      process.env.TZ = name;
      const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
      const changes = [Date.UTC(2026, 2, 29, 12), Date.UTC(2026, 9, 25, 12), Date.UTC(2026, 2, 8, 23)];
      fc.assert(
        fc.property(fc.oneof(moment, fc.constantFrom(...changes)), (now) => {
          const day = new Date(now);
          const { from, until } = todayRange(now, (time) => new Date(time).getTimezoneOffset());
          expect(from).toBe(new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime());
          expect(until).toBe(new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime());
        }),
      );
    },
  );

  it('follows the offset it is given', () => {
    const noon = Date.UTC(2026, 4, 12, 12);
    expect(todayRange(noon, () => -120).from).toBe(Date.UTC(2026, 4, 11, 22));
    expect(todayRange(noon, () => 780).from).toBe(Date.UTC(2026, 4, 11, 13));
  });
});
