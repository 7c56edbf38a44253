/**
 * When an expression begins, peaks and ends: onset, apex and offset, as in the Facial Action Coding System. Derived from
 * the filtered probabilities alone, with linear interpolation between frames, so that the times do not depend on the frame
 * rate.
 */
import { EXPRESSIONS, type Expression, type Phase, type Probabilities } from '../../shared/types';

/** Least probability of a present expression. Two can never reach it at the same time. */
const ON = 0.5;
/** Least growth of probability per millisecond in the onset phase: a tenth a second. */
const GROWS = 0.0001;
/** Share of the peak from which the expression is at its apex, and below which it fades. */
const AT_PEAK = 0.95;

/** One expression from its beginning to its end. Times are milliseconds, as the frames'. */
export interface Episode {
  readonly expression: Expression;
  readonly onset: number;
  /** When it first was close to its peak. */
  readonly apex: number;
  /** When it ended; when it was last seen if it has not ended. */
  readonly offset: number;
  /** The highest filtered probability, 0..1. */
  readonly peak: number;
  /** `onset`: grows. `apex`: close to its strongest. `offset`: fades, or is over. */
  readonly phase: Phase;
}

interface Sample {
  readonly time: number;
  readonly share: number;
}

export interface EpisodeDetector {
  /**
   * @param belief filtered probabilities; null if unknown, which ends the current episode where it was last seen
   * @param time milliseconds, never going back
   */
  update(
    belief: Probabilities | null,
    time: number,
  ): { readonly now: Episode | null; readonly ended: Episode | null };
  /** Ends the current episode where it was last seen; time may start again after that. */
  flush(): Episode | null;
}

export function createEpisodeDetector(): EpisodeDetector {
  let before: { readonly belief: Probabilities; readonly time: number } | null = null;
  let newest = Number.NEGATIVE_INFINITY;
  /** The current expression, with its samples up to the peak: each higher than all before it. */
  let open: { readonly expression: Expression; readonly onset: number; rise: Sample[]; last: Sample } | null =
    null;

  function describe(offset: number, over: boolean): Episode | null {
    if (open === null) return null;
    const { expression, onset, rise, last } = open;
    const peak = rise.at(-1)!.share;
    const level = AT_PEAK * peak;
    const at = rise.findIndex(({ share }) => share >= level);
    const apex = at === 0 ? rise[0]!.time : crossing(rise[at - 1]!, rise[at]!, level);
    const [lower, top] = [rise.at(-2), rise.at(-1)!];
    const slope = lower ? (top.share - lower.share) / (top.time - lower.time) : GROWS;
    const growing = top.time === last.time && slope >= GROWS;
    const phase = over || last.share < level ? 'offset' : growing ? 'onset' : 'apex';
    return { expression, onset, apex: Math.max(apex, onset), offset, peak, phase };
  }

  function end(time: number): Episode | null {
    const episode = describe(time, true);
    open = null;
    return episode;
  }

  return {
    update(belief, time) {
      if (!Number.isFinite(time) || time <= newest) return { now: null, ended: null };
      newest = time;
      if (belief === null) {
        const ended = end(open?.last.time ?? time);
        before = null;
        return { now: null, ended };
      }
      const previous = before;
      before = { belief, time };
      const on = EXPRESSIONS.find((name) => name !== 'neutral' && belief[name] >= ON) ?? null;
      let ended: Episode | null = null;
      if (open !== null && open.expression !== on) {
        const now = { time, share: belief[open.expression] };
        ended = end(now.share < ON ? crossing(open.last, now, ON) : open.last.time);
      }
      if (on === null) return { now: null, ended };
      const last = { time, share: belief[on] };
      if (open === null) {
        const low = previous && { time: previous.time, share: previous.belief[on] };
        const onset = low && low.share < ON ? crossing(low, last, ON) : time;
        open = { expression: on, onset, rise: [{ time: onset, share: Math.min(ON, last.share) }], last };
      }
      open.last = last;
      if (last.share > open.rise.at(-1)!.share) {
        open.rise.push(last);
        // Samples that stay below the apex are no longer needed.
        const at = open.rise.findIndex(({ share }) => share >= AT_PEAK * last.share);
        open.rise.splice(0, Math.max(at - 1, 0));
      }
      return { now: describe(time, false), ended };
    },
    flush() {
      before = null;
      newest = Number.NEGATIVE_INFINITY;
      return end(open?.last.time ?? 0);
    },
  };
}

/** When the line from `one` to `other` crosses `level`, which is between them. */
function crossing(one: Sample, other: Sample, level: number): number {
  const part = (level - one.share) / (other.share - one.share);
  return one.time + Math.min(Math.max(part, 0), 1) * (other.time - one.time);
}
