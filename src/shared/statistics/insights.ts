/**
 * True and harmless sentences about the shown period. Each rule returns its finding, or nothing if there is not enough
 * data. No rule ranks sad, angry or fearful moments.
 */
import type { CallRow, DayRow } from './aggregate';
import { firstDayOf, localDayOf, type OffsetAt, type Range, startOfDay, sumOf, totalOf } from './periods';
import { ENOUGH_CALL_TIME, smilesPerHour } from './rates';
import type { ReactionCounts } from './reactions';

/** Days of one weekday that are needed for a habit. */
const ENOUGH_DAYS = 3;
/** Weekdays or hours to compare with; the best of fewer is no news. */
const ENOUGH_OTHERS = 2;
/** Least ratio of the best to the second best. */
const CLEAR_LEAD = 1.1;
const ENOUGH_CALLS = 3;
const ENOUGH_SMILES = 5;
const ENOUGH_REACTIONS = 10;
const HOUR = 3_600_000;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export type Insight =
  | {
      readonly kind: 'smiley-weekday' /** 0 is Monday. */;
      readonly weekday: number;
      readonly perHour: number;
    }
  | {
      readonly kind: 'smiley-hour' /** Of the local clock, 0..23. */;
      readonly hour: number;
      readonly perHour: number;
    }
  | { readonly kind: 'smiley-call'; readonly callId: string; readonly smiles: number }
  | { readonly kind: 'more-smiles' /** Factor, e.g. 1.3. */; readonly factor: number }
  | { readonly kind: 'favourite-emoji'; readonly emoji: string; readonly count: number }
  | { readonly kind: 'by-hand'; readonly count: number; readonly share: number }
  | { readonly kind: 'long-smile' /** Milliseconds. */; readonly duration: number; readonly callId: string };

export interface InsightSource {
  readonly days: readonly DayRow[];
  readonly calls: readonly CallRow[];
  readonly range: Range;
  /** The period to compare with; null: there is none. */
  readonly before: Range | null;
  readonly reactions: ReactionCounts;
  readonly offsetAt: OffsetAt;
}

type Rule = (source: InsightSource) => Insight | null;

/** The entry with the best rate, if it is clearly ahead. */
function clearBest<T extends { readonly perHour: number }>(rated: readonly T[]): T | null {
  const [best, next] = rated.toSorted((a, b) => b.perHour - a.perHour);
  if (!best || !next || rated.length < ENOUGH_OTHERS || best.perHour < 2) return null;
  return best.perHour >= next.perHour * CLEAR_LEAD ? best : null;
}

function localDays({ range, offsetAt }: InsightSource): number[] {
  const first = localDayOf(range.from, offsetAt);
  const last = localDayOf(range.until - 1, offsetAt);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
}

const smileyWeekday: Rule = (source) => {
  const { days, offsetAt } = source;
  const seen = localDays(source).flatMap((day) => {
    const part = totalOf(days, { from: startOfDay(day, offsetAt), until: startOfDay(day + 1, offsetAt) });
    return sumOf(part.time) >= ENOUGH_CALL_TIME ? [{ weekday: day - firstDayOf(day, 'week'), part }] : [];
  });
  const rated = WEEKDAYS.flatMap((weekday) => {
    const mine = seen.filter((each) => each.weekday === weekday);
    if (mine.length < ENOUGH_DAYS) return [];
    const time = mine.reduce((sum, { part }) => sum + sumOf(part.time), 0);
    const smiles = mine.reduce((sum, { part }) => sum + (part.count.happy ?? 0), 0);
    return [{ weekday, perHour: (smiles / time) * HOUR }];
  });
  const best = clearBest(rated);
  return best && { kind: 'smiley-weekday', ...best };
};

const smileyHour: Rule = ({ days, range, offsetAt }) => {
  const hours = Array.from({ length: 24 }, () => ({ time: 0, smiles: 0, days: new Set<number>() }));
  for (const { day, quarters } of days) {
    for (const { quarter, time, count } of quarters) {
      const start = day * 24 * HOUR + quarter * (HOUR / 4);
      if (start < range.from || start >= range.until) continue;
      const local = start - offsetAt(start) * 60_000;
      const at = hours[Math.floor(local / HOUR) - Math.floor(local / (24 * HOUR)) * 24]!;
      at.time += sumOf(time);
      at.smiles += count.happy ?? 0;
      at.days.add(localDayOf(start, offsetAt));
    }
  }
  const rated = hours.flatMap(({ time, smiles, days: on }, hour) =>
    time >= 3 * ENOUGH_CALL_TIME && on.size >= ENOUGH_DAYS ? [{ hour, perHour: (smiles / time) * HOUR }] : [],
  );
  const best = clearBest(rated);
  return best && { kind: 'smiley-hour', ...best };
};

const smileyCall: Rule = ({ calls }) => {
  if (calls.length < ENOUGH_CALLS) return null;
  const [best, next] = calls.toSorted((a, b) => (b.count.happy ?? 0) - (a.count.happy ?? 0));
  const smiles = best?.count.happy ?? 0;
  if (!best || smiles < ENOUGH_SMILES || smiles === (next?.count.happy ?? 0)) return null;
  return { kind: 'smiley-call', callId: best.callId, smiles };
};

const moreSmiles: Rule = ({ days, range, before }) => {
  if (!before) return null;
  const [now, then] = [smilesPerHour(totalOf(days, range)), smilesPerHour(totalOf(days, before))];
  if (now === null || then === null || then === 0) return null;
  return now >= then * CLEAR_LEAD ? { kind: 'more-smiles', factor: now / then } : null;
};

const favouriteEmoji: Rule = ({ reactions }) => {
  const [best, next] = reactions.top;
  if (!best || reactions.sent < ENOUGH_REACTIONS || best.count === next?.count) return null;
  return { kind: 'favourite-emoji', ...best };
};

const byHand: Rule = ({ reactions }) => {
  const count = reactions.ways.manual;
  if (reactions.sent < ENOUGH_REACTIONS || count < ENOUGH_SMILES) return null;
  return { kind: 'by-hand', count, share: count / reactions.sent };
};

const longSmile: Rule = ({ calls, range }) => {
  if (calls.length < ENOUGH_CALLS) return null;
  const longest = calls
    .flatMap(({ callId, longest: { happy } }) =>
      happy && happy.start >= range.from && happy.start < range.until
        ? [{ callId, duration: happy.duration }]
        : [],
    )
    .reduce((best, each) => (each.duration > best.duration ? each : best), { callId: '', duration: 0 });
  return longest.duration >= 5_000 ? { kind: 'long-smile', ...longest } : null;
};

const RULES: readonly Rule[] = [
  smileyWeekday,
  moreSmiles,
  favouriteEmoji,
  smileyHour,
  smileyCall,
  byHand,
  longSmile,
];

/** At most `most` findings, the most informative first. */
export function insightsOf(source: InsightSource, most: number): Insight[] {
  return RULES.flatMap((rule) => rule(source) ?? []).slice(0, most);
}
