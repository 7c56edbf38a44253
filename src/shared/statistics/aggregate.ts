/**
 * Sums over spans, stored beside them so that a year loads without its spans. Time is counted in quarter hours of UTC:
 * every time zone is a whole number of them away, so any local day, week or hour can be summed exactly, also after
 * travelling and across clock changes.
 */
import type { Expression, StoredSpan } from '../types';

export const QUARTER = 15 * 60 * 1000;
export const DAY = 24 * 60 * 60 * 1000;
const QUARTERS_A_DAY = DAY / QUARTER;

/** A number per expression; missing ones are 0. */
export type Tally = Partial<Record<Expression, number>>;

export interface Quarter {
  /** Number within its UTC day, 0..95. */
  readonly quarter: number;
  /** Milliseconds of each expression inside the quarter hour. */
  readonly time: Tally;
  /** Spans of each expression that began in it. */
  readonly count: Tally;
}

/** All spans of one site on one UTC day. */
export interface DayRow {
  /** Days since the epoch. */
  readonly day: number;
  readonly site: string;
  /** Quarters with data, in order. */
  readonly quarters: Quarter[];
}

/** A stretch of time: when it began and its milliseconds. */
export interface Stretch {
  readonly start: number;
  readonly duration: number;
}

/** All spans of one call. */
export interface CallRow {
  readonly callId: string;
  /** Of the call's first span. */
  readonly site: string;
  /** The user's own name for it; empty if there is none. */
  readonly title: string;
  readonly start: number;
  readonly end: number;
  /** Milliseconds of each expression. */
  readonly time: Tally;
  readonly count: Tally;
  /** The longest span of each expression; the earlier one where two are as long. */
  readonly longest: Partial<Record<Expression, Stretch>>;
}

/** The UTC days (since the epoch) that a span touches; it is shorter than a day, so they are one or two. */
export function daysOf({ start, duration }: Stretch): number[] {
  const first = Math.floor(start / DAY);
  const last = Math.ceil((start + duration) / DAY) - 1;
  return last > first ? [first, last] : [first];
}

/** Adds a span to the call's sums. */
export function withSpan(call: CallRow | undefined, span: StoredSpan): CallRow {
  const { expression, start, duration, site, callId } = span;
  const end = start + duration;
  const stretch = { start, duration };
  if (!call) {
    const [time, count, longest] = [
      { [expression]: duration },
      { [expression]: 1 },
      { [expression]: stretch },
    ];
    return { callId, site, title: '', start, end, time, count, longest };
  }
  const known = call.longest[expression];
  return {
    ...call,
    site: start < call.start ? site : call.site,
    start: Math.min(call.start, start),
    end: Math.max(call.end, end),
    time: { ...call.time, [expression]: (call.time[expression] ?? 0) + duration },
    count: { ...call.count, [expression]: (call.count[expression] ?? 0) + 1 },
    longest: !known || isLonger(stretch, known) ? { ...call.longest, [expression]: stretch } : call.longest,
  };
}

function isLonger(a: Stretch, b: Stretch): boolean {
  return a.duration > b.duration || (a.duration === b.duration && a.start < b.start);
}

/** Adds the part of a span that lies in the row's day. Mutates the row: there may be very many spans. */
export function addToDay({ day, quarters }: DayRow, { expression, start, duration }: StoredSpan): void {
  const midnight = day * DAY;
  const from = Math.max(start, midnight);
  const until = Math.min(start + duration, midnight + DAY);
  for (let at = Math.floor((from - midnight) / QUARTER); at < QUARTERS_A_DAY; at++) {
    const began = midnight + at * QUARTER;
    if (began >= until) return;
    const { time, count } = quarterAt(quarters, at);
    time[expression] = (time[expression] ?? 0) + Math.min(until, began + QUARTER) - Math.max(from, began);
    if (start >= began) count[expression] = (count[expression] ?? 0) + 1;
  }
}

/** The quarter with this number, inserted if it is missing. Spans come in order, so the end is near. */
function quarterAt(quarters: Quarter[], quarter: number): Quarter {
  let at = quarters.length;
  while (at > 0 && quarters[at - 1]!.quarter > quarter) at--;
  const before = quarters[at - 1];
  if (before?.quarter === quarter) return before;
  const added: Quarter = { quarter, time: {}, count: {} };
  quarters.splice(at, 0, added);
  return added;
}

/** Builds sums from spans. */
export interface Aggregator {
  add(span: StoredSpan): void;
  /** In no particular order. */
  calls(): CallRow[];
  /** In no particular order. */
  days(): DayRow[];
}

/** @param only if given, only these UTC days get rows (calls are summed over all spans) */
export function createAggregator(only?: ReadonlySet<number>): Aggregator {
  const calls = new Map<string, CallRow>();
  const days = new Map<string, DayRow>();
  return {
    add(span) {
      calls.set(span.callId, withSpan(calls.get(span.callId), span));
      for (const day of daysOf(span)) {
        if (only && !only.has(day)) continue;
        const key = `${day} ${span.site}`;
        const row = days.get(key) ?? { day, site: span.site, quarters: [] };
        days.set(key, row);
        addToDay(row, span);
      }
    },
    calls: () => [...calls.values()],
    days: () => [...days.values()],
  };
}
