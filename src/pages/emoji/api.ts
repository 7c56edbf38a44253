import { browser } from 'wxt/browser';
import { createImageStore } from '../../shared/edges/image-store';
import { createSettingsStore } from '../../shared/edges/settings-store';
import type { BackgroundAnswers, ToBackground } from '../../shared/messages/background';
import type { EmojiApi } from './emoji-api';
import { readImageFile } from './image-file';

/** The emoji page's way to the browser: reads storage itself, changes it through the background. */
export function browserEmojiApi(): EmojiApi {
  const settings = createSettingsStore();
  const images = createImageStore();
  return {
    settings: () => settings.read(),
    images: () => images.list(),
    setEmoji: (emoji) => ask({ to: 'background', type: 'set-emoji', emoji }),
    setReactions: (reactions) => ask({ to: 'background', type: 'set-reactions', reactions }),
    async addImage(file) {
      return ask({ to: 'background', type: 'add-image', image: await readImageFile(file) });
    },
    removeImage: (id) => ask({ to: 'background', type: 'remove-image', id }),
    watch(changed) {
      const stops = [settings.watch(changed), images.watch(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function ask<T extends ToBackground>(message: T): Promise<BackgroundAnswers[T['type']]> {
  return browser.runtime.sendMessage(message);
}
