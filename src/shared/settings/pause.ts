/** A pause everywhere for some minutes, stored as its end time, so that no timer has to survive to end it. */

/** The possible durations, in minutes. */
export const PAUSES = [5, 30, 60] as const;
export type PauseMinutes = (typeof PAUSES)[number];

const MINUTE = 60_000;
export const LONGEST_PAUSE = Math.max(...PAUSES) * MINUTE;

/** End of a pause that begins now. Milliseconds since the epoch. */
export function pauseEnd(minutes: PauseMinutes, now: number): number {
  return now + minutes * MINUTE;
}

/**
 * End of the stored pause; null if there is none or it is over. An end further away than any pause (the clock was set back,
 * the value is damaged) counts as none: nobody should be locked out.
 */
export function parsePause(stored: unknown, now: number): number | null {
  if (typeof stored !== 'number' || !(stored > now) || stored > now + LONGEST_PAUSE) return null;
  return stored;
}
