/** An eye that is open no further than this, relative to the user's own open eye, is closed, ... */
const CLOSED = 0.55;
/** ... and from here on it is open. Winking narrows the other eye too, so this is well below 1. */
const OPEN = 0.75;
/** The closed eye must be this much smaller than the open one: both measures tremble together. */
const APART = 0.65;
/** A wink lasts this long, a blink is shorter and rest is longer. Milliseconds. */
const SHORTEST = 150;
const LONGEST = 700;
/** From both eyes open to one closed: an eye that takes longer is tired, not winking. Milliseconds. */
const CLOSES_WITHIN = 300;
/** Turned further than this (radians), the far eye looks closed. */
const MOST_YAW = 0.3;
/** Pictures further apart than this say nothing about what was between them. Milliseconds. */
const GAP = 400;
/** One picture alone may be a tremor of the landmarks. */
const FEWEST_PICTURES = 2;
/** The open width follows slowly, and is trusted after this much time with open eyes. Milliseconds. */
const FOLLOW = 3000;
const LEARN = 1000;
/** With eyes that seem closed it follows far more slowly: only so far as to recover from a wrong start. */
const RECOVER = 30_000;

/** Finds winks: one eye closed for a moment while the other stays open. Pure; time is an argument. */
export interface WinkDetector {
  /**
   * @param leftOpening height of the lid gap relative to the eye's width (`FaceGeometry.leftEyeOpening`)
   * @param rightOpening the same for the other eye
   * @param yaw radians; 0 faces the camera
   * @param time milliseconds; going back, or a gap, starts afresh
   * @returns true once for each wink, when the eye opens again
   */
  update(leftOpening: number, rightOpening: number, yaw: number, time: number): boolean;
  /** Another face: how wide its eyes are open is not known yet. */
  reset(): void;
}

interface Closing {
  readonly eye: 0 | 1;
  readonly since: number;
  readonly pictures: number;
}

export function createWinkDetector(): WinkDetector {
  let open: [number, number] | null = null;
  let learned = 0;
  let last: number | null = null;
  let bothOpenAt = Number.NEGATIVE_INFINITY;
  let closing: Closing | null = null;

  function cancel(): void {
    closing = null;
    bothOpenAt = Number.NEGATIVE_INFINITY;
  }

  function learn(openings: readonly [number, number], elapsed: number): [number, number] {
    if (open === null) return [...openings];
    const known = open;
    const both = openings.every((opening, i) => opening >= OPEN * known[i]!);
    if (both) learned += elapsed;
    // At first the plain mean, then a slow follower.
    const share = elapsed / (both ? Math.max(Math.min(learned, FOLLOW), elapsed, 1) : RECOVER);
    return [known[0] + share * (openings[0] - known[0]), known[1] + share * (openings[1] - known[1])];
  }

  return {
    update(leftOpening, rightOpening, yaw, time) {
      const usable =
        [leftOpening, rightOpening].every((opening) => Number.isFinite(opening) && opening >= 0) &&
        Math.abs(yaw) <= MOST_YAW &&
        Number.isFinite(time);
      const elapsed = last === null || !usable ? 0 : time - last;
      if (!usable || elapsed < 0 || elapsed > GAP) {
        cancel();
        last = usable ? time : last;
        return false;
      }
      last = time;
      open = learn([leftOpening, rightOpening], elapsed);
      if (learned < LEARN) return false;
      const wide = [leftOpening / open[0], rightOpening / open[1]] as const;

      if (closing === null) {
        if (wide[0] >= OPEN && wide[1] >= OPEN) bothOpenAt = time;
        const eye = closedEye(wide);
        if (eye !== null && time - bothOpenAt <= CLOSES_WITHIN) closing = { eye, since: time, pictures: 1 };
        return false;
      }
      const other = wide[closing.eye === 0 ? 1 : 0];
      if (other < OPEN || time - closing.since > LONGEST) {
        cancel();
        return false;
      }
      if (wide[closing.eye] < OPEN) {
        closing = { ...closing, pictures: closing.pictures + 1 };
        return false;
      }
      const { since, pictures } = closing;
      closing = null;
      bothOpenAt = time;
      return pictures >= FEWEST_PICTURES && time - since >= SHORTEST;
    },
    reset() {
      open = null;
      learned = 0;
      last = null;
      cancel();
    },
  };
}

/** Which eye alone is closed; null where none or both are. */
function closedEye([left, right]: readonly [number, number]): 0 | 1 | null {
  if (left <= CLOSED && right >= OPEN && left <= APART * right) return 0;
  return right <= CLOSED && left >= OPEN && right <= APART * left ? 1 : null;
}
