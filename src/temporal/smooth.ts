import { EXPRESSIONS, type Expression, type Probabilities } from '../types';

/** Time constant of the smoothing: after this long a change has arrived to 63 %. Milliseconds. */
export const SMOOTHING_MS = 180;

/**
 * One step of exponential smoothing. Depends on the time passed, not on the number of frames, so that 5 and 30
 * analysed frames a second give the same answer.
 * @param elapsed milliseconds since `before`
 * @returns probabilities that still sum to 1
 */
export function smooth(
  before: Probabilities | null,
  now: Probabilities,
  elapsed: number,
  tau = SMOOTHING_MS,
): Probabilities {
  if (before === null) return now;
  const share = 1 - Math.exp(-Math.max(elapsed, 0) / tau);
  const mixed = {} as Record<Expression, number>;
  for (const name of EXPRESSIONS) mixed[name] = before[name] + share * (now[name] - before[name]);
  return mixed;
}

/** Whether these are six numbers in 0..1 that sum to 1: garbage is ignored, not smoothed in. */
export function isProbabilities(value: Probabilities): boolean {
  let sum = 0;
  for (const name of EXPRESSIONS) {
    if (!(value[name] >= 0 && value[name] <= 1)) return false;
    sum += value[name];
  }
  return Math.abs(sum - 1) < 0.01;
}
