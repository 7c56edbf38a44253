import { browser } from 'wxt/browser';
import { browserArea, type SettingsStore } from '../../shared/edges/settings-store';
import { createSettingsSync, type SettingsSync } from '../settings-sync';

/** Synchronises the settings from now on. Call while the background starts. */
export function openSettingsSync(settings: SettingsStore): SettingsSync {
  const { storage } = browser;
  const sync = createSettingsSync({
    settings,
    now: Date.now,
    disk: browserArea('settingsSync'),
    remote: {
      get: () => storage.sync.get(null),
      set: (items) => storage.sync.set(items),
      remove: (names) => storage.sync.remove(names),
    },
  });
  settings.watch(() => void sync.run());
  storage.onChanged.addListener((_, area) => {
    if (area === 'sync') void sync.run();
  });
  // Other browsers may have changed settings while this one was closed.
  browser.runtime.onStartup.addListener(() => void sync.run());
  return sync;
}
