import type { Expression, Probabilities, Span } from '../../shared/types';
import { believe } from './bayes';
import { createDwell } from './dwell';
import { createEpisodeDetector, type Episode } from './episodes';
import { createBrowLift, fuse } from './evidence';
import { settle } from './hysteresis';
import { DEFAULT_POLICY, type ReactionPolicy } from './policy';
import { isProbabilities } from './probabilities';
import { createSpanBuilder } from './spans';
import { createSpeakingDetector } from './speaking';
import { createVoiceMeter } from './voice';

/** Without a face for this long, nothing is known any more. Milliseconds. */
export const FORGET_AFTER = 600;
/** A hole in time this long (sleep, hidden camera) starts afresh. Milliseconds. */
const GAP = 2000;

/** What is known about the user after one more frame. */
export interface TemporalState {
  readonly expression: Expression | null;
  /** Filtered probability of `expression`; 0 where it is null. */
  readonly confidence: number;
  /** Filtered; null where nothing is known. */
  readonly probabilities?: Probabilities | null;
  readonly dwell: number;
  /** The expression that becomes a reaction now. */
  readonly fires: Expression | null;
  /** Whether that needs the user's yes first. */
  readonly asks?: boolean;
  /** The expression that is on, from its onset; null: neutral, or nothing is known. */
  readonly episode?: Episode | null;
  /** The one that has just ended. */
  readonly ended?: Episode | null;
  /** Spans that ended. */
  readonly spans: readonly Span[];
  /** The span that is going on, as far as it has come. */
  readonly open?: Span | null;
}

/** The user's face in one frame. */
export interface SeenFace {
  readonly track: number;
  readonly probabilities: Probabilities;
  /** Height of the brows (see face/geometry). */
  readonly browHeight: number;
  /** Gap between the lips (see face/geometry). */
  readonly mouthOpening: number;
  /** Level of the user's own microphone, 0..1; missing where it is not known. */
  readonly voice?: number | undefined;
}

/** From probabilities per frame to an expression that people trust. Pure: time comes with each frame. */
export interface TemporalFilter {
  /**
   * @param seen the user's face, or null where none was found
   * @param time capture time; frames from the past are ignored, a clock that was set back starts afresh
   */
  update(seen: SeenFace | null, time: number): TemporalState;
  /** The user does not want the reaction that is on its way: not before another expression was seen. */
  dismiss(): void;
  /** Ends the open span, e.g. because the camera went off. */
  flush(): readonly Span[];
}

/**
 * @param policy asked at every update: what the user changes counts at once
 * @param calmBrows the user's calm brow height from the calibration, or null
 */
export function createTemporalFilter(
  policy: () => ReactionPolicy = () => DEFAULT_POLICY,
  calmBrows: () => number | null = () => null,
): TemporalFilter {
  const dwell = createDwell(policy);
  const brows = createBrowLift(calmBrows);
  const mouth = createSpeakingDetector();
  const voice = createVoiceMeter();
  const builder = createSpanBuilder();
  const episodes = createEpisodeDetector();
  let over: Episode | null = null;
  let current: Episode | null = null;
  let belief: Probabilities | null = null;
  let expression: Expression | null = null;
  let track: number | null = null;
  /** Survives a short absence, unlike `track`: the same face keeps its calm height. */
  let lastTrack: number | null = null;
  let last: number | null = null;
  let lastSeen = Number.NEGATIVE_INFINITY;

  function forget(): void {
    belief = null;
    expression = null;
    track = null;
    dwell.cancel();
    over = episodes.flush() ?? over;
    current = null;
  }

  function state(fill: number, fires: Expression | null, spans: (Span | null)[]): TemporalState {
    return {
      expression,
      confidence: expression !== null && belief !== null ? belief[expression] : 0,
      probabilities: belief,
      dwell: fill,
      fires,
      episode: current,
      ended: over,
      spans: spans.filter((span) => span !== null),
      open: builder.open,
      ...(fires !== null && policy().mode(fires) === 'ask' && { asks: true }),
    };
  }

  return {
    update(seen, time) {
      over = null;
      if (!Number.isFinite(time)) return state(0, null, []);
      const passed = last === null ? 0 : time - last;
      if (last !== null && passed <= 0 && passed >= -GAP) return state(0, null, []);
      const ended: (Span | null)[] = [];
      const elapsed = Math.max(passed, 0);
      last = time;
      if (Math.abs(passed) > GAP) {
        ended.push(builder.flush());
        forget();
      }
      const usable = seen !== null && isProbabilities(seen.probabilities);
      if (!usable) {
        if (time - lastSeen <= FORGET_AFTER) return state(0, null, ended);
        forget();
        ended.push(builder.update(null, 0, time));
        return state(0, null, ended);
      }
      if (track !== null && track !== seen.track) {
        // Another face: its expression is not a continuation of the last one's.
        ended.push(builder.flush());
        forget();
      }
      if (seen.track !== lastTrack) {
        brows.reset();
        mouth.reset();
      }
      lastTrack = seen.track;
      track = seen.track;
      lastSeen = time;
      const lift = brows.update(seen.probabilities, seen.browHeight, elapsed);
      belief = believe(belief, fuse(seen.probabilities, lift), elapsed);
      expression = settle(expression, belief);
      const seenNow = episodes.update(belief, time);
      current = seenNow.now;
      over = seenNow.ended ?? over;
      // Until the user's calm face is known, surprise may be nothing but an open mouth: it is shown, but never fires.
      const mayReact = expression !== 'surprised' || lift !== null;
      const { fill, fires } = dwell.update(
        mayReact ? expression : null,
        time,
        mouth.update(seen.mouthOpening, time, voice.update(seen.voice, time)),
        belief[expression],
      );
      ended.push(builder.update(expression, belief[expression], time));
      return state(fill, fires ? expression : null, ended);
    },
    dismiss: dwell.dismiss,
    flush() {
      const span = builder.flush();
      forget();
      return span === null ? [] : [span];
    },
  };
}
