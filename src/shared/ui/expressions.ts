/** How each expression is named and coloured wherever it is shown. */
import { EMOJI } from '../emoji/choose';
import { emojiName } from '../emoji/words';
import type { Expression, Reaction } from '../types';
import { WORDS } from '../words/ui';

export interface ExpressionStyle {
  /** For people, capitalised: `Happy`. */
  readonly name: string;
  /** CSS colours with at least 3:1 contrast: `light` on white, `dark` on near-black. Never the only clue. */
  readonly colour: { readonly light: string; readonly dark: string };
  /** Code points of its face in lists and in the overlay, as in the artwork's file names. */
  readonly emoji: string;
}

function look(expression: Expression, colour: ExpressionStyle['colour']): ExpressionStyle {
  return {
    // Looked up when it is read: the language may be known later than this.
    get name() {
      return WORDS.expressions[expression];
    },
    colour,
    emoji: EMOJI[expression],
  };
}

export const EXPRESSION_STYLES: Readonly<Record<Expression, ExpressionStyle>> = {
  neutral: look('neutral', { light: '#667085', dark: '#a3adc2' }),
  happy: look('happy', { light: '#c27400', dark: '#ffc83d' }),
  surprised: look('surprised', { light: '#0b877c', dark: '#2dd4bf' }),
  sad: look('sad', { light: '#2563eb', dark: '#6ea8ff' }),
  angry: look('angry', { light: '#d92d20', dark: '#ff7a6b' }),
  fearful: look('fearful', { light: '#7c3aed', dark: '#b794ff' }),
};

/** What a reaction is called: by its expression, unless it has a name of its own. A pick is called by its emoji. */
export function reactionName({ expression, slot, emoji, picked }: Reaction): string {
  if (picked) return emojiName(emoji);
  return slot === 'happy+surprised' ? WORDS.happySurprise : EXPRESSION_STYLES[expression].name;
}

const CODE_POINTS = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6})*$/i;

/**
 * The emoji as text, for where its picture cannot be shown.
 * Empty where `codePoints` is not a list of code points joined by `-`.
 */
export function emojiText(codePoints: string): string {
  if (!CODE_POINTS.test(codePoints)) return '';
  const numbers = codePoints.split('-').map((hex) => Number.parseInt(hex, 16));
  return numbers.every((number) => number <= 0x10ffff) ? String.fromCodePoint(...numbers) : '';
}
