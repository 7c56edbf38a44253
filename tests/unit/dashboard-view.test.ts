import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayToText,
  type Filter,
  formatBytes,
  inShort,
  PERIODS,
  shownDays,
  shownOf,
  textToDay,
} from '../../src/pages/dashboard/view';
import { durationTicks, labelled } from '../../src/pages/ui/charts/scale';
import { createAggregator, DAY } from '../../src/shared/statistics/aggregate';
import { rangeOfDays } from '../../src/shared/statistics/periods';
import type { StoredSpan } from '../../src/shared/types';

const NOW = Date.UTC(2026, 4, 12, 15);
const TODAY = NOW / DAY - 0.625;
const utc = () => 0;
const filter = (more: Partial<Filter>): Filter => ({
  period: '30d',
  from: '2026-05-01',
  until: '2026-05-03',
  site: null,
  neutral: true,
  ...more,
});

describe('what is shown', () => {
  it('is as many days as it says, today among them', () => {
    expect(shownDays(filter({ period: '7d' }), [], NOW, utc)).toEqual({ first: TODAY - 6, last: TODAY });
    expect(shownDays(filter({ period: '30d' }), [], NOW, utc)).toEqual({ first: TODAY - 29, last: TODAY });
  });

  it('is the chosen days, in whatever order they are chosen', () => {
    const days = { first: textToDay('2026-05-01'), last: textToDay('2026-05-03') };
    const kept = [{ day: TODAY - 400, site: 'a.b', quarters: [] }];
    expect(shownDays(filter({ period: 'custom' }), kept, NOW, utc)).toEqual(days);
    const turned = filter({ period: 'custom', from: '2026-05-03', until: '2026-05-01' });
    expect(shownDays(turned, kept, NOW, utc)).toEqual(days);
  });

  it('goes no further than what is kept, whatever year is being typed', () => {
    const kept = [{ day: TODAY - 10, site: 'a.b', quarters: [] }];
    for (const from of ['0002-05-01', '0202-05-01', '1900-01-01', '9999-12-31']) {
      const until = '2026-05-08';
      const { first, last } = shownDays(filter({ period: 'custom', from, until }), kept, NOW, utc);
      expect(first).toBeGreaterThanOrEqual(TODAY - 10);
      expect(last).toBeLessThanOrEqual(TODAY);
    }
    for (const [from, until] of [
      ['2020-01-01', '2020-01-31'],
      ['2030-01-01', '2030-01-31'],
    ] as const) {
      const { first, last } = shownDays(filter({ period: 'custom', from, until }), kept, NOW, utc);
      expect(first).toBe(last);
      expect(first < TODAY - 10 || first > TODAY).toBe(true);
    }
  });

  it('is everything, with `all`', () => {
    const day = fc.integer({ min: TODAY - 2000, max: TODAY });
    const offset = fc.integer({ min: -56, max: 48 }).map((quarters) => quarters * 15);
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), offset, (days, minutes) => {
        const rows = days.map((each) => ({ day: each, site: 'a.b', quarters: [] }));
        const { first, last } = shownDays(filter({ period: 'all' }), rows, NOW, () => minutes);
        const { from, until } = rangeOfDays(first, last, () => minutes);
        expect(from).toBeLessThanOrEqual(Math.min(...days) * DAY);
        expect(until).toBeGreaterThan(NOW);
      }),
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PERIODS), fc.string(), fc.string(), (period, from, until) => {
        const { first, last } = shownDays(filter({ period, from, until }), [], NOW, utc);
        expect(first).toBeLessThanOrEqual(last);
      }),
    );
  });
});

