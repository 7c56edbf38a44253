/** What the user chose about emoji, as it stands in the settings. */
import { type EmojiSlot, isSlot, SLOTS } from './slots';

/** Where emoji are drawn from: the shipped artwork, or the system's own font. */
export const EMOJI_SETS = ['fluent', 'system'] as const;
export type EmojiSet = (typeof EMOJI_SETS)[number];

export const SKIN_TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

export interface EmojiSettings {
  readonly set: EmojiSet;
  /** For emoji that have skin tones: gestures. Faces have none. */
  readonly skinTone: SkinTone;
  /** Slots that the user changed -> code points without skin tone, or the id of an own image. */
  readonly custom: Readonly<Partial<Record<EmojiSlot, string>>>;
}

export const DEFAULT_EMOJI_SETTINGS: EmojiSettings = { set: 'fluent', skinTone: 'none', custom: {} };

/** At most this many own images are kept. */
export const MOST_IMAGES = 6;
export const IMAGE_IDS: readonly string[] = Array.from({ length: MOST_IMAGES }, (_, n) => `own-${n + 1}`);

/** Whether a value names an own image. The image itself may be gone. */
export function isImageId(value: unknown): value is string {
  return IMAGE_IDS.includes(value as string);
}

const CODE_POINTS = /^[0-9a-f]{2,6}(-[0-9a-f]{2,6}){0,9}$/;

/** Whether a value is a list of code points as in the artwork's file names, e.g. `1f604`. */
export function isCodePoints(value: unknown): value is string {
  return typeof value === 'string' && CODE_POINTS.test(value);
}

/** A valid choice out of anything: what is missing or damaged has its default. Never throws. */
export function parseEmojiSettings(value: unknown): EmojiSettings {
  const { set, skinTone, custom } = asRecord(value);
  const chosen = Object.entries(asRecord(custom)).filter(
    ([slot, emoji]) => isSlot(slot) && (isCodePoints(emoji) || isImageId(emoji)),
  );
  return {
    set: EMOJI_SETS.includes(set as EmojiSet) ? (set as EmojiSet) : DEFAULT_EMOJI_SETTINGS.set,
    skinTone: SKIN_TONES.includes(skinTone as SkinTone)
      ? (skinTone as SkinTone)
      : DEFAULT_EMOJI_SETTINGS.skinTone,
    custom: Object.fromEntries(chosen) as EmojiSettings['custom'],
  };
}

/** The choice without an own image: the slots that showed it have their default again. */
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

/** A choice, or anything, without the slots that show own images: another browser has others under these names. */
export function withoutOwnImages(value: unknown): unknown {
  const { custom } = asRecord(value);
  if (typeof custom !== 'object' || custom === null) return value;
  return { ...asRecord(value), custom: slotsWhere(custom, (emoji) => !isImageId(emoji)) };
}

/** The choice as other browsers follow it. @param agreed what they have for slots that show own images here */
export function syncedEmoji(choice: EmojiSettings, agreed: EmojiSettings): EmojiSettings {
  const below = Object.entries(agreed.custom).filter(([slot]) => isImageId(choice.custom[slot as EmojiSlot]));
  const custom = { ...slotsWhere(choice.custom, (emoji) => !isImageId(emoji)), ...Object.fromEntries(below) };
  return { ...choice, custom };
}

/** What other browsers have chosen, with the slots that show own images here. */
export function withOwnImagesOf(choice: EmojiSettings, here: EmojiSettings): EmojiSettings {
  return { ...choice, custom: { ...choice.custom, ...slotsWhere(here.custom, isImageId) } };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
