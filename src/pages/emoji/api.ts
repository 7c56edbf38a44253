import { askBackground } from '../../shared/edges/ask-background';
import { createImageStore } from '../../shared/edges/image-store';
import { createSettingsStore } from '../../shared/edges/settings-store';
import type { EmojiApi } from './emoji-api';
import { readImageFile } from './image-file';

/** The emoji page's access to the browser: reads storage itself, makes changes through the background. */
export function browserEmojiApi(): EmojiApi {
  const settings = createSettingsStore();
  const images = createImageStore();
  return {
    settings: () => settings.read(),
    images: () => images.list(),
    setEmoji: (emoji) => askBackground({ type: 'change-settings', patch: { emoji } }),
    setReactions: (reactions) => askBackground({ type: 'change-settings', patch: { reactions } }),
    async addImage(file) {
      return askBackground({ type: 'add-image', image: await readImageFile(file) });
    },
    removeImage: (id) => askBackground({ type: 'remove-image', id }),
    watch(changed) {
      const stops = [settings.watch(changed), images.watch(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
