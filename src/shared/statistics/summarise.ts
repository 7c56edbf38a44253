import { EXPRESSIONS, type Expression, type Span } from '../types';
import { localDayOf, startOfDay } from './periods';

export interface ExpressionShare {
  readonly expression: Expression;
  /** Milliseconds. */
  readonly time: number;
  /** Part of the whole, 0..1; all shares together 1 (0 if there is no time at all). */
  readonly share: number;
  readonly count: number;
}

export interface Summary {
  /** Milliseconds over all expressions. Two simultaneous calls count twice. */
  readonly total: number;
  readonly count: number;
  /** The longest clipped span; the earlier one where two are as long. */
  readonly longest: Span | null;
  /** Every expression, in the order of EXPRESSIONS. */
  readonly shares: readonly ExpressionShare[];
}

/** The part of a span inside [from, until], or null if nothing of it is. */
export function clipSpan<T extends Span>(span: T, from: number, until: number): T | null {
  const start = Math.max(span.start, from);
  const duration = Math.min(span.start + span.duration, until) - start;
  return duration > 0 ? { ...span, start, duration } : null;
}

/** Distribution of the time in [from, until] (milliseconds since the epoch) over the expressions. */
export function summarise(spans: readonly Span[], from: number, until: number): Summary {
  const clipped = spans.flatMap((span) => clipSpan(span, from, until) ?? []);
  const time = new Map<Expression, number>();
  const count = new Map<Expression, number>();
  let total = 0;
  let longest: Span | null = null;
  for (const span of clipped) {
    time.set(span.expression, (time.get(span.expression) ?? 0) + span.duration);
    count.set(span.expression, (count.get(span.expression) ?? 0) + 1);
    total += span.duration;
    if (!longest || span.duration > longest.duration || isEarlierTie(span, longest)) longest = span;
  }
  const shares = EXPRESSIONS.map((expression) => {
    const spent = time.get(expression) ?? 0;
    return {
      expression,
      time: spent,
      share: total > 0 ? spent / total : 0,
      count: count.get(expression) ?? 0,
    };
  });
  return { total, count: clipped.length, longest, shares };
}

function isEarlierTie(span: Span, other: Span): boolean {
  return span.duration === other.duration && span.start < other.start;
}

/**
 * The local day that `now` falls in: [from, until).
 * @param offsetAt minutes that UTC is ahead of local time at a moment, as `Date.getTimezoneOffset` gives them;
 *   a function, because on the day the clocks change midnight has another offset than noon
 */
export function todayRange(
  now: number,
  offsetAt: (time: number) => number,
): { readonly from: number; readonly until: number } {
  const today = localDayOf(now, offsetAt);
  return { from: startOfDay(today, offsetAt), until: startOfDay(today + 1, offsetAt) };
}
