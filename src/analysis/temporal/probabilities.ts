import { EXPRESSIONS, type Probabilities } from '../../shared/types';

/** Whether these are six numbers in 0..1 that sum to 1: garbage is ignored, not smoothed in. */
export function isProbabilities(value: Probabilities): boolean {
  let sum = 0;
  for (const name of EXPRESSIONS) {
    if (!(value[name] >= 0 && value[name] <= 1)) return false;
    sum += value[name];
  }
  return Math.abs(sum - 1) < 0.01;
}
