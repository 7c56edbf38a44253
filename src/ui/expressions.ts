/** How each expression is named and coloured wherever it is shown. */
import { EMOJI } from '../emoji/choose';
import type { Expression, Reaction } from '../types';

export interface ExpressionLook {
  /** For people, capitalised: `Happy`. */
  readonly name: string;
  /** CSS colours with at least 3:1 contrast: `light` on white, `dark` on near-black. Never the only clue. */
  readonly colour: { readonly light: string; readonly dark: string };
  /** Code points of the face that stands for it in lists and in the overlay, as in the artwork's file names. */
  readonly emoji: string;
}

export const EXPRESSION_LOOKS: Readonly<Record<Expression, ExpressionLook>> = {
  neutral: { name: 'Neutral', colour: { light: '#667085', dark: '#a3adc2' }, emoji: EMOJI.neutral },
  happy: { name: 'Happy', colour: { light: '#c27400', dark: '#ffc83d' }, emoji: EMOJI.happy },
  surprised: { name: 'Surprised', colour: { light: '#0b877c', dark: '#2dd4bf' }, emoji: EMOJI.surprised },
  sad: { name: 'Sad', colour: { light: '#2563eb', dark: '#6ea8ff' }, emoji: EMOJI.sad },
  angry: { name: 'Angry', colour: { light: '#d92d20', dark: '#ff7a6b' }, emoji: EMOJI.angry },
  fearful: { name: 'Fearful', colour: { light: '#7c3aed', dark: '#b794ff' }, emoji: EMOJI.fearful },
};

/** What a reaction is called: by its expression, unless it has a name of its own. */
export function reactionName({ expression, slot }: Pick<Reaction, 'expression' | 'slot'>): string {
  return slot === 'happy+surprised' ? 'Happy surprise' : EXPRESSION_LOOKS[expression].name;
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
