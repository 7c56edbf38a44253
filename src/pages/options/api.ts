import { browser } from 'wxt/browser';
import { askBackground } from '../../shared/edges/ask-background';
import { createSettingsStore } from '../../shared/edges/settings-store';
import { patternOf } from '../../shared/sites/matches';
import type { OptionsApi } from './options-api';

/** Only Firefox has these two methods. */
interface FirefoxCommands {
  readonly openShortcutSettings?: () => Promise<void>;
  readonly update?: unknown;
}

/** The settings page's access to the browser: reads storage itself, makes changes through the background. */
export function browserOptionsApi(): OptionsApi {
  const settings = createSettingsStore();
  return {
    settings: () => settings.read(),
    change: (patch) => askBackground({ type: 'change-settings', patch }),
    watch: (changed) => settings.watch(changed),
    sync: () => askBackground({ type: 'get-sync' }),
    setSync: (on) => askBackground({ type: 'set-sync', on }),
    forgetSync: () => askBackground({ type: 'forget-sync' }),
    async hotkeys() {
      const commands = (await browser.commands?.getAll()) ?? [];
      return commands.map(({ name, shortcut }) => ({ name: name ?? '', keys: shortcut ?? '' }));
    },
    openHotkeys: hotkeyPage(),
    async addSite(host) {
      // Must come first, or it is no longer part of the click.
      const granted = await browser.permissions.request({ origins: [patternOf(host)] });
      if (granted) await askBackground({ type: 'change-settings', patch: { site: { host, on: true } } });
      return granted;
    },
    async removeSite(host) {
      await askBackground({ type: 'change-settings', patch: { site: { host, on: null } } });
      await browser.permissions.remove({ origins: [patternOf(host)] }).catch(() => false); // one of the manifest
    },
    emojiUrl: (codePoints) => `/emoji/${codePoints}.webp`,
  };
}

function hotkeyPage(): OptionsApi['openHotkeys'] {
  const commands = browser.commands as typeof browser.commands & FirefoxCommands;
  const { openShortcutSettings } = commands ?? {};
  if (openShortcutSettings) return () => openShortcutSettings.call(commands);
  // Older Firefox lets no page open its shortcut settings.
  if (!commands || commands.update !== undefined) return null;
  return () => browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