describe('in short', () => {
  const span = (expression: StoredSpan['expression'], start: number, duration: number): StoredSpan => ({
    expression,
    start,
    duration,
    confidence: 0.9,
    site: 'a.b',
    callId: '0a1b2c3d-0000-4000-8000-000000000000',
  });
  const all = { from: 0, until: 3 * DAY };
  const of = (spans: StoredSpan[], range = all, offsetAt = utc) => {
    const sums = createAggregator();
    spans.forEach(sums.add);
    return inShort(shownOf({ calls: sums.calls(), days: sums.days() }, null, range), [], range, offsetAt);
  };

  it('sums time, calls and days up', () => {
    const short = of([
      span('neutral', 0, 9000),
      span('sad', 10_000, 2000),
      span('happy', DAY, 500),
      span('happy', DAY + 600, 500),
    ]);
    expect(short).toMatchObject({ time: 12_000, calls: 1, days: 2 });
    expect(short).toMatchObject({ smiles: 2, perHour: null, reactions: { sent: 0 } });
  });

  it('counts a call in every range that it reaches into', () => {
    const minute = 60_000;
    const late = [
      span('sad', DAY - 10 * minute, 9 * minute),
      span('neutral', DAY - minute, 41 * minute),
      span('happy', DAY + 40 * minute, 20 * minute),
    ];
    const first = { from: 0, until: DAY };
    const second = { from: DAY, until: 2 * DAY };
    expect(of(late, first)).toMatchObject({ time: 10 * minute, calls: 1 });
    expect(of(late, second)).toMatchObject({ time: 60 * minute, calls: 1 });
    expect(of(late, first).smiles).toBe(0);
    expect(of(late, second)).toMatchObject({ perHour: expect.any(Number) });
    const beside = [span('sad', DAY - minute, minute), span('sad', 2 * DAY, minute)].map((each, n) => ({
      ...each,
      callId: `${n}a1b2c3d-0000-4000-8000-000000000000`,
    }));
    expect(of(beside, second)).toMatchObject({ time: 0, calls: 0 });
  });

  it('is in any range without a call no time either, and the other way round', () => {
    const spans = fc.array(fc.record({ start: fc.nat(3 * DAY), duration: fc.integer({ min: 1, max: DAY }) }));
    fc.assert(
      fc.property(spans, fc.nat(2), (given, day) => {
        const range = { from: day * DAY, until: (day + 1) * DAY };
        const each = given.map(({ start, duration }, n) => ({
          ...span('sad', start, duration),
          callId: `${n}`,
        }));
        const { time, calls } = of(each, range);
        expect(calls > 0).toBe(time > 0);
      }),
    );
  });

  it('counts the days of the reader’s calendar', () => {
    const hour = DAY / 24;
    // From 16:30 to 17:30 where midnight UTC is at 17:00.
    const evening = [span('happy', DAY - hour / 2, hour / 4), span('sad', DAY + hour / 4, hour / 4)];
    expect(of(evening).days).toBe(2);
    expect(of(evening, all, () => 7 * 60).days).toBe(1);
    const nextDay = { from: DAY + 7 * hour, until: 2 * DAY + 7 * hour };
    expect(of(evening, nextDay, () => 7 * 60).days).toBe(0);
  });

  it('is nothing where there is nothing', () => {
    expect(of([])).toMatchObject({ time: 0, calls: 0, days: 0, smiles: 0, perHour: null });
  });
});

describe('scales', () => {
  it('reach over everything with at most five lines, evenly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 * 3_600_000 }), (most) => {
        const ticks = durationTicks(most);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeGreaterThan(1);
        expect(ticks.length).toBeLessThanOrEqual(5);
        ticks.forEach((tick, i) => {
          expect(tick).toBe(i * ticks[1]!);
        });
      }),
    );
  });

  it('label no more columns than there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 12 }), (count, most) => {
        const shown = Array.from({ length: count }, (_, i) => i).filter(labelled(count, most));
        expect(shown[0]).toBe(0);
        expect(shown.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

it('days survive the way to a date input and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), (day) => {
      expect(textToDay(dayToText(day))).toBe(day);
    }),
  );
  expect(textToDay('2026-02-31x')).toBeNull();
});

it('sizes are short', () => {
  expect([0, 999, 1500, 12_345_678, 2.5e9].map(formatBytes)).toEqual([
    '0 kB',
    '1.0 kB',
    '1.5 kB',
    '12 MB',
    '2.5 GB',
  ]);
});
