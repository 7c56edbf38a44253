/** Counts what happens in one call, for the summary after it. Kept in memory, and gone with the summary. */
import { type CallSummary, SUMMARY_BARS, SUMMARY_EMOJI } from '../../shared/call-summary';
import { ENOUGH_CALL_TIME } from '../../shared/statistics/rates';
import { EXPRESSIONS, type Expression, type Reaction, type Reading } from '../../shared/types';

const HOUR = 3_600_000;
/** Readings further apart leave a gap: nothing was read between them. Milliseconds. */
const GAP = 3000;
/** A smile that is interrupted for less than this is one smile. Milliseconds. */
const SAME_SMILE = 2000;
/** Shorter calls have no summary. It counts what was read with or without a face, since a page sees whether it comes. */
const LEAST_READ = 10_000;
/** An expression shows in a bar that it fills by this share; otherwise the bar is neutral. */
const SHOWS = 0.15;
/** A call of a day has fewer. */
const MOST_STRETCHES = 20_000;

export interface CallTally {
  read(reading: Pick<Reading, 'time' | 'expression'>): void;
  sent(reaction: Pick<Reaction, 'emoji'>): void;
  /** Time of the last reading; 0 before the first. */
  readonly lastRead: number;
  /** Null if the call was too short. */
  summary(): CallSummary | null;
}

interface Stretch {
  readonly expression: Expression;
  readonly start: number;
  end: number;
}

export function createTally(): CallTally {
  let first: number | null = null;
  let last = 0;
  /** Time read, with and without a face. */
  let read = 0;
  let callTime = 0;
  let smiles = 0;
  let smiledAt = Number.NEGATIVE_INFINITY;
  let before: Expression | null = null;
  const stretches: Stretch[] = [];
  const sent = new Map<string, number>();

  return {
    read({ time, expression }) {
      first ??= time;
      const passed = time - last;
      // A clock that was set back begins anew.
      const follows = passed >= 0 && passed <= GAP;
      if (follows) read += passed;
      if (follows && before !== null) {
        callTime += passed;
        const current = stretches.at(-1);
        if (current?.expression === before && current.end === last) current.end = time;
        else if (stretches.length < MOST_STRETCHES)
          stretches.push({ expression: before, start: last, end: time });
      }
      if (expression === 'happy') {
        const isSame = time >= smiledAt && time - smiledAt < SAME_SMILE;
        if (!isSame) smiles += 1;
        smiledAt = time;
      }
      last = time;
      before = expression;
    },
    get lastRead() {
      return last;
    },
    sent({ emoji }) {
      sent.set(emoji, (sent.get(emoji) ?? 0) + 1);
    },
    summary() {
      if (first === null || read < LEAST_READ) return null;
      const duration = Math.max(last - first, read);
      return {
        ...{ duration, smiles },
        smilesPerHour: callTime < ENOUGH_CALL_TIME ? null : (smiles / callTime) * HOUR,
        reactions: [...sent.values()].reduce((sum, count) => sum + count, 0),
        emoji: [...sent]
          .sort(([, a], [, b]) => b - a)
          .slice(0, SUMMARY_EMOJI)
          .map(([emoji]) => emoji),
        bars: barsOf(stretches, first, duration),
      };
    },
  };
}

function barsOf(
  stretches: readonly Stretch[],
  from: number,
  duration: number,
): readonly (Expression | null)[] {
  const length = duration / SUMMARY_BARS;
  return Array.from({ length: SUMMARY_BARS }, (_, n) => {
    const [start, end] = [from + n * length, from + (n + 1) * length];
    const time = Object.fromEntries(EXPRESSIONS.map((name) => [name, 0])) as Record<Expression, number>;
    for (const each of stretches)
      time[each.expression] += Math.max(0, Math.min(end, each.end) - Math.max(start, each.start));
    const strongest = EXPRESSIONS.filter((name) => name !== 'neutral').reduce((a, b) =>
      time[b] > time[a] ? b : a,
    );
    if (time[strongest] >= SHOWS * length) return strongest;
    return time.neutral > 0 || time[strongest] > 0 ? 'neutral' : null;
  });
}
