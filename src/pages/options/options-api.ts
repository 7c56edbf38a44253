import type { SyncState } from '../../shared/messages/settings';
import type { SettingsPatch } from '../../shared/settings/patch';
import type { Settings } from '../../shared/settings/schema';

/** A hot-key as the browser knows it. */
export interface AssignedHotkey {
  readonly name: string;
  /** As the browser writes it; empty for none. */
  readonly keys: string;
}

/** Everything that the settings page needs from the browser. Rejections carry a message in plain words. */
export interface OptionsApi {
  settings(): Promise<Settings>;
  change(patch: SettingsPatch): Promise<Settings>;
  /** Calls back after every change by any page. Returns a function that stops. */
  watch(changed: (settings: Settings) => void): () => void;
  sync(): Promise<SyncState>;
  setSync(on: boolean): Promise<SyncState>;
  /** Turns it off and deletes what was synced. */
  forgetSync(): Promise<SyncState>;
  hotkeys(): Promise<readonly AssignedHotkey[]>;
  /** Opens the browser's page for keys; null if a page cannot open it. */
  readonly openHotkeys: (() => Promise<unknown>) | null;
  /** Asks the user for a site; call within a click. Resolves to whether the answer was yes. */
  addSite(host: string): Promise<boolean>;
  /** Turns a site off and gives its permission back. */
  removeSite(host: string): Promise<void>;
  emojiUrl(codePoints: string): string;
}
