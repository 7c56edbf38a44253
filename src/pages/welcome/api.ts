import { browser } from 'wxt/browser';
import { createSettingsStore } from '../../shared/edges/settings-store';
import type { BackgroundAnswers, ToBackground } from '../../shared/messages/background';
import type { WelcomeApi } from './welcome-api';

/** The first-run page's way to the browser: the background changes the settings. */
export function browserWelcomeApi(): WelcomeApi {
  const settings = createSettingsStore();
  return {
    settings: () => settings.read(),
    watch: (changed) => settings.watch(changed),
    setSite: (host, on) => ask({ to: 'background', type: 'set-site', host, on }),
    setAutoReactions: (on) => ask({ to: 'background', type: 'set-auto-reactions', on }),
    setKeepHistory: (keepHistory) => ask({ to: 'background', type: 'set-history', keepHistory }),
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
}

function ask<T extends ToBackground>(message: T): Promise<BackgroundAnswers[T['type']]> {
  return browser.runtime.sendMessage(message);
}
