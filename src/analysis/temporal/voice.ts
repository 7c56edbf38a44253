/** Root mean square of the samples (full scale 1) from which a sound counts as a voice, ... */
const LOUD = 0.01;
/** ... unless the room is so loud that it must be this many times its floor. */
const ABOVE_FLOOR = 4;
/** Within this time a steady sound (a fan, a street) becomes the floor: it grows e-fold. Milliseconds. */
const FLOOR_RISES = 8000;
const QUIETEST_FLOOR = 0.0005;
/** Looks back this far. Milliseconds. */
const WINDOW = 2000;
/** The longest stretch that one level speaks for: frames may come seldom. Milliseconds. */
const LONGEST = 250;

/**
 * For how long there was a voice in the last two seconds, from the level of the user's own microphone. Levels come
 * from the call page and may be anything. Time is an argument.
 */
export interface VoiceMeter {
  /**
   * @param level 0..1; anything else: not known
   * @param time milliseconds; going back starts afresh
   * @returns milliseconds, 0 if nothing is known
   */
  update(level: number | undefined, time: number): number;
  reset(): void;
}

export function createVoiceMeter(): VoiceMeter {
  let floor: number | null = null;
  let last: number | null = null;
  let voiced: { readonly time: number; readonly span: number }[] = [];

  function reset(): void {
    floor = null;
    last = null;
    voiced = [];
  }

  return {
    update(level, time) {
      if (!Number.isFinite(time)) return 0;
      if (last !== null && time < last) reset();
      const span = last === null ? 0 : Math.min(time - last, LONGEST);
      last = time;
      voiced = voiced.filter((each) => time - each.time < WINDOW);
      if (typeof level === 'number' && level >= 0 && level <= 1) {
        const risen = floor === null ? level : floor * Math.exp(span / FLOOR_RISES);
        floor = Math.max(Math.min(risen, level), QUIETEST_FLOOR);
        if (level >= Math.max(LOUD, ABOVE_FLOOR * floor)) voiced.push({ time, span });
      }
      return voiced.reduce((sum, each) => sum + each.span, 0);
    },
    reset,
  };
}
