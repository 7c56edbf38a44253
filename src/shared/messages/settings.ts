/** Requests of pages about the settings as a whole, sync and the pause. See background.ts for the envelope. */
import * as v from 'valibot';
import { changeSchema } from '../settings/patch';
import { PAUSES } from '../settings/pause';
import type { Settings } from '../settings/schema';

export const settingsMessages = [
  /** The only way to change settings (src/shared/settings/patch.ts). The answer is the new settings. */
  v.object({ type: v.literal('change-settings'), patch: changeSchema }),
  v.object({ type: v.literal('get-sync') }),
  v.object({ type: v.literal('set-sync'), on: v.boolean() }),
  /** Switches sync off and deletes the synced data. */
  v.object({ type: v.literal('forget-sync') }),
  /** Everywhere; null ends the pause. */
  v.object({ type: v.literal('pause-for'), minutes: v.nullable(v.picklist(PAUSES)) }),
] as const;

export type SettingsMessage = v.InferOutput<(typeof settingsMessages)[number]>;

const TYPES: readonly string[] = settingsMessages.map(({ entries }) => entries.type.literal);

export function isSettingsMessage<T extends { readonly type: string }>(
  message: T,
): message is Extract<T, SettingsMessage> {
  return TYPES.includes(message.type);
}

/** State of the settings sync. */
export interface SyncState {
  readonly on: boolean;
  /** Time of the last success, milliseconds since the epoch; null before. */
  readonly time: number | null;
  /** Why it fails, in plain words; null if it does not. */
  readonly problem: string | null;
}

export interface SettingsAnswers {
  'change-settings': Settings;
  'get-sync': SyncState;
  'set-sync': SyncState;
  'forget-sync': SyncState;
  /** When the pause ends. */
  'pause-for': number | null;
}
