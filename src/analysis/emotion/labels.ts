import type { Expression, Probabilities } from '../../shared/types';
import { EXPRESSIONS } from '../../shared/types';

/** The network's outputs, in order (FER+ names). */
export const NETWORK_LABELS = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
] as const;
export type NetworkLabel = (typeof NETWORK_LABELS)[number];

/**
 * Where each network label goes. Disgust looks most like anger (lowered brows, tense mouth); contempt is a
 * slight one-sided tightening which must not fire anything, hence neutral.
 */
export const FOLD: Readonly<Record<NetworkLabel, Expression>> = {
  neutral: 'neutral',
  happiness: 'happy',
  surprise: 'surprised',
  sadness: 'sad',
  anger: 'angry',
  disgust: 'angry',
  fear: 'fearful',
  contempt: 'neutral',
};

/** Eight network probabilities -> six expressions. */
export function fold(probabilities: ArrayLike<number>): Probabilities {
  const folded = Object.fromEntries(EXPRESSIONS.map((name) => [name, 0])) as Record<Expression, number>;
  NETWORK_LABELS.forEach((label, i) => {
    folded[FOLD[label]] += probabilities[i]!;
  });
  return folded;
}
