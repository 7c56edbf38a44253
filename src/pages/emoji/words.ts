/** All texts of the emoji page, in one place for translation. */

import { type EmojiSlot, INTENSITIES } from '../../shared/emoji/slots';
import { translated } from '../../shared/language/translated';
import { EXPRESSIONS } from '../../shared/types';
import { WORDS as UI } from '../../shared/words/ui';

export const WORDS = translated('emojiPage', {
  title: 'Your emoji',
  note:
    'Emoji appear automatically only while auto-reactions are on. The “Send now” shortcut always works. Your images stay ' +
    'on this device.',
  failed: 'Something went wrong. Try again.',
  slots: {
    title: 'Reactions',
    hint: 'Strength is measured against your own relaxed face.',
    intensities: { slight: 'Slight', clear: 'Clear', strong: 'Strong' },
    /** One of several emoji of an expression. */
    name: (expression: string, intensity: string) => `${expression}, ${intensity}`,
    now: (slot: string, emoji: string) => `${slot}: ${emoji}`,
    change: (slot: string) => `Change the emoji for ${slot}`,
    reset: 'Use the defaults',
  },
  picker: {
    label: (slot: string) => `Emoji for ${slot}`,
    reset: 'Use the default',
    close: 'Close',
  },
  look: {
    title: 'Look',
    set: 'Style',
    sets: { fluent: 'Fluent 3D', system: 'System' },
    skinTone: 'Skin tone of hands (faces have none)',
    skinTones: {
      none: 'No skin tone',
      light: 'Light',
      'medium-light': 'Medium light',
      medium: 'Medium',
      'medium-dark': 'Medium dark',
      dark: 'Dark',
    },
  },
  images: {
    title: 'Your images',
    hint: (side: string, size: string, most: string) =>
      `Up to ${most} images: PNG, WebP, JPEG or GIF, ${side} × ${side} pixels and ${size} KB at most. They stay on this ` +
      'device. Choose them above like any other emoji. In your outgoing video, the default emoji is shown instead.',
    file: 'Image file',
    add: 'Add an image',
    remove: 'Remove',
    removeNamed: (name: string) => `Remove ${name}`,
  },
});

/** One row of the slots table. */
export interface SlotRow {
  readonly id: string;
  readonly name: string;
  /** One slot per intensity, or a single one. */
  readonly slots: readonly EmojiSlot[];
}

/** All slots. */
export const SLOT_ROWS: readonly SlotRow[] = [
  ...EXPRESSIONS.flatMap((expression) =>
    expression === 'neutral'
      ? []
      : [
          {
            id: expression,
            get name() {
              return UI.expressions[expression];
            },
            slots: INTENSITIES.map((intensity) => `${expression}.${intensity}` as const),
          },
        ],
  ),
  {
    id: 'happy+surprised',
    get name() {
      return UI.happySurprise;
    },
    slots: ['happy+surprised'],
  },
];

/** Display name: `Happy, slight`. @param slot one of those in SLOT_ROWS */
export function slotName(slot: EmojiSlot): string {
  const row = SLOT_ROWS.find(({ slots }) => slots.includes(slot))!;
  const intensity = WORDS.slots.intensities[INTENSITIES[row.slots.indexOf(slot)]!];
  return row.slots.length === 1 ? row.name : WORDS.slots.name(row.name, intensity.toLocaleLowerCase());
}
