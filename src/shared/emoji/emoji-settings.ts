/** The user's emoji choices, as stored in the settings. */
import * as v from 'valibot';
import { parseWith, recordOf, recordSchema } from '../schemas';
import { type EmojiSlot, isSlot, SLOTS } from './slots';

/** Source of the emoji: the shipped artwork, or the system's own font. */
export const EMOJI_SETS = ['fluent', 'system'] as const;
export type EmojiSet = (typeof EMOJI_SETS)[number];

export const SKIN_TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

/** Largest number of own images. */
export const MOST_IMAGES = 6;
export const IMAGE_IDS: readonly string[] = Array.from({ length: MOST_IMAGES }, (_, n) => `own-${n + 1}`);

/** Whether a value is an own image's id. The image itself may be gone. */
export function isImageId(value: unknown): value is string {
  return IMAGE_IDS.includes(value as string);
}

const CODE_POINTS = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6}){0,9}$/;

/** Whether a value is a list of code points as in the artwork's file names, e.g. `1f604`. */
export function isCodePoints(value: unknown): value is string {
  return typeof value === 'string' && CODE_POINTS.test(value);
}

/** Missing or damaged fields get their defaults. */
const choiceSchema = v.object({
  set: v.fallback(v.picklist(EMOJI_SETS), 'fluent'),
  /** For emoji with skin tones: gestures. Faces have none. */
  skinTone: v.fallback(v.picklist(SKIN_TONES), 'none'),
  /** Changed slots -> code points without skin tone, or the id of an own image. */
  custom: v.fallback(
    v.pipe(
      recordOf(
        v.custom<EmojiSlot>(isSlot),
        v.custom<string>((emoji) => isCodePoints(emoji) || isImageId(emoji)),
      ),
      v.transform((chosen) => chosen as Readonly<Partial<Record<EmojiSlot, string>>>),
    ),
    {},
  ),
});
export type EmojiSettings = Readonly<v.InferOutput<typeof choiceSchema>>;

export const DEFAULT_EMOJI_SETTINGS: EmojiSettings = v.parse(choiceSchema, {});
export const emojiSettingsSchema = v.fallback(choiceSchema, DEFAULT_EMOJI_SETTINGS);

/** Parses a choice from any value: missing or damaged fields get their defaults. Never throws. */
export function parseEmojiSettings(value: unknown): EmojiSettings {
  return v.parse(emojiSettingsSchema, value);
}

/** The choice without an own image: the slots that used it get their defaults. */
export function withoutImage(choice: EmojiSettings, id: string): EmojiSettings {
  const kept = SLOTS.flatMap((slot) => {
    const emoji = choice.custom[slot];
    return emoji === undefined || emoji === id ? [] : [[slot, emoji] as const];
  });
  return { ...choice, custom: Object.fromEntries(kept) };
}

type Custom = EmojiSettings['custom'];

const slotsWhere = (custom: object, wanted: (emoji: unknown) => boolean): Custom =>
  Object.fromEntries(Object.entries(custom).filter(([, emoji]) => wanted(emoji)));

/** Removes the slots with own images from any choice: another browser has other images under these ids. */
export function withoutOwnImages(value: unknown): unknown {
  const choice = parseWith(recordSchema, value) ?? {};
  const { custom } = choice;
  if (typeof custom !== 'object' || custom === null) return value;
  return { ...choice, custom: slotsWhere(custom, (emoji) => !isImageId(emoji)) };
}

/** The choice to sync to other browsers. @param agreed their values for slots that use own images here */
export function syncedEmoji(choice: EmojiSettings, agreed: EmojiSettings): EmojiSettings {
  const below = Object.entries(agreed.custom).filter(([slot]) => isImageId(choice.custom[slot as EmojiSlot]));
  const custom = { ...slotsWhere(choice.custom, (emoji) => !isImageId(emoji)), ...Object.fromEntries(below) };
  return { ...choice, custom };
}

/** Other browsers' choice, combined with the slots that use own images here. */
export function withOwnImagesOf(choice: EmojiSettings, here: EmojiSettings): EmojiSettings {
  return { ...choice, custom: { ...choice.custom, ...slotsWhere(here.custom, isImageId) } };
}
