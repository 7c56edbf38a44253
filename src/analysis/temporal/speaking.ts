/** The gap between the lips (in eye distances, src/analysis/face/geometry.ts) must change by this much to count as a turn. */
const TURN = 0.04;
/** Speaking is this many turns from opening to closing or back, ... */
const TURNS = 2;
/** ... or fewer with a voice of this long, or a voice alone of this long: a laugh is seen before. Milliseconds. */
const TURNS_WITH_VOICE = 1;
const SOME_VOICE = 300;
const VOICE_ALONE = 1000;
/** ... within this time, ... */
const WINDOW = 2000;
/** ... and for this long after that: a pause between two words is no silence. Milliseconds. */
const PAUSE = 700;

/**
 * Whether the mouth moves as in speaking or chewing: it opens and closes again and again. A laugh opens it once and
 * keeps it open. Time is an argument.
 */
export interface SpeakingDetector {
  /**
   * @param mouthOpening anything that is not finite is ignored
   * @param voice for how long there was a voice in the last two seconds (voice.ts). Milliseconds
   */
  update(mouthOpening: number, time: number, voice?: number): boolean;
  reset(): void;
}

const isSpeech = (turns: number, voice: number): boolean =>
  turns >= TURNS || (turns >= TURNS_WITH_VOICE && voice >= SOME_VOICE) || voice >= VOICE_ALONE;

export function createSpeakingDetector(): SpeakingDetector {
  let turns: number[] = [];
  /** The last extreme, from which the next turn is measured. */
  let extreme: number | null = null;
  let direction = 0;
  let spoke = Number.NEGATIVE_INFINITY;

  /** Whether that is speech, or was a moment ago. */
  function hears(voice: number, time: number): boolean {
    if (isSpeech(turns.length, voice)) spoke = time;
    return time - spoke <= PAUSE && time >= spoke;
  }

  return {
    update(mouthOpening, time, voice = 0) {
      turns = turns.filter((turn) => time - turn < WINDOW && turn <= time);
      if (!Number.isFinite(mouthOpening)) return hears(voice, time);
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
      return hears(voice, time);
    },
    reset() {
      turns = [];
      extreme = null;
      direction = 0;
      spoke = Number.NEGATIVE_INFINITY;
    },
  };
}
