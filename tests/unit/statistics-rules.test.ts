/** The pure parts of the statistics: rates, insights, recap, heat, the list of calls, labels. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctLabels } from '../../src/pages/ui/charts/labels';
import { durationTicks } from '../../src/pages/ui/charts/scale';
import { type CallRow, createAggregator, DAY } from '../../src/shared/statistics/aggregate';
import { CALL_ORDERS, groupByDay, listCalls } from '../../src/shared/statistics/call-list';
import { heatCells } from '../../src/shared/statistics/heat';
import { type InsightSource, insightsOf } from '../../src/shared/statistics/insights';
import { firstDayOf, heatOf, localDayOf, rangeOfDays, totalOf } from '../../src/shared/statistics/periods';
import { smilesPerHour } from '../../src/shared/statistics/rates';
import {
  byCall,
  type CountedReaction,
  countReactions,
  reactionsIn,
} from '../../src/shared/statistics/reactions';
import { recapOf } from '../../src/shared/statistics/recap';
import type { Expression, StoredSpan } from '../../src/shared/types';
import { formatDuration } from '../../src/shared/ui/format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const utc = () => 0;
/** Monday, 2026-05-04. */
const MONDAY = Date.UTC(2026, 4, 4) / DAY;

/** An hour of a call with `smiles` smiles of two seconds, at ten o'clock unless told. */
function hourOfCall(day: number, smiles: number, at = 10, name = `call ${day} ${at}`): StoredSpan[] {
  const span = (expression: Expression, start: number, duration: number): StoredSpan => ({
    ...{ expression, start, duration, confidence: 0.9, site: 'meet.google.com', callId: name },
  });
  const start = day * DAY + at * HOUR;
  const each = HOUR / (smiles + 1);
  return Array.from({ length: smiles + 1 }, (_, i) => [
    ...(i === 0 ? [] : [span('happy', start + i * each, 2000)]),
    span('neutral', start + i * each + (i === 0 ? 0 : 2000), each - (i === 0 ? 0 : 2000)),
  ]).flat();
}

function sourceOf(spans: readonly StoredSpan[], more: Partial<InsightSource> = {}): InsightSource {
  const aggregator = createAggregator();
  for (const span of spans) aggregator.add(span);
  return {
    days: aggregator.days(),
    calls: aggregator.calls().sort((a, b) => a.start - b.start),
    range: rangeOfDays(MONDAY, MONDAY + 27, utc),
    before: null,
    reactions: countReactions([]),
    offsetAt: utc,
    ...more,
  };
}

const event = (time: number, emoji: string, more: Partial<CountedReaction> = {}): CountedReaction => ({
  ...{ time, emoji, how: 'auto', outcome: 'sent', site: 'meet.google.com', callId: 'a' },
  ...more,
});
const kinds = (source: InsightSource) => insightsOf(source, 99).map(({ kind }) => kind);
const find = (source: InsightSource, kind: string) =>
  insightsOf(source, 99).find((each) => each.kind === kind);

describe('smiles per hour', () => {
  it('are of call time, and unknown where there is too little of it', () => {
    const { days, range } = sourceOf(hourOfCall(MONDAY, 14));
    expect(smilesPerHour(totalOf(days, range))).toBeCloseTo(14, 6);
    expect(smilesPerHour({ time: { neutral: 5 * MINUTE }, count: { happy: 3 } })).toBeNull();
  });
});

describe('reactions', () => {
  it('count what was sent, apart from what was taken back', () => {
    const counts = countReactions([
      event(1, 'a'),
      event(2, 'b', { how: 'manual' }),
      event(3, 'b', { how: 'asked' }),
      event(4, 'c', { outcome: 'cancelled' }),
    ]);
    expect(counts).toEqual({
      ...{ sent: 3, cancelled: 1, ways: { auto: 1, asked: 1, manual: 1 } },
      top: [
        { emoji: 'b', count: 2 },
        { emoji: 'a', count: 1 },
      ],
    });
  });

  it('add up whatever there is', () => {
    const any = fc.record({
      time: fc.nat(1e6),
      emoji: fc.constantFrom('a', 'b', 'c'),
      how: fc.constantFrom('auto' as const, 'asked' as const, 'manual' as const),
      outcome: fc.constantFrom('sent' as const, 'cancelled' as const),
      site: fc.constantFrom('x', 'y'),
      callId: fc.constantFrom('1', '2'),
    });
    fc.assert(
      fc.property(fc.array(any), (events) => {
        const { sent, cancelled, ways, top } = countReactions(events);
        expect(sent + cancelled).toBe(events.length);
        expect(ways.auto + ways.asked + ways.manual).toBe(sent);
        expect(top.reduce((sum, { count }) => sum + count, 0)).toBe(sent);
        expect([...byCall(events).values()].flat()).toHaveLength(events.length);
        const [one, two] = [
          { from: 0, until: 5e5 },
          { from: 5e5, until: 2e6 },
        ];
        expect(reactionsIn(events, one, null).length + reactionsIn(events, two, null).length).toBe(
          events.length,
        );
      }),
    );
  });
});

