/** How reactions look in this call: the user's emoji, set, skin tone and images. */
import { emojiFor } from '../../shared/emoji/choose';
import type { OwnImage } from '../../shared/emoji/own-images';
import { pictureUrl } from '../../shared/emoji/picture-url';
import { isSlot } from '../../shared/emoji/slots';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/settings/schema';
import type { Reaction } from '../../shared/types';

export interface ReactionStyle {
  apply(settings: Pick<Settings, 'emoji'>): void;
  setImages(images: readonly OwnImage[]): void;
  /** The reaction with the emoji that the user chose for its slot. */
  withChosenEmoji(reaction: Reaction): Reaction;
  /** Address for code points or the id of an own image; empty where text is to be shown. */
  pictureUrl(key: string): string;
}

/** @param getUrl address of a file of the extension */
export function createReactionStyle(getUrl: (path: string) => string): ReactionStyle {
  let choice = DEFAULT_SETTINGS.emoji;
  let images: readonly OwnImage[] = [];
  return {
    apply(settings) {
      choice = settings.emoji;
    },
    setImages(next) {
      images = next;
    },
    withChosenEmoji(reaction) {
      if (!isSlot(reaction.slot)) return reaction;
      const { emoji, image } = emojiFor(reaction.slot, choice, (id) =>
        images.some((image) => image.id === id),
      );
      return { ...reaction, emoji, ...(image === undefined ? {} : { image }) };
    },
    pictureUrl: (key) => pictureUrl(key, choice.set, images, getUrl),
  };
}
