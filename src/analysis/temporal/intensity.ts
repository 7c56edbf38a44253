import type { Intensity } from '../../shared/emoji/slots';
import { EXPRESSIONS, type Expression, type FaceGeometry, type Probabilities } from '../../shared/types';
import { MEASURES } from './cues';
import { isProbabilities } from './probabilities';

/** An average calm face, until the user's own is known. */
const TYPICAL: FaceGeometry = {
  ...{ browHeight: 0.4, eyeOpening: 0.32, mouthOpening: 0.04 },
  ...{ mouthWidth: 0.81, jawOpening: 1.12, mouthToEye: 1.13 },
};
/** Takes the tremor of the landmarks out. Milliseconds. */
const SMOOTHING = 150;
/** The network's probabilities are averaged over about the time in which a reaction comes. */
const AVERAGING = 300;
/** A hole in time this long starts the smoothing afresh. Milliseconds. */
const GAP = 2000;

/**
 * Where each level begins: for degrees (0..1) of what the face does, and for probabilities where the landmarks say
 * little. Round numbers: photographs differ more in their poses than these differ from better ones.
 */
const HAPPY = { clear: 0.25, strong: 0.7 };
const SURPRISED = { clear: 0.2, strong: 0.5 };
const BY_PROBABILITY = { clear: 0.6, strong: 0.85 };
/** Whatever the face does, a doubtful expression is not a strong one. */
const SURE = 0.75;
/** A laugh drops the jaw at least this far (times its calm opening): bared teeth part the lips only. */
const LAUGH_DROPS = 1.13;

/** How far the present face is from the calm one. Pure: time is an argument. */
export interface IntensityMeter {
  /**
   * @param seen the user's face in this frame with the network's probabilities; null if none was found
   * @param calm the same face at rest, or null as long as it is not known
   * @param time milliseconds; going back changes nothing
   */
  update(
    seen: (FaceGeometry & { readonly track: number; readonly probabilities: Probabilities }) | null,
    calm: FaceGeometry | null,
    time: number,
  ): void;
  /**
   * The network's own probabilities, averaged over the last moments; null before the first frame. The filtered ones say
   * how sure it is by now what the face shows, which is the same in the end for a little anger and for much of it.
   */
  readonly mean: Probabilities | null;
  /** @param probability filtered probability of `expression`, 0..1 */
  read(expression: Expression, probability: number): Intensity;
}

export function createIntensityMeter(): IntensityMeter {
  let calm: FaceGeometry | null = null;
  let now: FaceGeometry | null = null;
  let mean: Probabilities | null = null;
  let track: number | null = null;
  let last: number | null = null;

  return {
    get mean() {
      return mean;
    },
    update(seen, rest, time) {
      if (seen === null || !isUsable(seen) || !Number.isFinite(time)) return;
      const passed = last === null ? 0 : time - last;
      if (passed < 0 && passed > -GAP) return;
      const fresh = seen.track !== track || Math.abs(passed) > GAP;
      const elapsed = fresh ? 0 : passed;
      track = seen.track;
      last = time;
      now = now === null || fresh ? measuresOf(seen) : mix(now, seen, 1 - Math.exp(-elapsed / SMOOTHING));
      mean =
        mean === null || fresh
          ? seen.probabilities
          : average(mean, seen.probabilities, 1 - Math.exp(-elapsed / AVERAGING));
      calm = rest;
    },
    read(expression, probability) {
      if (now === null) return 'clear';
      return intensityOf(expression, probability, now, calm ?? TYPICAL, mean?.[expression]);
    },
  };
}

/**
 * How strong an expression is in a face.
 * @param probability of the expression, filtered, 0..1
 * @param calm the same face at rest
 * @param share what the network itself gives it, 0..1: how strong expressions are that the landmarks say little about
 */
export function intensityOf(
  expression: Expression,
  probability: number,
  face: FaceGeometry,
  calm: FaceGeometry,
  share = probability,
): Intensity {
  switch (expression) {
    case 'happy': {
      const opens = rise(face.mouthOpening - calm.mouthOpening, 0.02, 0.25);
      const degree = (rise(face.mouthWidth / calm.mouthWidth, 1.05, 1.35) + opens) / 2;
      const drops = face.jawOpening / calm.jawOpening;
      const mayBeStrong = probability >= SURE && drops >= LAUGH_DROPS;
      return level(degree, HAPPY, mayBeStrong);
    }
    case 'surprised': {
      const brows = rise(face.browHeight / calm.browHeight, 1.05, 1.3);
      const eyes = rise(face.eyeOpening / calm.eyeOpening, 1.05, 1.5);
      const mouth = rise(face.mouthOpening - calm.mouthOpening, 0.02, 0.4);
      return level((brows + eyes + mouth) / 3, SURPRISED, probability >= SURE);
    }
    default:
      return level(share, BY_PROBABILITY, true);
  }
}

/** 0 up to `from`, 1 beyond `to`, straight between them. */
const rise = (value: number, from: number, to: number): number =>
  Math.min(Math.max((value - from) / (to - from), 0), 1);

function level(degree: number, at: typeof HAPPY, mayBeStrong: boolean): Intensity {
  if (degree >= at.strong && mayBeStrong) return 'strong';
  return degree >= at.clear ? 'clear' : 'slight';
}

function isUsable(seen: FaceGeometry & { readonly probabilities: Probabilities }): boolean {
  const measures = Object.values(measuresOf(seen));
  return (
    measures.every((value) => Number.isFinite(value) && value >= 0) && isProbabilities(seen.probabilities)
  );
}

function average(before: Probabilities, now: Probabilities, share: number): Probabilities {
  const mixed = { ...now } as Record<Expression, number>;
  for (const name of EXPRESSIONS) mixed[name] = before[name] + share * (now[name] - before[name]);
  return mixed;
}

function measuresOf(seen: FaceGeometry): FaceGeometry {
  return Object.fromEntries(MEASURES.map((name) => [name, seen[name]])) as unknown as FaceGeometry;
}

function mix(before: FaceGeometry, now: FaceGeometry, share: number): FaceGeometry {
  const at = (name: keyof FaceGeometry): number => before[name] + share * (now[name] - before[name]);
  return Object.fromEntries(MEASURES.map((name) => [name, at(name)])) as unknown as FaceGeometry;
}
