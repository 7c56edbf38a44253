import catalogue from '../emoji/catalogue.json';
import type { SkinTone } from '../emoji/choice';
import type { EmojiSlot } from '../emoji/slots';
import { INTENSITIES, type Intensity } from '../temporal/intensity';
import { EXPRESSIONS, type Expression } from '../types';

export const INTENSITY_NAMES: Readonly<Record<Intensity, string>> = {
  slight: 'Slight',
  clear: 'Clear',
  strong: 'Strong',
};

export const SKIN_TONE_NAMES: Readonly<Record<SkinTone, string>> = {
  none: 'No skin tone',
  light: 'Light',
  'medium-light': 'Medium light',
  medium: 'Medium',
  'medium-dark': 'Medium dark',
  dark: 'Dark',
};

/** One line of the table of slots. */
export interface SlotRow {
  readonly name: string;
  /** One for each intensity, or one alone. */
  readonly slots: readonly EmojiSlot[];
}

const nameOf = (expression: Expression): string => expression[0]!.toUpperCase() + expression.slice(1);

const OTHERS: readonly SlotRow[] = [{ name: 'Happy surprise', slots: ['happy+surprised'] }];

/** Every slot once. */
export const SLOT_ROWS: readonly SlotRow[] = [
  ...EXPRESSIONS.flatMap((expression) =>
    expression === 'neutral'
      ? []
      : [
          {
            name: nameOf(expression),
            slots: INTENSITIES.map((intensity) => `${expression}.${intensity}` as const),
          },
        ],
  ),
  ...OTHERS,
];

/** For people: `Happy, slight`. @param slot one of those in SLOT_ROWS */
export function slotName(slot: EmojiSlot): string {
  const row = SLOT_ROWS.find(({ slots }) => slots.includes(slot))!;
  const intensity = INTENSITIES[row.slots.indexOf(slot)]!;
  return row.slots.length === 1 ? row.name : `${row.name}, ${intensity}`;
}

const NAMES = new Map(catalogue.flatMap(({ emoji }) => emoji.map(({ code, name }) => [code, name])));

/** What an emoji is called. @param code code points without skin tone */
export const emojiName = (code: string): string => NAMES.get(code) ?? 'another emoji';
