import { NETWORK_LABELS, type NetworkLabel } from './labels';

/**
 * What the network would answer if each label were `factors` times as common: Bayes' rule with other priors. A photograph
 * shows a moment that somebody chose, a call's frame any moment (training/photographs.py).
 * @param probabilities of the labels, in the network's order
 */
export function asInPhotograph(
  probabilities: ArrayLike<number>,
  factors: Readonly<Record<NetworkLabel, number>>,
): Float64Array {
  const weighed = Float64Array.from(probabilities, (value, i) => value * factors[NETWORK_LABELS[i]!]);
  const sum = weighed.reduce((a, b) => a + b, 0);
  return weighed.map((value) => value / sum);
}
