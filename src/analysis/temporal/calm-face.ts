/** The user's own calm face, learned during the call: the reference of every cue. Pure. */
import type { FaceGeometry } from '../../shared/types';
import type { HeadPose } from '../face/pose';
import { EXPRESSIVE, type Expressive, type FaceCues, MEASURES, type Odds } from './cues';

/** Measures of one face at rest. */
export interface CalmFace {
  readonly odds: Odds;
  readonly geometry: FaceGeometry;
  /** Degrees, positive up. */
  readonly pitch: number;
  /** Calm time behind the measures; a calibrated face counts as some seconds of it. Milliseconds. */
  readonly seen: number;
}

/** A previously measured calm face (shared/settings/baseline). */
export type MeasuredCalm = Pick<CalmFace, 'odds'> & { readonly geometry: Partial<FaceGeometry> };

/** An average calm face: medians over about 80 people (docs/reactions.md names them). */
export const TYPICAL_GEOMETRY: FaceGeometry = {
  ...{ browHeight: 0.46, eyeOpening: 0.31, mouthOpening: 0.04 },
  ...{ mouthWidth: 0.79, jawOpening: 1.1, mouthToEye: 1.13 },
};
const TYPICAL: Omit<CalmFace, 'seen'> = {
  odds: { happy: -5.5, surprised: -6, sad: -4, angry: -6, fearful: -8 },
  geometry: TYPICAL_GEOMETRY,
  pitch: -3,
};

/** A measured calm face, weighted as if it had been seen long enough; missing measures are the average. */
export function knownCalm({ odds, geometry }: MeasuredCalm): CalmFace {
  return {
    odds,
    geometry: { ...TYPICAL.geometry, ...geometry },
    pitch: TYPICAL.pitch,
    seen: EVERY * CALIBRATED_LOOKS,
  };
}

/** One frame of the calm face is stored per this time, whatever the frame rate. Milliseconds. */
const EVERY = 190;
/** Number of stored frames: a minute of calm. */
const MOST_LOOKS = 300;
/** The average face replaces the first frames. */
const TYPICAL_LOOKS = 4;
/** Weight of a calibrated face in frames: camera, light and posture differ from day to day. */
const CALIBRATED_LOOKS = 25;
/**
 * Calm is the median of the stored frames. Expressions only raise odds and lower the jaw: for those the quantile is lower.
 */
const MIDDLE = 0.5;
const LOW = 0.35;
/** Frames with this much more of a smile (log odds) are ignored for the calm geometry. */
const NEAR = 2;
/** Beyond these angles the measures of a face differ; looking down is not calm. Degrees. */
const FRONTAL = { yaw: 25, down: 24, up: 25 } as const;
/** One in this many frames is stored although the face seems expressive: so a new posture is learned in time. */
const DOUBTFUL = 10;

export interface CalmFaceEstimator {
  readonly calm: CalmFace;
  /**
   * @param cues of this frame
   * @param expressive whether the face differs from calm, as far as that is known
   * @param time milliseconds, never going back
   */
  update(cues: FaceCues, expressive: boolean, time: number): CalmFace;
  /** Another face: its calm face is still unknown. */
  reset(): void;
}

interface Look {
  readonly odds: Odds;
  readonly geometry: FaceGeometry;
  readonly pitch: number;
}

/**
 * A running robust estimate: quantiles over looks at the face while it is frontal and, by what is known so far, calm.
 * A long smile does not move it, since it is not calm.
 * @param measured the user's calibrated calm face, or null: then one starts from the average face
 */
export function createCalmFaceEstimator(measured: () => MeasuredCalm | null): CalmFaceEstimator {
  let looks: Look[] = [];
  let doubtful = 0;
  let last: number | null = null;
  let start: { readonly look: Look; readonly count: number } | null = null;
  let calm: CalmFace | null = null;

  function begin() {
    const own = measured();
    return own ? { look: knownCalm(own), count: CALIBRATED_LOOKS } : { look: TYPICAL, count: TYPICAL_LOOKS };
  }

  function estimate(): CalmFace {
    start ??= begin();
    const isTypical = start.count === TYPICAL_LOOKS;
    const count = isTypical ? Math.max(start.count - looks.length, 0) : start.count;
    const first = Array<Look>(count).fill(start.look);
    const all = [...first, ...looks];
    const odds = {} as Record<Expressive, number>;
    for (const name of EXPRESSIVE)
      odds[name] = quantile(
        all.map((look) => look.odds[name]),
        LOW,
      );
    const near = [...first, ...looks.filter((look) => look.odds.happy < odds.happy + NEAR)];
    const geometry = {} as Record<keyof FaceGeometry, number>;
    for (const name of MEASURES) {
      const at = name === 'jawOpening' || name === 'mouthOpening' ? LOW : MIDDLE;
      geometry[name] = quantile(
        near.map((look) => look.geometry[name]),
        at,
      );
    }
    const known = looks.length + (isTypical ? 0 : count);
    return {
      odds,
      geometry,
      pitch: quantile(
        near.map(({ pitch }) => pitch),
        MIDDLE,
      ),
      seen: EVERY * known,
    };
  }

  return {
    get calm() {
      calm ??= estimate();
      return calm;
    },
    update(cues, expressive, time) {
      const isDue = last === null || time - last >= EVERY || time < last;
      if (isDue && mayBeCalm(cues)) {
        last = time;
        if (expressive) doubtful += 1;
        if (!expressive || doubtful % DOUBTFUL === 0) {
          looks.push({ odds: cues.odds, geometry: cues.geometry, pitch: cues.pose.pitch });
          if (looks.length > MOST_LOOKS) looks.shift();
          calm = null;
        }
      }
      calm ??= estimate();
      return calm;
    },
    reset() {
      looks = [];
      doubtful = 0;
      last = null;
      start = null;
      calm = null;
    },
  };
}

/** Frontal, not looking down, and according to the network neither smiling nor surprised. */
function mayBeCalm({ odds, pose }: FaceCues): boolean {
  return isFrontal(pose) && odds.happy < 0 && odds.surprised < 0;
}

/** Whether the measures of a face can be compared with those of a calm one. */
export function isFrontal({ yaw, pitch }: HeadPose): boolean {
  return Math.abs(yaw) <= FRONTAL.yaw && pitch >= -FRONTAL.down && pitch <= FRONTAL.up;
}

function quantile(values: number[], at: number): number {
  values.sort((a, b) => a - b);
  return values[Math.floor(at * (values.length - 1))]!;
}
