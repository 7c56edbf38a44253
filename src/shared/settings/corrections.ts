/**
 * What the user's "that was wrong" teaches: an offset on the log odds of that expression. Each is one step of
 * gradient descent on the logistic loss with the offset as the only parameter, whose gradient for a wrong answer of
 * probability p is p: the surer the mistake, the larger the step.
 */
import { EXPRESSIONS, type Expression } from '../types';
import type { Baseline } from './baseline';

/** By how much log odds are moved, below 0; what is missing is not moved. */
export type Corrections = Readonly<Partial<Record<Expression, number>>>;

const RATE = 0.4;
/** However often the user says so, an expression is made harder by this at the most (to 0.29 of its odds). */
export const MOST_CORRECTED = 1.25;

/** The baseline after one more wrong reaction. @param confidence 0..1 @param time of a baseline that begins with it */
export function corrected(
  baseline: Baseline | null,
  expression: Expression,
  confidence: number,
  time: number,
): Baseline {
  const before = baseline ?? ({ version: 2, time, samples: {} } as const);
  if (expression === 'neutral') return before;
  const moved = (before.corrections?.[expression] ?? 0) - RATE * confidence;
  return {
    ...before,
    corrections: { ...before.corrections, [expression]: Math.max(moved, -MOST_CORRECTED) },
  };
}

/** The corrections in anything that was stored; damaged ones are left out. Null where there are none. */
export function parseCorrections(value: unknown): Corrections | null {
  if (typeof value !== 'object' || value === null) return null;
  const stored = value as Readonly<Record<string, unknown>>;
  const found = EXPRESSIONS.flatMap((name): [Expression, number][] => {
    const moved = Object.hasOwn(stored, name) ? stored[name] : 0;
    const fits = typeof moved === 'number' && moved < 0 && moved >= -MOST_CORRECTED;
    return fits && name !== 'neutral' ? [[name, moved]] : [];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}
