import type { SyncState } from '../../shared/messages/settings';
import type { SettingsPatch } from '../../shared/settings/patch';
import type { Settings } from '../../shared/settings/schema';

/** A hotkey and its current keys. */
export interface AssignedHotkey {
  readonly name: string;
  /** In the browser's notation; empty for none. */
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
  /** Switches sync off and deletes the synced data. */
  forgetSync(): Promise<SyncState>;
  hotkeys(): Promise<readonly AssignedHotkey[]>;
  /** Opens the browser's page for hotkeys; null if pages cannot open it. */
  readonly openHotkeys: (() => Promise<unknown>) | null;
  /** Asks the user for permission for a site; call within a click. Resolves to whether it was granted. */
  addSite(host: string): Promise<boolean>;
  /** Switches a site off and revokes its permission. */
  removeSite(host: string): Promise<void>;
  emojiUrl(codePoints: string): string;
}
