/** Checks of the messages about settings. */
import { parsePatch } from '../settings/patch';
import { isPauseMinutes } from '../settings/pause';
import type { SettingsMessage } from './settings';

const TYPES: readonly string[] = [
  'change-settings',
  'get-sync',
  'set-sync',
  'forget-sync',
  'pause-for',
] satisfies SettingsMessage['type'][];

export function isSettingsMessage<T extends { readonly type: string }>(
  message: T,
): message is Extract<T, SettingsMessage> {
  return TYPES.includes(message.type);
}

/** The message, put together from its known, checked fields; null where its shape is wrong. */
export function parseSettingsMessage(raw: Readonly<Record<string, unknown>>): SettingsMessage | null {
  switch (raw.type) {
    case 'get-sync':
    case 'forget-sync':
      return { type: raw.type };
    case 'change-settings': {
      const patch = parsePatch(raw.patch);
      return patch && { type: raw.type, patch };
    }
    case 'set-sync':
      return typeof raw.on === 'boolean' ? { type: raw.type, on: raw.on } : null;
    case 'pause-for':
      if (raw.minutes !== null && !isPauseMinutes(raw.minutes)) return null;
      return { type: raw.type, minutes: raw.minutes };
    default:
      return null;
  }
}
