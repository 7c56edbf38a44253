import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createAggregator, DAY, daysOf, QUARTER, type Tally } from '../../src/shared/statistics/aggregate';
import {
  heatOf,
  localDayOf,
  type PeriodKind,
  startOfDay,
  sumOf,
  totalOf,
  trendOf,
} from '../../src/shared/statistics/periods';
import { clipSpan, todayRange } from '../../src/shared/statistics/summarise';
import { EXPRESSIONS, type StoredSpan } from '../../src/shared/types';

const HOUR = 3_600_000;
const SITES = ['meet.google.com', 'meet.jit.si'];
const CALLS = ['a', 'b', 'c'].map((letter) => `${letter}0000000-0000-4000-8000-000000000000`);
/** Days around both changes of the clocks in Europe and a leap day. */
const BASE = Date.UTC(2028, 1, 25);

const anySpan: fc.Arbitrary<StoredSpan> = fc.record({
  expression: fc.constantFrom(...EXPRESSIONS),
  start: fc.integer({ min: BASE, max: BASE + 40 * DAY }),
  duration: fc.oneof(fc.integer({ min: 1, max: 20 * 60_000 }), fc.integer({ min: 1, max: DAY - 1 })),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  site: fc.constantFrom(...SITES),
  callId: fc.constantFrom(...CALLS),
});
const spans = fc.array(anySpan, { maxLength: 30 });

function aggregate(all: readonly StoredSpan[]) {
  const sums = createAggregator();
  all.forEach(sums.add);
  return { calls: sums.calls(), days: sums.days() };
}

/** Milliseconds of each expression in [from, until), the slow way. */
function timeIn(all: readonly StoredSpan[], from: number, until: number): Tally {
  const time: Tally = {};
  for (const span of all) {
    const part = clipSpan(span, from, until);
    if (part) time[part.expression] = (time[part.expression] ?? 0) + part.duration;
  }
  return time;
}

/** Spans of each expression that began in [from, until), the slow way. */
function countIn(all: readonly StoredSpan[], from: number, until: number): Tally {
  const count: Tally = {};
  for (const { expression, start } of all) {
    if (start >= from && start < until) count[expression] = (count[expression] ?? 0) + 1;
  }
  return count;
}

describe('sums per day', () => {
  it('are those of each quarter hour and site', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { days } = aggregate(all);
        for (const { day, site, quarters } of days) {
          const own = all.filter((span) => span.site === site);
          for (const { quarter, time, count } of quarters) {
            const from = day * DAY + quarter * QUARTER;
            expect(time).toEqual(timeIn(own, from, from + QUARTER));
            expect(count).toEqual(countIn(own, from, from + QUARTER));
          }
          expect(quarters.map((each) => each.quarter)).toEqual(
            quarters.map((each) => each.quarter).toSorted((a, b) => a - b),
          );
        }
        expect(new Set(days.map((row) => `${row.day} ${row.site}`)).size).toBe(days.length);
        const kept = days.flatMap((row) => row.quarters).reduce((sum, each) => sum + sumOf(each.time), 0);
        expect(kept).toBe(all.reduce((sum, span) => sum + span.duration, 0));
      }),
    );
  });

  it('know which days a span touches', () => {
    expect(daysOf({ start: 0, duration: DAY - 1 })).toEqual([0]);
    expect(daysOf({ start: 1, duration: DAY - 1 })).toEqual([0]);
    expect(daysOf({ start: 2, duration: DAY - 1 })).toEqual([0, 1]);
  });
});

describe('sums per call', () => {
  it('are those of all its spans, in whatever order they come', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const { calls } = aggregate(all);
        expect(calls.map((call) => call.callId).sort()).toEqual(
          [...new Set(all.map((span) => span.callId))].sort(),
        );
        for (const call of calls) {
          const own = all.filter((span) => span.callId === call.callId);
          expect(call.start).toBe(Math.min(...own.map((span) => span.start)));
          expect(call.end).toBe(Math.max(...own.map((span) => span.start + span.duration)));
          expect(call.time).toEqual(timeIn(own, 0, Number.MAX_SAFE_INTEGER));
          expect(call.count).toEqual(countIn(own, 0, Number.MAX_SAFE_INTEGER));
          expect(own.find((span) => span.start === call.start)?.site).toBe(call.site);
          for (const name of EXPRESSIONS) {
            const longest = own
              .filter((span) => span.expression === name)
              .sort((a, b) => b.duration - a.duration || a.start - b.start)[0];
            expect(call.longest[name]?.duration).toBe(longest?.duration);
            expect(call.longest[name]?.start).toBe(longest?.start);
          }
        }
      }),
    );
  });
});

