/** Emoji slots: expression × intensity, and mixed expressions. */
import type { Expression } from '../types';
import map from './emoji-map.json';

/** Expressions that can become a reaction; neutral cannot. */
export type ReactingExpression = Exclude<Expression, 'neutral'>;

/** E.g. `happy.strong`, `happy+surprised`. */
export type EmojiSlot = `${ReactingExpression}.${Intensity}` | keyof typeof map.mixed;

const byExpression: Readonly<Record<ReactingExpression, Readonly<Record<Intensity, string>>>> =
  map.expressions;

/** Slot -> code points: the default emoji. */
export const DEFAULT_EMOJI: Readonly<Record<EmojiSlot, string>> = {
  ...(Object.fromEntries(
    Object.entries(byExpression).flatMap(([expression, levels]) =>
      Object.entries(levels).map(([intensity, emoji]) => [`${expression}.${intensity}`, emoji]),
    ),
  ) as Record<`${ReactingExpression}.${Intensity}`, string>),
  ...map.mixed,
};

/** In the order of the data file. */
export const SLOTS = Object.keys(DEFAULT_EMOJI) as EmojiSlot[];

export function isSlot(value: unknown): value is EmojiSlot {
  return SLOTS.includes(value as EmojiSlot);
}

/** Strength of an expression. */
export const INTENSITIES = ['slight', 'clear', 'strong'] as const;
export type Intensity = (typeof INTENSITIES)[number];
