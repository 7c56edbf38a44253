import type { Expression, Probabilities } from '../../shared/types';
import { strongest } from './hysteresis';

/** How far above the user's own calm height the brows must be to count, and where they count in full. */
const BROWS_COUNT_FROM = 1.05;
const BROWS_COUNT_FULLY = 1.25;
/** The calm height follows slowly, and is trusted once this much calm time was seen. Milliseconds. */
const FOLLOW = 5000;
const CALM_NEEDED = 1000;
/** Expressions in which the brows rest near their calm height. */
const CALM: ReadonlySet<Expression> = new Set<Expression>(['neutral', 'sad']);

/**
 * How far the brows are lifted. An open mouth alone, as in speaking, yawning or chewing, looks surprised to the
 * network; surprise also lifts the brows (action units 1 and 2 of the Facial Action Coding System), and by how much
 * differs from face to face: it is measured against the user's own calm face.
 */
export interface BrowLift {
  /**
   * @param probabilities of this frame, as the network gave them
   * @param elapsed milliseconds since the last update
   * @returns 0..1, or null while the calm height of this face is not known yet
   */
  update(probabilities: Probabilities, browHeight: number, elapsed: number): number | null;
  /** Another face: its calm height is not known yet. */
  reset(): void;
}

/** @param known the user's calm height from the calibration (see baseline), or null: then it is learned */
export function createBrowLift(known: () => number | null = () => null): BrowLift {
  let calm: number | null = null;
  let calmTime = 0;
  return {
    update(probabilities, browHeight, elapsed) {
      if (!(Number.isFinite(browHeight) && browHeight > 0)) return null;
      if (calm === null) {
        calm = known();
        // Trusted at once, and corrected slowly: camera and posture differ from day to day.
        if (calm !== null) calmTime = FOLLOW;
      }
      if (CALM.has(strongest(probabilities))) {
        // At first the plain mean of what was seen, then a slow follower.
        calmTime += elapsed;
        const share = elapsed / Math.max(Math.min(calmTime, FOLLOW), 1);
        calm = calm === null ? browHeight : calm + share * (browHeight - calm);
      }
      if (calm === null || calmTime < CALM_NEEDED) return null;
      const lift = (browHeight / calm - BROWS_COUNT_FROM) / (BROWS_COUNT_FULLY - BROWS_COUNT_FROM);
      return Math.min(Math.max(lift, 0), 1);
    },
    reset() {
      calm = null;
      calmTime = 0;
    },
  };
}

/**
 * Network and geometry together: what the network calls surprise counts as far as the brows agree, the rest is
 * neutral. @param lift 0..1, or null where it is not known: then the network's word stands
 */
export function fuse(probabilities: Probabilities, lift: number | null): Probabilities {
  if (lift === null) return probabilities;
  const doubtful = (1 - lift) * probabilities.surprised;
  return {
    ...probabilities,
    surprised: probabilities.surprised - doubtful,
    neutral: probabilities.neutral + doubtful,
  };
}
