/** What pages may ask about settings as a whole, their sync and the pause. See background.ts for the envelope. */
import type { SettingsPatch } from '../settings/patch';
import type { PauseMinutes } from '../settings/pause';
import type { Settings } from '../settings/schema';

export type SettingsMessage =
  | { readonly type: 'change-settings'; readonly patch: SettingsPatch }
  | { readonly type: 'get-sync' }
  | { readonly type: 'set-sync'; readonly on: boolean }
  /** Turns sync off and deletes what was synced. */
  | { readonly type: 'forget-sync' }
  /** Everywhere; null ends the pause. Call tabs may end it, too. */
  | { readonly type: 'pause-for'; readonly minutes: PauseMinutes | null };

/** Where the sync of settings stands. */
export interface SyncState {
  readonly on: boolean;
  /** When it last went well, milliseconds since the epoch; null before. */
  readonly time: number | null;
  /** Why it does not work, in plain words; null: all is well. */
  readonly problem: string | null;
}

export interface SettingsAnswers {
  'change-settings': Settings;
  'get-sync': SyncState;
  'set-sync': SyncState;
  'forget-sync': SyncState;
  /** When the pause is over. */
  'pause-for': number | null;
}
