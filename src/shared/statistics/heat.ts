/** Weekday and hour, as shares of the call time. */
import type { Expression } from '../types';
import type { Tally } from './aggregate';
import { sumOf } from './periods';

/** Below this much call time, an hour of the week shows no share. Milliseconds. */
const ENOUGH = 3 * 60_000;

export interface HeatCells {
  /** Hours of the day of the columns, in order: from the first to the last hour with calls. */
  readonly hours: readonly number[];
  /** `[weekday][column]`: share of call time 0..1, or milliseconds of call time; null: not enough data. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** The largest value of all cells; 0 if there is none. */
  readonly most: number;
}

/**
 * @param heat sums by weekday and hour, from `heatOf`
 * @param expression whose share of call time is wanted; null: the call time itself
 */
export function heatCells(heat: readonly (readonly Tally[])[], expression: Expression | null): HeatCells {
  const used = Array.from({ length: 24 }, (_, hour) => heat.some((day) => sumOf(day[hour]!) > 0));
  const first = used.indexOf(true);
  if (first === -1) return { hours: [], cells: heat.map(() => []), most: 0 };
  const last = used.lastIndexOf(true);
  const hours = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const strengthOf = (tally: Tally): number | null => {
    const time = sumOf(tally);
    if (expression === null) return time === 0 ? null : time;
    return time < ENOUGH ? null : (tally[expression] ?? 0) / time;
  };
  const cells = heat.map((day) => hours.map((hour) => strengthOf(day[hour]!)));
  return { hours, cells, most: Math.max(0, ...cells.flat().map((value) => value ?? 0)) };
}
