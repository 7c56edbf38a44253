import { browser } from 'wxt/browser';
import { createQueue } from '../queue';
import { parseSettings } from '../settings/migrations';
import type { Settings } from '../settings/schema';
import { WORDS } from '../settings/words';
import { StorageError } from './storage-error';

/** Storage key of all settings. */
export const SETTINGS_KEY = 'settings';

/** The stored settings belong to a newer EmojiGen; writing them would lose settings that this version does not know. */
export class NewerSettingsError extends Error {
  override readonly name = 'NewerSettingsError';

  constructor() {
    super(WORDS.newer);
  }
}

/** One value on the disk. */
export interface SettingsArea {
  get(): Promise<unknown>;
  set(value: Settings): Promise<void>;
  /** Calls back with each new value (undefined when removed) until the returned function is called. */
  watch(changed: (value: unknown) => void): () => void;
}

export interface SettingsStore {
  /** Always valid settings, whatever is stored. Rejects only if storage itself fails. */
  read(): Promise<Settings>;
  /**
   * Changes the settings; resolves with the new ones when they are stored. Updates run one at a time, each on the result of
   * the previous one. Only the background writes.
   * @throws NewerSettingsError; whatever `change` throws (nothing is stored then)
   */
  update(change: (settings: Settings) => Settings): Promise<Settings>;
  /** Calls back after every change by any page. Returns a function that stops. */
  watch(changed: (settings: Settings) => void): () => void;
}

/** The settings store over `area`. */
export function createSettingsStore(area: SettingsArea = browserArea(SETTINGS_KEY)): SettingsStore {
  const inTurn = createQueue();

  async function change(make: (settings: Settings) => Settings): Promise<Settings> {
    const { settings, newer } = parseSettings(await area.get());
    if (newer) throw new NewerSettingsError();
    const next = parseSettings(make(settings)).settings;
    await area.set(next);
    return next;
  }

  return {
    read: async () => parseSettings(await area.get()).settings,
    update: (make) => inTurn(() => change(make)),
    watch: (changed) => area.watch((value) => changed(parseSettings(value).settings)),
  };
}

/** One value in `browser.storage.local`, also readable in content scripts. */
export function browserArea(key: string): SettingsArea & { set(value: unknown): Promise<void> } {
  return {
    async get() {
      try {
        return (await browser.storage.local.get(key))[key];
      } catch (error) {
        throw new StorageError('read', error);
      }
    },
    async set(value) {
      try {
        await browser.storage.local.set({ [key]: value });
      } catch (error) {
        throw new StorageError('saved', error);
      }
    },
    watch(changed) {
      type Changes = Record<string, { newValue?: unknown }>;
      const listener = (changes: Changes, area: string): void => {
        if (area === 'local' && key in changes) changed(changes[key]?.newValue);
      };
      browser.storage.onChanged.addListener(listener);
      return () => browser.storage.onChanged.removeListener(listener);
    },
  };
}