describe('insights', () => {
  const weeks = (smiles: readonly number[], many = 3) =>
    Array.from({ length: many }, (_, week) =>
      smiles.flatMap((count, weekday) => (count < 0 ? [] : hourOfCall(MONDAY + 7 * week + weekday, count))),
    ).flat();

  it('say nothing where there is nothing or little', () => {
    expect(insightsOf(sourceOf([]), 99)).toEqual([]);
    expect(insightsOf(sourceOf(hourOfCall(MONDAY, 40)), 99)).toEqual([]);
  });

  it('name the weekday with the most smiles per hour, with three of each and a clear lead', () => {
    const tuesdays = [5, 14, 6];
    expect(find(sourceOf(weeks(tuesdays)), 'smiley-weekday')).toMatchObject({ weekday: 1 });
    const found = find(sourceOf(weeks(tuesdays)), 'smiley-weekday') as { perHour: number };
    expect(found.perHour).toBeCloseTo(14, 6);
    expect(kinds(sourceOf(weeks(tuesdays, 2)))).not.toContain('smiley-weekday');
    expect(kinds(sourceOf(weeks([14, 14, 6])))).not.toContain('smiley-weekday');
    expect(kinds(sourceOf(weeks([-1, 14])))).not.toContain('smiley-weekday');
  });

  it('name the hour with the most smiles', () => {
    const spans = [0, 1, 2].flatMap((day) => [
      ...hourOfCall(MONDAY + day, 3, 9),
      ...hourOfCall(MONDAY + day, 12, 15),
    ]);
    expect(find(sourceOf(spans), 'smiley-hour')).toMatchObject({ hour: 15 });
  });

  it('name the call with the most smiles only where one is ahead', () => {
    const spans = [3, 9, 4].flatMap((smiles, day) => hourOfCall(MONDAY + day, smiles));
    expect(find(sourceOf(spans), 'smiley-call')).toMatchObject({ smiles: 9 });
    const equal = [9, 9, 4].flatMap((smiles, day) => hourOfCall(MONDAY + day, smiles));
    expect(kinds(sourceOf(equal))).not.toContain('smiley-call');
  });

  it('compare with the period before, and tell only what is nice to hear', () => {
    const range = rangeOfDays(MONDAY + 7, MONDAY + 13, utc);
    const before = rangeOfDays(MONDAY, MONDAY + 6, utc);
    const week = (then: number, now: number) =>
      sourceOf([...hourOfCall(MONDAY, then), ...hourOfCall(MONDAY + 7, now)], { range, before });
    expect(find(week(10, 13), 'more-smiles')).toMatchObject({ factor: expect.closeTo(1.3, 6) });
    expect(kinds(week(13, 10))).not.toContain('more-smiles');
    expect(kinds({ ...week(10, 13), before: null })).not.toContain('more-smiles');
  });

  it('name the favourite emoji and the reactions by hand from ten on', () => {
    const many = (emoji: string, count: number, how: CountedReaction['how'] = 'auto') =>
      Array.from({ length: count }, (_, i) => event(i, emoji, { how }));
    const reactions = countReactions([...many('1f604', 7), ...many('1f44d', 6, 'manual')]);
    expect(find(sourceOf([], { reactions }), 'favourite-emoji')).toMatchObject({ emoji: '1f604', count: 7 });
    expect(find(sourceOf([], { reactions }), 'by-hand')).toMatchObject({ count: 6, share: 6 / 13 });
    expect(kinds(sourceOf([], { reactions: countReactions(many('1f604', 9)) }))).toEqual([]);
  });

  it('tell of the longest smile from five seconds on, in one of three calls at least', () => {
    const smiling = (seconds: number, calls = 3) =>
      sourceOf(
        Array.from({ length: calls }, (_, day) =>
          hourOfCall(MONDAY + day, 2).map((span) =>
            span.expression === 'happy' && day === 1 ? { ...span, duration: seconds * 1000 } : span,
          ),
        ).flat(),
      );
    expect(find(smiling(9), 'long-smile')).toMatchObject({ duration: 9000 });
    expect(kinds(smiling(4))).not.toContain('long-smile');
    expect(kinds(smiling(9, 2))).not.toContain('long-smile');
  });

  it('rank no sad, angry or fearful moments, whatever there is', () => {
    const sad = weeks([5, 5, 5]).map((span) => ({ ...span, expression: 'sad' as const }));
    expect(insightsOf(sourceOf(sad), 99)).toEqual([]);
  });
});

