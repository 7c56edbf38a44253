/** Summary of one week. */
import type { CallRow, DayRow } from './aggregate';
import { firstDayOf, localDayOf, type OffsetAt, type Range, rangeOfDays, sumOf, totalOf } from './periods';
import { smilesPerHour } from './rates';
import { type CountedReaction, countReactions, type ReactionCounts, reactionsIn } from './reactions';

export interface WeekSums {
  readonly calls: number;
  /** Milliseconds of call time. */
  readonly time: number;
  readonly smiles: number;
  readonly perHour: number | null;
  readonly reactions: ReactionCounts;
}

export interface Recap extends WeekSums {
  /** First local day, a Monday. */
  readonly first: number;
  /** Smiles on each day, Monday first. */
  readonly byDay: readonly number[];
  /** The week before; null if it has no data. */
  readonly before: WeekSums | null;
}

export interface RecapSource {
  readonly days: readonly DayRow[];
  readonly calls: readonly CallRow[];
  readonly reactions: readonly CountedReaction[];
}

const isIn = ({ from, until }: Range, { start }: CallRow): boolean => start >= from && start < until;

/**
 * The last complete week. Null if it had no calls: no card is better than a week of zeros.
 * @param now milliseconds since the epoch
 */
export function recapOf(source: RecapSource, now: number, offsetAt: OffsetAt): Recap | null {
  const first = firstDayOf(localDayOf(now, offsetAt), 'week') - 7;
  const week = sumsOf(source, rangeOfDays(first, first + 6, offsetAt));
  if (week.time === 0) return null;
  const before = sumsOf(source, rangeOfDays(first - 7, first - 1, offsetAt));
  const byDay = [0, 1, 2, 3, 4, 5, 6].map((i) => {
    return totalOf(source.days, rangeOfDays(first + i, first + i, offsetAt)).count.happy ?? 0;
  });
  return { ...week, first, byDay, before: before.time > 0 ? before : null };
}

function sumsOf({ days, calls, reactions }: RecapSource, range: Range): WeekSums {
  const total = totalOf(days, range);
  return {
    calls: calls.filter((call) => isIn(range, call)).length,
    time: sumOf(total.time),
    smiles: total.count.happy ?? 0,
    perHour: smilesPerHour(total),
    reactions: countReactions(reactionsIn(reactions, range, null)),
  };
}
