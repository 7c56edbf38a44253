import fc from 'fast-check';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../../src/shared/types';

/** Any six probabilities that sum to 1. */
export const probabilities = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 })
  .map((values): Probabilities => {
    const sum = values.reduce((a, b) => a + b, 0);
    return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, values[i]! / sum])) as Record<
      Expression,
      number
    >;
  });

/** One expression with probability `share`, the rest spread evenly over the others. */
export function mostly(expression: Expression, share = 0.95): Probabilities {
  const rest = (1 - share) / (EXPRESSIONS.length - 1);
  return Object.fromEntries(EXPRESSIONS.map((name) => [name, name === expression ? share : rest])) as Record<
    Expression,
    number
  >;
}
