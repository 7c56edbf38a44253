/** Derives the dashboard's content from the sums. No clock and no DOM: the time is an argument. */

import type { Overview } from '../../shared/history/store';
import { numberFormat } from '../../shared/language/formats';
import { type CallRow, DAY, type DayRow } from '../../shared/statistics/aggregate';
import {
  daysWithAny,
  localDayOf,
  type OffsetAt,
  type PeriodKind,
  type Range,
  totalOf,
} from '../../shared/statistics/periods';
import { callTimeOf, smilesPerHour } from '../../shared/statistics/rates';
import {
  type CountedReaction,
  countReactions,
  type ReactionCounts,
  reactionsIn,
} from '../../shared/statistics/reactions';
import { EXPRESSIONS, type Expression } from '../../shared/types';
import { WORDS } from './words';

export const PERIODS = ['7d', '30d', '12m', 'all', 'custom'] as const;
export type PeriodChoice = (typeof PERIODS)[number];

export interface Filter {
  readonly period: PeriodChoice;
  /** In the format of date inputs, e.g. `2026-05-12`; used with `custom`. Both days are included. */
  readonly from: string;
  readonly until: string;
  /** Host name; null for all. */
  readonly site: string | null;
  /** Whether neutral is counted: it takes most of the time and hides the rest. */
  readonly neutral: boolean;
}

/** The expressions that are counted. */
export function countedOf({ neutral }: Filter): readonly Expression[] {
  return EXPRESSIONS.filter((name) => neutral || name !== 'neutral');
}

const LENGTHS = { '7d': 7, '30d': 30, '12m': 365 } as const;

/** A local day in the format of date inputs. */
export function dayToText(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The local day of a date input; null if it is empty or invalid. */
export function textToDay(text: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isFinite(time) ? time / DAY : null;
}

/** First and last local day of the shown period; the first is never after the last. */
export function shownDays(
  filter: Filter,
  days: readonly DayRow[],
  now: number,
  offsetAt: OffsetAt,
): { readonly first: number; readonly last: number } {
  const today = localDayOf(now, offsetAt);
  if (filter.period === 'custom') {
    const kept = keptDays(days, today, offsetAt);
    const from = textToDay(filter.from) ?? today;
    const until = textToDay(filter.until) ?? today;
    const wanted = { first: Math.min(from, until), last: Math.max(from, until) };
    // While a year is being typed it is 2, 20 and 202: columns for all of those years would never end.
    const [first, last] = [Math.max(wanted.first, kept.first), Math.min(wanted.last, kept.last)];
    if (first <= last) return { first, last };
    // These days have no data, and the shown period (which can be deleted) must not be others.
    const nearest = wanted.last < kept.first ? wanted.last : wanted.first;
    return { first: nearest, last: nearest };
  }
  if (filter.period !== 'all') return { first: today - LENGTHS[filter.period] + 1, last: today };
  return keptDays(days, today, offsetAt);
}

/** First and last local day with data; includes today. */
function keptDays(days: readonly DayRow[], today: number, offsetAt: OffsetAt) {
  // A UTC day may begin on the local day before it.
  const first = days.reduce((least, { day }) => Math.min(least, localDayOf(day * DAY, offsetAt)), today);
  return { first, last: days.reduce((most, { day }) => Math.max(most, day), today) };
}

/** The period length with neither too many nor too few columns. */
export function usualKind(days: number): PeriodKind {
  if (days <= 62) return 'day';
  return days <= 400 ? 'week' : 'month';
}

export function sitesOf({ calls, days }: Overview): string[] {
  return [...new Set([...calls.map((call) => call.site), ...days.map((row) => row.site)])].sort();
}

export interface Shown {
  readonly days: readonly DayRow[];
  /** Newest first. */
  readonly calls: readonly CallRow[];
}

/** Whether a part of it is in the range. */
const isIn = ({ from, until }: Range, start: number, end: number): boolean => start < until && end > from;

/** The sums of a site and a range; a call belongs to every range that contains a part of it. */
export function shownOf({ calls, days }: Overview, site: string | null, range: Range): Shown {
  return {
    days: site === null ? days : days.filter((row) => row.site === site),
    calls: calls
      .filter((call) => (site === null || call.site === site) && isIn(range, call.start, call.end))
      .toReversed(),
  };
}

export interface InShort {
  /** Milliseconds of call time. */
  readonly time: number;
  readonly calls: number;
  /** Calendar days with data. */
  readonly days: number;
  readonly smiles: number;
  /** Smiles per hour of call time; null if there is too little call time. */
  readonly perHour: number | null;
  readonly reactions: ReactionCounts;
}

export function inShort(
  { days, calls }: Shown,
  reactions: readonly CountedReaction[],
  range: Range,
  offsetAt: OffsetAt,
): InShort {
  const total = totalOf(days, range);
  return {
    time: callTimeOf(total.time),
    calls: calls.length,
    days: daysWithAny(days, range, offsetAt),
    smiles: total.count.happy ?? 0,
    perHour: smilesPerHour(total),
    reactions: countReactions(reactionsIn(reactions, range, null)),
  };
}

const bytesIn = (fractions: number) =>
  (['kilobyte', 'megabyte', 'gigabyte'] as const).map((unit) =>
    numberFormat({
      style: 'unit',
      unit,
      minimumFractionDigits: fractions,
      maximumFractionDigits: fractions,
    }),
  );
const WHOLE = bytesIn(0);
const TENTHS = bytesIn(1);

/** Bytes in a readable unit. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 1), WHOLE.length);
  const value = bytes / 1000 ** power;
  return (value < 10 && value > 0 ? TENTHS : WHOLE)[power - 1]!(value);
}

export function titleOf({ title, site }: CallRow): string {
  return title === '' ? WORDS.calls.untitled(site) : title;
}
