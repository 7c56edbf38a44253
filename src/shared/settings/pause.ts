/** A pause everywhere for some minutes. It is one moment on the disk, so that no timer has to survive to end it. */

/** What the user may choose, in minutes. */
export const PAUSES = [5, 30, 60] as const;
export type PauseMinutes = (typeof PAUSES)[number];

const MINUTE = 60_000;
export const LONGEST_PAUSE = Math.max(...PAUSES) * MINUTE;

/** When a pause that begins now is over. Milliseconds since the epoch. */
export function pauseEnd(minutes: PauseMinutes, now: number): number {
  return now + minutes * MINUTE;
}

/**
 * When the stored pause is over; null where there is none, or it is over. A moment further away than any pause (a
 * clock was set back, a damaged disk) is none: nobody should be locked out.
 */
export function parsePause(stored: unknown, now: number): number | null {
  if (typeof stored !== 'number' || !(stored > now) || stored > now + LONGEST_PAUSE) return null;
  return stored;
}
