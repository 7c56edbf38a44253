import type { ImageStore } from '../shared/edges/image-store';
import type { SettingsStore } from '../shared/edges/settings-store';
import { withoutImage } from '../shared/emoji/emoji-settings';
import type { OwnImage } from '../shared/emoji/own-images';
import type { PageMessage } from '../shared/messages/background';

export type EmojiMessage = Extract<PageMessage, { type: 'add-image' | 'remove-image' }>;

/** Does what the emoji page asks for. */
export async function answerEmoji(
  message: EmojiMessage,
  { settings, images }: { readonly settings: SettingsStore; readonly images: ImageStore },
): Promise<readonly OwnImage[]> {
  switch (message.type) {
    case 'add-image': {
      const known = new Set((await images.list()).map(({ id }) => id));
      const added = await images.add(message.image);
      const id = added.find((image) => !known.has(image.id))?.id;
      // A place may point to an image of this name that was lost or was another browser's: it never meant this one.
      if (id !== undefined) await settings.update((now) => ({ ...now, emoji: withoutImage(now.emoji, id) }));
      return added;
    }
    case 'remove-image':
      // First no slot shows it, then it goes: a failure in between leaves nothing that points nowhere.
      await settings.update((now) => ({ ...now, emoji: withoutImage(now.emoji, message.id) }));
      return images.remove(message.id);
  }
}
