/** Figures of one clip: pure, from what was shown and, where known, what is true. Times in seconds. */
import type { Expression } from '../../src/shared/types';

export interface TrueSpan {
  readonly start: number;
  readonly end: number;
  readonly expression: Expression;
  /** How strong it is, where somebody has said so. */
  readonly strength?: string;
}

/** The expression shown after one analysed frame. */
export interface Shown {
  readonly t: number;
  readonly expression: Expression | null;
}

export interface ClipReaction {
  readonly t: number;
  readonly expression: Expression;
  readonly emoji: string;
  readonly confidence: number;
  /** The place of the emoji, which says how strong it was taken to be; missing for other models than ours. */
  readonly slot?: string;
}

/** A reaction may still come this long after its expression ended: dwell and smoothing take time. */
export const LATE = 0.5;

/** Neighbouring frames with the same expression, joined; stretches without a face are left out. */
export function timeline(shown: readonly Shown[]): TrueSpan[] {
  const spans: { start: number; end: number; expression: Expression }[] = [];
  shown.forEach(({ t, expression }, i) => {
    const last = spans.at(-1);
    const end = shown[i + 1]?.t ?? t;
    if (expression === null) return;
    if (last && last.expression === expression && shown[i - 1]?.expression === expression) last.end = end;
    else spans.push({ start: t, end, expression });
  });
  return spans;
}

/** Changes of the shown expression per minute (from and to "no face" are not counted). */
export function flipsPerMinute(shown: readonly Shown[], seconds: number): number {
  const known = shown.filter((s) => s.expression !== null);
  const flips = known.filter((s, i) => i > 0 && s.expression !== known[i - 1]!.expression).length;
  return perMinute(flips, seconds);
}

/** Reactions that no true span of the same expression explains, per minute. */
export function falsePerMinute(
  reactions: readonly ClipReaction[],
  truth: readonly TrueSpan[],
  seconds: number,
): number {
  const wrong = reactions.filter(
    ({ t, expression }) =>
      !truth.some((span) => span.expression === expression && t >= span.start && t <= span.end + LATE),
  );
  return perMinute(wrong.length, seconds);
}

/** Mean time from the beginning of a true span to its first reaction, in milliseconds; null where none came. */
export function onsetDelayMs(reactions: readonly ClipReaction[], truth: readonly TrueSpan[]): number | null {
  const delays = truth.flatMap(({ start, end, expression }) => {
    const first = reactions.find((r) => r.expression === expression && r.t >= start && r.t <= end + LATE);
    return first ? [1000 * (first.t - start)] : [];
  });
  return delays.length === 0 ? null : Math.round(delays.reduce((a, b) => a + b, 0) / delays.length);
}

const perMinute = (count: number, seconds: number): number =>
  seconds > 0 ? Number(((60 * count) / seconds).toFixed(2)) : 0;

/** For people to read: three decimals. */
export const rounded = (value: number): number => Number(value.toFixed(3));
