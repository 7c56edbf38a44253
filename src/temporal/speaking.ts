/** The gap between the lips (in eye distances, src/face/geometry.ts) must change by this much to count as a turn. */
const TURN = 0.04;
/** Speaking is this many turns from opening to closing or back ... */
const TURNS = 3;
/** ... within this time. Milliseconds. */
const WINDOW = 2000;

/**
 * Whether the mouth moves as in speaking or chewing: it opens and closes again and again. A laugh opens it once and
 * keeps it open. Time is an argument.
 */
export interface SpeakingDetector {
  /** @param mouthOpening anything that is not finite is ignored */
  update(mouthOpening: number, time: number): boolean;
  reset(): void;
}

export function createSpeakingDetector(): SpeakingDetector {
  let turns: number[] = [];
  /** The last extreme, from which the next turn is measured. */
  let extreme: number | null = null;
  let direction = 0;
  return {
    update(mouthOpening, time) {
      turns = turns.filter((turn) => time - turn < WINDOW && turn <= time);
      if (!Number.isFinite(mouthOpening)) return turns.length >= TURNS;
      if (extreme === null) extreme = mouthOpening;
      const change = mouthOpening - extreme;
      const onward = Math.sign(change) === direction;
      if (onward || (direction === 0 && Math.abs(change) >= TURN)) {
        direction = Math.sign(change);
        extreme = mouthOpening;
      } else if (Math.abs(change) >= TURN) {
        direction = Math.sign(change);
        extreme = mouthOpening;
        turns.push(time);
      }
      return turns.length >= TURNS;
    },
    reset() {
      turns = [];
      extreme = null;
      direction = 0;
    },
  };
}
