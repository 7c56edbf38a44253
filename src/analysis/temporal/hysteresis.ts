import { EXPRESSIONS, type Expression, type Probabilities } from '../../shared/types';

/** A new expression is taken at this probability, ... */
export const ENTER = 0.6;
/** ... and kept until it falls below this one. */
export const LEAVE = 0.4;

/** The most probable expression; ties go to the earlier in EXPRESSIONS. */
export function strongest(probabilities: Probabilities): Expression {
  return EXPRESSIONS.reduce((best, name) => (probabilities[name] > probabilities[best] ? name : best));
}

/**
 * The expression to report, with a memory: it changes only when another one is clearly there, and falls back to
 * neutral when nothing is.
 */
export function settle(current: Expression | null, probabilities: Probabilities): Expression {
  const top = strongest(probabilities);
  if (probabilities[top] >= ENTER) return top;
  if (current !== null && probabilities[current] >= LEAVE) return current;
  return 'neutral';
}
