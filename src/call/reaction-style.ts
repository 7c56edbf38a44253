/** How reactions look in this call: the user's emoji, set, skin tone and images. */
import { emojiFor } from '../emoji/choose';
import type { OwnImage } from '../emoji/own-images';
import { pictureUrl } from '../emoji/picture-url';
import { isSlot } from '../emoji/slots';
import { DEFAULT_SETTINGS, type Settings } from '../settings/schema';
import type { Reaction, Reading } from '../types';

/** A wink comes no sooner than this after another reaction. Milliseconds. */
const QUIET = 4000;

export interface ReactionStyle {
  apply(settings: Pick<Settings, 'emoji' | 'advanced'>): void;
  setImages(images: readonly OwnImage[]): void;
  /** The reaction with the emoji that the user chose for its slot. */
  dress(reaction: Reaction): Reaction;
  /** The reaction to a wink, where the user wants it. */
  gestureIn(reading: Reading): Reaction | null;
  /** Address for code points or the id of an own image; empty where text is to be shown. */
  pictureUrl(key: string): string;
}

/** @param getUrl address of a file of the extension */
export function createReactionStyle(getUrl: (path: string) => string): ReactionStyle {
  let { emoji: choice, advanced }: Pick<Settings, 'emoji' | 'advanced'> = DEFAULT_SETTINGS;
  let images: readonly OwnImage[] = [];
  let last = Number.NEGATIVE_INFINITY;
  return {
    apply(settings) {
      choice = settings.emoji;
      advanced = settings.advanced;
    },
    setImages(next) {
      images = next;
    },
    dress(reaction) {
      last = reaction.time;
      if (!isSlot(reaction.slot)) return reaction;
      const { emoji, image } = emojiFor(reaction.slot, choice, (id) =>
        images.some((image) => image.id === id),
      );
      return { ...reaction, emoji, ...(image === undefined ? {} : { image }) };
    },
    gestureIn({ time, winked }) {
      if (!winked || !advanced.wink || Math.abs(time - last) < QUIET) return null;
      // It is counted among the happy ones; that it was seen at all is sure or not, there is nothing between.
      return { time, expression: 'happy', confidence: 1, emoji: emojiFor('wink').emoji, slot: 'wink' };
    },
    pictureUrl: (key) => pictureUrl(key, choice.set, images, getUrl),
  };
}
