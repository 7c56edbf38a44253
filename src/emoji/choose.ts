import type { Expression } from '../types';

/** The emoji for each expression, as the artwork's file names (code points). */
export const EMOJI: Readonly<Record<Expression, string>> = {
  neutral: '1f610',
  happy: '1f604',
  surprised: '1f62e',
  sad: '1f622',
  angry: '1f620',
  fearful: '1f628',
};

/** The emoji that shows an expression. */
export function chooseEmoji(expression: Expression): string {
  return EMOJI[expression];
}
