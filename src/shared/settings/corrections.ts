/**
 * Learns from reactions that the user marks as wrong: an offset on the log odds of that expression. Each mark is one step
 * of gradient descent on the logistic loss with the offset as the only parameter. The gradient for a wrong answer of
 * probability p is p, so a surer mistake makes a larger step.
 */
import { EXPRESSIONS, type Expression } from '../types';
import type { Baseline } from './baseline';

/** Offsets of the log odds, below 0; missing ones are 0. */
export type Corrections = Readonly<Partial<Record<Expression, number>>>;

const RATE = 0.4;
/** Largest total offset, however often the user corrects (an expression keeps 0.29 of its odds). */
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

/** Parses stored corrections; damaged ones are dropped. Null if there are none. */
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
