/** From probabilities of single frames to lasting expressions, spans and reactions. Explained in docs/temporal.md. */

import type { Expression, FaceGeometry, Probabilities, Span } from '../../shared/types';
import type { HeadPose } from '../face/pose';
import { believe } from './bayes';
import { isFace, type Odds } from './cues';
import { createDwell } from './dwell';
import { createEpisodeDetector, type Episode } from './episodes';
import { CALM_NEEDED, createEvidenceCollector, NO_OWN_FACE, type OwnFace } from './evidence';
import { settle } from './hysteresis';
import { DEFAULT_POLICY, type ReactionPolicy } from './policy';
import { isProbabilities } from './probabilities';
import { createSpanBuilder } from './spans';
import { createSpeakingDetector } from './speaking';
import { paceWhileSpeaking } from './speech-pace';
import { createVoiceMeter } from './voice';

/** Without a face for this long, nothing is known any more. Milliseconds. */
export const FORGET_AFTER = 600;
/** A hole in time this long (sleep, hidden camera) starts afresh. Milliseconds. */
const GAP = 2000;

/**
 * Whoever comes after somebody else must have shown for this long that it is no picture on the wall: that it moves, or is
 * calm before it smiles. Milliseconds; the motion's unit is that of mouth-motion.ts.
 */
const CHANGES = 300;
const MOVES = 0.5;
const CALM_ODDS = -1;

/** For so long after a face has appeared nothing fires: the mesh has yet to settle, and speech to be noticed. Milliseconds. */
const GUARDED = 600;

const isAlive = (odds: Odds, motion: number): boolean =>
  (Number.isFinite(motion) && motion >= MOVES) || (odds.happy < CALM_ODDS && odds.surprised < CALM_ODDS);

/** What is known about the user after one more frame. */
export interface TemporalState {
  readonly expression: Expression | null;
  /** Filtered probability of `expression`; 0 if that is null. */
  readonly confidence: number;
  /** Filtered; null if unknown. */
  readonly probabilities?: Probabilities | null;
  readonly dwell: number;
  /** The expression that becomes a reaction now. */
  readonly fires: Expression | null;
  /** Whether that needs the user's yes first. */
  readonly asks?: boolean;
  /** The user's calm face, as far as it is known. */
  readonly calm?: FaceGeometry | null;
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
export interface SeenFace extends FaceGeometry, HeadPose {
  readonly track: number;
  /** The network's own. */
  readonly probabilities: Probabilities;
  /** Level of the user's own microphone, 0..1; missing if unknown. */
  readonly voice?: number | undefined;
}

/** From probabilities per frame to an expression that people trust. Pure: time comes with each frame. */
export interface TemporalFilter {
  /**
   * @param seen the user's face, or null if none was found
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
 * @param own what was measured of the user's own face
 */
export function createTemporalFilter(
  policy: () => ReactionPolicy = () => DEFAULT_POLICY,
  own: () => OwnFace = () => NO_OWN_FACE,
): TemporalFilter {
  const dwell = createDwell(policy);
  const evidence = createEvidenceCollector(own);
  const mouth = createSpeakingDetector();
  const voice = createVoiceMeter();
  const builder = createSpanBuilder();
  const episodes = createEpisodeDetector();
  let over: Episode | null = null;
  let calm: FaceGeometry | null = null;
  /** For how long this face has shown that it is no picture. Milliseconds. */
  let changes = 0;
  /** Since when this face is seen. */
  let since = 0;
  /** Nobody else was seen before. */
  let isFirst = true;
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
      calm,
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
      const usable = seen !== null && isProbabilities(seen.probabilities) && isFace(seen, seen);
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
        evidence.reset();
        changes = 0;
        since = time;
        isFirst = lastTrack === null;
        calm = null;
        mouth.reset();
      }
      lastTrack = seen.track;
      track = seen.track;
      lastSeen = time;
      const { odds, calm: face, probabilities, motion, isRaised } = evidence.update(seen, time);
      const alive = isAlive(odds, motion);
      if (alive) changes += elapsed;
      // A face that follows another person's is unknown before that: it may be a picture on the wall.
      const isSettled = time - since >= GUARDED;
      const isKnown = isFirst || changes >= CHANGES;
      if (!isKnown && !alive) return state(0, null, [...ended, builder.update(null, 0, time)]);
      calm = face.seen >= CALM_NEEDED ? face.geometry : null;
      belief = believe(belief, probabilities, elapsed);
      expression = settle(expression, belief);
      const seenNow = episodes.update(belief, time);
      current = seenNow.now;
      over = seenNow.ended ?? over;
      const spoke = mouth.update(seen.mouthOpening, time, voice.update(seen.voice, time));
      const { fill, fires } = dwell.update(expression, time, {
        confidence: belief[expression],
        pace: spoke ? paceWhileSpeaking(expression, odds, isRaised) : 1,
        // A belief that has gone fires nothing: the frame must still show it. And until the calm face is known, surprise
        // may be nothing but an open mouth, unless it has lasted for seconds.
        mayFire:
          expression === 'neutral' ||
          (odds[expression] > 0 &&
            isKnown &&
            isSettled &&
            !(expression === 'surprised' && calm === null && !isRaised)),
      });
      ended.push(builder.update(expression, belief[expression], time));
      return state(fill, fires ? expression : null, ended);
    },
    dismiss: dwell.dismiss,
    flush() {
      const span = builder.flush();
      forget();
      lastTrack = null;
      return span === null ? [] : [span];
    },
  };
}
