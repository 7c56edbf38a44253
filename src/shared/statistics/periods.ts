/** Days, weeks and months of the reader's own calendar, built from the quarter-hour sums. */
import { EXPRESSIONS, type Expression } from '../types';
import { DAY, type DayRow, QUARTER, type Tally } from './aggregate';

const MINUTE = 60 * 1000;
const HOURS_A_DAY = 24;
const DAYS_A_WEEK = 7;

/** Minutes that UTC is ahead of local time at a moment, as `Date.getTimezoneOffset` gives them. */
export type OffsetAt = (time: number) => number;
export type PeriodKind = 'day' | 'week' | 'month';

/** [from, until) in milliseconds since the epoch. */
export interface Range {
  readonly from: number;
  readonly until: number;
}

export interface Period extends Range {
  /** Milliseconds of each expression. */
  readonly time: Tally;
  readonly count: Tally;
}

/** A local calendar day, counted as days since 1970-01-01. */
export function localDayOf(time: number, offsetAt: OffsetAt): number {
  return Math.floor((time - offsetAt(time) * MINUTE) / DAY);
}

/** The moment a local day begins. */
export function startOfDay(day: number, offsetAt: OffsetAt): number {
  // On the day the clocks change, the offset at UTC midnight may differ from the one at local midnight.
  const guess = day * DAY + offsetAt(day * DAY) * MINUTE;
  const start = day * DAY + offsetAt(guess) * MINUTE;
  // If the clocks change at midnight, that day has no midnight: it begins at one.
  return localDayOf(start, offsetAt) < day ? guess : start;
}

/** From the start of the first local day to the end of the last one. */
export function rangeOfDays(first: number, last: number, offsetAt: OffsetAt): Range {
  return { from: startOfDay(first, offsetAt), until: startOfDay(last + 1, offsetAt) };
}

/** First local day of the period that holds `day`; weeks begin on Monday. */
export function firstDayOf(day: number, kind: PeriodKind): number {
  if (kind === 'day') return day;
  // 1970-01-01 was a Thursday.
  if (kind === 'week') return day - ((((day + 3) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK);
  const date = new Date(day * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY;
}

/** First local day of the period after the one that begins with `first`. */
export function nextFirstDay(first: number, kind: PeriodKind): number {
  if (kind !== 'month') return first + (kind === 'week' ? DAYS_A_WEEK : 1);
  const date = new Date(first * DAY);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
}

/** Calls `visit` with every quarter that begins in the range. */
function eachQuarter(
  rows: readonly DayRow[],
  { from, until }: Range,
  visit: (start: number, time: Tally, count: Tally) => void,
): void {
  for (const { day, quarters } of rows) {
    if ((day + 1) * DAY <= from || day * DAY >= until) continue;
    for (const { quarter, time, count } of quarters) {
      const start = day * DAY + quarter * QUARTER;
      if (start >= from && start < until) visit(start, time, count);
    }
  }
}

/** Number of local days in the range with data. */
export function daysWithAny(rows: readonly DayRow[], range: Range, offsetAt: OffsetAt): number {
  const days = new Set<number>();
  eachQuarter(rows, range, (start) => days.add(localDayOf(start, offsetAt)));
  return days.size;
}

function addTally(to: Tally, more: Tally): void {
  for (const name of EXPRESSIONS) if (more[name]) to[name] = (to[name] ?? 0) + more[name];
}

/** The totals of the range. @param range begins and ends on quarter hours, as local midnights do */
export function totalOf(rows: readonly DayRow[], range: Range): Period {
  const total = { ...range, time: {}, count: {} };
  eachQuarter(rows, range, (_, time, count) => {
    addTally(total.time, time);
    addTally(total.count, count);
  });
  return total;
}

/** The periods of the whole range in order, including empty ones. */
export function trendOf(
  rows: readonly DayRow[],
  range: Range,
  kind: PeriodKind,
  offsetAt: OffsetAt,
): Period[] {
  const periods: Period[] = [];
  if (range.from >= range.until) return periods;
  const last = localDayOf(range.until - 1, offsetAt);
  let first = firstDayOf(localDayOf(range.from, offsetAt), kind);
  while (first <= last) {
    const next = nextFirstDay(first, kind);
    periods.push({
      from: startOfDay(first, offsetAt),
      until: startOfDay(next, offsetAt),
      time: {},
      count: {},
    });
    first = next;
  }
  let at = 0;
  eachQuarter(inOrder(rows), range, (start, time, count) => {
    while (at > 0 && start < periods[at]!.from) at--;
    while (start >= periods[at]!.until) at++;
    addTally(periods[at]!.time, time);
    addTally(periods[at]!.count, count);
  });
  return periods;
}

const inOrder = (rows: readonly DayRow[]): DayRow[] => rows.toSorted((a, b) => a.day - b.day);

/** Sums by weekday (0 is Monday) and hour of the local clock: `[weekday][hour]`. */
export function heatOf(rows: readonly DayRow[], range: Range, offsetAt: OffsetAt): Tally[][] {
  const heat: Tally[][] = Array.from({ length: DAYS_A_WEEK }, () =>
    Array.from({ length: HOURS_A_DAY }, () => ({})),
  );
  eachQuarter(rows, range, (start, time) => {
    const day = localDayOf(start, offsetAt);
    const local = start - offsetAt(start) * MINUTE;
    const hour = Math.floor((local - day * DAY) / (60 * MINUTE));
    addTally(heat[day - firstDayOf(day, 'week')]![hour]!, time);
  });
  return heat;
}

/** Sum over all expressions. */
export function sumOf(tally: Tally): number {
  return EXPRESSIONS.reduce((sum, name) => sum + (tally[name] ?? 0), 0);
}

/** An expression's part of the whole, 0..1; 0 if there is nothing. */
export function shareOf(tally: Tally, expression: Expression): number {
  const sum = sumOf(tally);
  return sum > 0 ? (tally[expression] ?? 0) / sum : 0;
}
