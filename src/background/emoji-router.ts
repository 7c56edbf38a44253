import type { ImageStore } from '../shared/edges/image-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import { withoutImage } from '../shared/emoji/emoji-settings';
import type { OwnImage } from '../shared/emoji/own-images';
import type { PageMessage } from '../shared/messages/background';

export type EmojiMessage = Extract<PageMessage, { type: 'add-image' | 'remove-image' }>;

/** Handles the emoji page's requests. */
export async function answerEmoji(
  message: EmojiMessage,
  { settings, images }: { readonly settings: SettingsStore; readonly images: ImageStore },
): Promise<readonly OwnImage[]> {
  switch (message.type) {
    case 'add-image': {
      const known = new Set((await images.list()).map(({ id }) => id));
      const added = await images.add(message.image);
      const id = added.find((image) => !known.has(image.id))?.id;
      // A slot may refer to a lost image of this name or to another browser's: it never meant the new image.
      if (id !== undefined) await settings.update((now) => ({ ...now, emoji: withoutImage(now.emoji, id) }));
      return added;
    }
    case 'remove-image':
      // The slots are changed before the image is deleted: a failure in between leaves no dangling reference.
      await settings.update((now) => ({ ...now, emoji: withoutImage(now.emoji, message.id) }));
      return images.remove(message.id);
  }
}