describe('local periods', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const offsetAt = (time: number): number => new Date(time).getTimezoneOffset();
  const range = fc.tuple(fc.integer({ min: -3, max: 45 }), fc.integer({ min: -3, max: 45 })).map(([a, b]) => {
    const midnight = (day: number) => new Date(2028, 1, 25 + day).getTime();
    return { from: midnight(Math.min(a, b)), until: midnight(Math.max(a, b)) };
  });

  it.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati'])(
    'of %s add up to what the calendar there says',
    (name) => {
      process.env.TZ = name;
      const kinds = fc.constantFrom<PeriodKind>('day', 'week', 'month');
      fc.assert(
        fc.property(spans, range, kinds, (all, { from, until }, kind) => {
          const { days } = aggregate(all);
          const total = totalOf(days, { from, until });
          expect(total.time).toEqual(timeIn(all, from, until));
          expect(total.count).toEqual(countIn(all, from, until));
          const periods = trendOf(days, { from, until }, kind, offsetAt);
          periods.forEach((period, i) => {
            const date = new Date(period.from);
            const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
            expect(date.getTime()).toBe(new Date(year, month, day).getTime());
            if (kind === 'week') expect(date.getDay()).toBe(1);
            if (kind === 'month') expect(day).toBe(1);
            if (i > 0) expect(period.from).toBe(periods[i - 1]!.until);
            const inside = [Math.max(period.from, from), Math.min(period.until, until)] as const;
            expect(period.time).toEqual(timeIn(all, ...inside));
            expect(period.count).toEqual(countIn(all, ...inside));
          });
          if (from < until) {
            expect(periods[0]!.from).toBeLessThanOrEqual(from);
            expect(periods.at(-1)!.until).toBeGreaterThanOrEqual(until);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(['America/Santiago', 'America/Havana', 'Atlantic/Azores', 'Europe/Berlin', 'Asia/Beirut'])(
    'of %s begin with the first moment of their days, also where the clocks leave out midnight',
    (name) => {
      process.env.TZ = name;
      const first = localDayOf(Date.UTC(2026, 0, 2), offsetAt);
      for (let day = first; day < first + 730; day++) {
        const start = startOfDay(day, offsetAt);
        expect(localDayOf(start, offsetAt)).toBe(day);
        expect(localDayOf(start - 1, offsetAt)).toBe(day - 1);
        expect(todayRange(start, offsetAt)).toEqual({ from: start, until: startOfDay(day + 1, offsetAt) });
      }
    },
  );

  it.each(['UTC', 'Europe/Berlin', 'Asia/Kathmandu'])('put %s on the clock on the wall', (name) => {
    process.env.TZ = name;
    fc.assert(
      fc.property(spans, (all) => {
        const heat = heatOf(aggregate(all).days, { from: 0, until: Number.MAX_SAFE_INTEGER }, offsetAt);
        const expected: Tally[][] = heat.map((hours) => hours.map(() => ({})));
        for (const { expression, start, duration } of all) {
          for (let at = start; at < start + duration; ) {
            const date = new Date(at);
            const next = Math.min(Math.ceil((at + 1) / QUARTER) * QUARTER, start + duration);
            const cell = expected[(date.getDay() + 6) % 7]![date.getHours()]!;
            cell[expression] = (cell[expression] ?? 0) + next - at;
            at = next;
          }
        }
        expect(heat).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of an empty range are none', () => {
    expect(trendOf([], { from: HOUR, until: HOUR }, 'day', offsetAt)).toEqual([]);
  });
});
