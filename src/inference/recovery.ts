/** Whether the analysis is started again by itself after it has failed: now and then, but not for ever. */

/** So many new starts within this time are no accident. Milliseconds. */
const MOST = 3;
const WITHIN = 120_000;

/** @param failures times of the failures so far, milliseconds; @returns the ones that still count, with `now` */
export function failuresWith(failures: readonly number[], now: number): readonly number[] {
  return [...failures.filter((time) => time > now - WITHIN && time <= now), now];
}

/** Whether to start again after the last of these. */
export const mayStartAgain = (failures: readonly number[]): boolean => failures.length <= MOST;
