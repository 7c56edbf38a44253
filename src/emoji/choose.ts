import type { Expression } from '../types';

/** The emoji for each expression, as the artwork's file names (code points). */
const EMOJI: Readonly<Record<Expression, string>> = {
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

/** The characters of a code-point name: `1f604` -> 😄. */
export function emojiText(codePoints: string): string {
  return String.fromCodePoint(...codePoints.split('-').map((hex) => Number.parseInt(hex, 16)));
}
