/** The look of reactions in this call: the user's emoji, set, skin tone and images. */
import { emojiFor, withSkinTone } from '../../shared/emoji/choose';
import type { OwnImage } from '../../shared/emoji/own-images';
import { pictureUrl } from '../../shared/emoji/picture-url';
import { isSlot, SLOTS } from '../../shared/emoji/slots';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings/schema';
import type { Reaction } from '../../shared/types';

/** Common emoji in calls; the user's own choices come first. */
const COMMON = ['1f44d', '2764-fe0f', '1f602', '1f62e', '1f44f', '1f389'];

/** One emoji or own image that the user can send by hand. */
export type Picked = Pick<Reaction, 'emoji' | 'image'>;

export interface ReactionStyle {
  apply(settings: Pick<Settings, 'emoji'>): void;
  setImages(images: readonly OwnImage[]): void;
  /** The reaction with the emoji that the user chose for its slot. */
  withChosenEmoji(reaction: Reaction): Reaction;
  /** Every picture that reactions may show: keys as for `pictureUrl`. */
  emoji(): readonly string[];
  /** The emoji that the user can send by hand: own choices first. */
  favourites(): readonly Picked[];
  /** URL for code points or the id of an own image; empty to show text. */
  pictureUrl(key: string): string;
}

/** @param getUrl URL of a file of the extension */
export function createReactionStyle(getUrl: (path: string) => string): ReactionStyle {
  let choice = DEFAULT_SETTINGS.emoji;
  let images: readonly OwnImage[] = [];
  const hasImage = (id: string): boolean => images.some((image) => image.id === id);
  return {
    apply(settings) {
      choice = settings.emoji;
    },
    setImages(next) {
      images = next;
    },
    withChosenEmoji(reaction) {
      if (!isSlot(reaction.slot)) return reaction;
      const { emoji, image } = emojiFor(reaction.slot, choice, hasImage);
      return { ...reaction, emoji, ...(image === undefined ? {} : { image }) };
    },
    emoji: () =>
      SLOTS.flatMap((slot) => {
        const { emoji, image } = emojiFor(slot, choice, hasImage);
        return image === undefined ? [emoji] : [image, emoji];
      }),
    favourites() {
      const own = SLOTS.filter((slot) => choice.custom[slot] !== undefined).map((slot) => {
        const { emoji, image } = emojiFor(slot, choice, hasImage);
        return image === undefined ? { emoji } : { emoji, image };
      });
      const common = COMMON.map((emoji) => ({ emoji: withSkinTone(emoji, choice.skinTone) }));
      const kept = new Map([...own, ...common].map((each: Picked) => [each.image ?? each.emoji, each]));
      return [...kept.values()].slice(0, COMMON.length);
    },
    pictureUrl: (key) => pictureUrl(key, choice.set, images, getUrl),
  };
}
