import { browser } from 'wxt/browser';
import { askBackground } from '../../shared/edges/ask-background';
import { createSettingsStore } from '../../shared/edges/settings-store';
import type { WelcomeApi } from './welcome-api';

/** The first-run page's access to the browser: the background changes the settings. */
export function browserWelcomeApi(): WelcomeApi {
  const settings = createSettingsStore();
  return {
    settings: () => settings.read(),
    watch: (changed) => settings.watch(changed),
    setSite: (host, on) => askBackground({ type: 'change-settings', patch: { site: { host, on } } }),
    setAutoReactions: (on) => askBackground({ type: 'change-settings', patch: { autoReactions: on } }),
    setOutputs: (outputs) => askBackground({ type: 'change-settings', patch: { outputs } }),
    setKeepHistory: (keepHistory) => askBackground({ type: 'change-settings', patch: { keepHistory } }),
    open: (url) => browser.tabs.create({ url }),
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
}