describe('the week in short', () => {
  const now = (MONDAY + 9) * DAY + 12 * HOUR; // the Wednesday after
  const reactions = [event(MONDAY * DAY + 1, 'a'), event((MONDAY - 1) * DAY, 'b'), event(now, 'c')];

  it('is the last one that is over, from Monday on', () => {
    const { days, calls } = sourceOf([
      ...hourOfCall(MONDAY, 4),
      ...hourOfCall(MONDAY + 6, 2),
      ...hourOfCall(MONDAY + 7, 50),
      ...hourOfCall(MONDAY - 3, 7),
    ]);
    const recap = recapOf({ days, calls, reactions }, now, utc)!;
    expect(recap).toMatchObject({ first: MONDAY, calls: 2, smiles: 6, byDay: [4, 0, 0, 0, 0, 0, 2] });
    expect(recap.reactions.top).toEqual([{ emoji: 'a', count: 1 }]);
    expect(recap.before).toMatchObject({ calls: 1, smiles: 7 });
    expect(firstDayOf(localDayOf(now, utc), 'week')).toBe(MONDAY + 7);
  });

  it('is none where there were no calls', () => {
    const { days, calls } = sourceOf(hourOfCall(MONDAY + 7, 50));
    expect(recapOf({ days, calls, reactions: [] }, now, utc)).toBeNull();
  });
});

describe('the heat map', () => {
  it('shows the hours that have calls, and shares of call time', () => {
    const spans = [...hourOfCall(MONDAY, 10, 9), ...hourOfCall(MONDAY + 2, 30, 14)];
    const { days, range } = sourceOf(spans);
    const heat = heatOf(days, range, utc);
    const happy = heatCells(heat, 'happy');
    expect(happy.hours).toEqual([9, 10, 11, 12, 13, 14]);
    expect(happy.cells[0]![0]).toBeCloseTo((10 * 2000) / HOUR, 6);
    expect(happy.cells[2]![5]).toBeCloseTo((30 * 2000) / HOUR, 6);
    expect(happy.cells[1]![0]).toBeNull();
    expect(happy.most).toBeCloseTo((30 * 2000) / HOUR, 6);
    expect(heatCells(heat, null).cells[0]![0]).toBeCloseTo(HOUR, 0);
  });

  it('has no columns where there is nothing', () => {
    expect(heatCells(heatOf([], rangeOfDays(0, 6, utc), utc), null)).toMatchObject({ hours: [], most: 0 });
  });
});

describe('the list of calls', () => {
  const { calls } = sourceOf([
    ...hourOfCall(MONDAY, 3, 9, 'one'),
    ...hourOfCall(MONDAY, 9, 15, 'two'),
    ...hourOfCall(MONDAY + 1, 5, 9, 'three'),
  ]);
  const textOf = (call: CallRow) => `${call.callId} Café ${call.site}`;
  const ids = (query: string, order: (typeof CALL_ORDERS)[number]) =>
    listCalls(calls, query, order, textOf, (id) => (id === 'one' ? 4 : 0)).map(({ callId }) => callId);

  it('is sorted in every order', () => {
    expect(ids('', 'newest')).toEqual(['three', 'two', 'one']);
    expect(ids('', 'oldest')).toEqual(['one', 'two', 'three']);
    expect(ids('', 'smiles')).toEqual(['two', 'three', 'one']);
    expect(ids('', 'reactions')).toEqual(['one', 'three', 'two']);
    expect(ids('', 'longest')).toHaveLength(3);
  });

  it('finds every word, with or without marks and capitals', () => {
    expect(ids('cafe TWO', 'newest')).toEqual(['two']);
    expect(ids('nothing', 'newest')).toEqual([]);
  });

  it('is grouped by day where it is in order of time', () => {
    const groups = groupByDay(
      listCalls(calls, '', 'newest', textOf, () => 0),
      'newest',
      utc,
    );
    expect(groups.map(({ day, calls: each }) => [day, each.length])).toEqual([
      [MONDAY + 1, 1],
      [MONDAY, 2],
    ]);
    expect(groupByDay(calls, 'smiles', utc)).toEqual([{ day: null, calls }]);
    expect(groupByDay([], 'smiles', utc)).toEqual([]);
  });

  it('loses and doubles no call', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CALL_ORDERS), fc.shuffledSubarray([...calls]), (order, some) => {
        const listed = listCalls(some, '', order, textOf, () => 0);
        const grouped = groupByDay(listed, order, utc).flatMap((group) => group.calls);
        expect(grouped).toEqual(listed);
        expect(new Set(listed)).toEqual(new Set(some));
      }),
    );
  });
});

describe('labels', () => {
  it('never repeat on an axis of durations', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * DAY }), (most) => {
        const labels = durationTicks(most).map((tick) => (tick === 0 ? '0' : formatDuration(tick)));
        expect(new Set(labels).size).toBe(labels.length);
      }),
    );
  });

  it('are written in the first way that keeps them apart', () => {
    const minutes = (time: number) => `${Math.floor(time / MINUTE)}`;
    const seconds = (time: number) => `${time / 1000}`;
    expect(distinctLabels([0, MINUTE], [minutes, seconds])).toEqual(['0', '1']);
    expect(distinctLabels([0, 1000], [minutes, seconds])).toEqual(['0', '1']);
    expect(distinctLabels([0, 0], [minutes, seconds])).toEqual(['0', '0']);
  });
});
