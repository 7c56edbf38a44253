/**
 * Definitions of the dashboard's numbers. Call time is the time in calls in which an expression was analysed, neutral
 * included. A share is a part of call time. A smile is a span of the expression "happy".
 */
import type { Tally } from './aggregate';
import { type OffsetAt, type Period, type Range, rangeOfDays, sumOf } from './periods';

const HOUR = 3_600_000;

/** Below this much call time, a rate is meaningless. Milliseconds. */
export const ENOUGH_CALL_TIME = 10 * 60_000;

/** Milliseconds of call time. */
export const callTimeOf = (time: Tally): number => sumOf(time);

/** Smiles per hour of call time; null if there is too little of it. */
export function smilesPerHour({ time, count }: Pick<Period, 'time' | 'count'>): number | null {
  const calls = callTimeOf(time);
  return calls < ENOUGH_CALL_TIME ? null : ((count.happy ?? 0) / calls) * HOUR;
}

/** The range of the same number of days that ends where this one begins. */
export function rangeBefore(first: number, last: number, offsetAt: OffsetAt): Range {
  return rangeOfDays(first - (last - first + 1), first - 1, offsetAt);
}
