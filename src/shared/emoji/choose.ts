/** Which emoji stands for an expression of some strength, by the user's choices. */

import { EXPRESSIONS, type Expression, type Probabilities } from '../types';
import catalogue from './catalogue.json';
import { DEFAULT_EMOJI_SETTINGS, type EmojiSettings, isImageId, type SkinTone } from './emoji-settings';
import { DEFAULT_EMOJI, type EmojiSlot, type Intensity, SLOTS } from './slots';

/** The default emoji of each expression, as the artwork's file names (code points). */
export const EMOJI: Readonly<Record<Expression, string>> = {
  neutral: '1f610',
  happy: '1f604',
  surprised: '1f62e',
  sad: '1f622',
  angry: '1f620',
  fearful: '1f628',
};

/** Both expressions of a mix need at least this share of the averaged network probabilities. */
const MIXED_FROM = 0.3;

/** Facts about the face when an emoji is chosen. All are optional. */
export interface EmojiFacts {
  readonly intensity?: Intensity;
  /** The network's probabilities, averaged over a moment. */
  readonly probabilities?: Probabilities | null;
}

export interface ChosenEmoji {
  /** Null: a neutral face has no slot. */
  readonly slot: EmojiSlot | null;
  /** Code points, with skin tone if the user chose one and the emoji supports it. */
  readonly emoji: string;
  /** Id of an own image to show instead; `emoji` is shown if the image cannot be. */
  readonly image?: string;
}

/** The slot of an expression; null for a neutral face. */
export function slotOf(expression: Expression, facts: EmojiFacts = {}): EmojiSlot | null {
  if (expression === 'neutral') return null;
  const { probabilities, intensity = 'clear' } = facts;
  const mixed = probabilities && SLOTS.find((slot) => isMixOf(slot, expression, probabilities));
  return mixed ?? `${expression}.${intensity}`;
}

/** Whether the slot is a mix with this expression (e.g. `happy+surprised`) and both parts are substantial. */
function isMixOf(slot: EmojiSlot, expression: Expression, probabilities: Probabilities): boolean {
  const parts = slot.split('+');
  if (parts.length < 2 || !parts.includes(expression)) return false;
  return EXPRESSIONS.filter((name) => parts.includes(name)).every(
    (name) => probabilities[name] >= MIXED_FROM,
  );
}

/**
 * The emoji or image of a slot.
 * @param hasImage whether an own image still exists
 */
export function emojiFor(
  slot: EmojiSlot,
  choice: EmojiSettings = DEFAULT_EMOJI_SETTINGS,
  hasImage: (id: string) => boolean = () => true,
): ChosenEmoji {
  const emoji = DEFAULT_EMOJI[slot];
  const own = Object.hasOwn(choice.custom, slot) ? choice.custom[slot] : undefined;
  if (isImageId(own)) return hasImage(own) ? { slot, emoji, image: own } : { slot, emoji };
  return { slot, emoji: withSkinTone(own ?? emoji, choice.skinTone) };
}

/** The emoji for an expression. */
export function chooseEmoji(
  expression: Expression,
  facts: EmojiFacts = {},
  choice: EmojiSettings = DEFAULT_EMOJI_SETTINGS,
): ChosenEmoji {
  const slot = slotOf(expression, facts);
  return slot === null ? { slot, emoji: EMOJI[expression] } : emojiFor(slot, choice);
}

const MODIFIERS: Readonly<Record<Exclude<SkinTone, 'none'>, string>> = {
  light: '1f3fb',
  'medium-light': '1f3fc',
  medium: '1f3fd',
  'medium-dark': '1f3fe',
  dark: '1f3ff',
};
/** A skin tone at the end of code points. */
export const SKIN_TONE = /-1f3f[b-f]$/;
const TONED = new Set(
  catalogue.filter((group) => group.skinTone).flatMap((group) => group.emoji.map(({ code }) => code)),
);

/** The emoji in a skin tone, if it supports one. @param emoji code points without skin tone */
export function withSkinTone(emoji: string, tone: SkinTone): string {
  return tone !== 'none' && TONED.has(emoji) ? `${emoji}-${MODIFIERS[tone]}` : emoji;
}
