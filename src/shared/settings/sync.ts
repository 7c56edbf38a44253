/**
 * Synchronises settings with other browsers. Each setting is a separate item with the time of its last change, and the
 * later change wins, so that two browsers never have to agree on the whole. Pure: the time is an argument.
 */
import { parseEmojiSettings, syncedEmoji, withOwnImagesOf, withoutOwnImages } from '../emoji/emoji-settings';
import { isSame, parsePatch, SETTING_KEYS, type SettingKey, type SettingsPatch } from './patch';
import { DEFAULT_SETTINGS, type Settings } from './schema';

/**
 * Settings that are not synced: where the camera is read and how long data is kept are decided on each device; the others
 * depend on its hardware and screens.
 */
const OF_THIS_BROWSER: readonly SettingKey[] = [
  'enabled',
  'sites',
  'overlayPosition',
  'keepHistory',
  'retentionDays',
  'backend',
  'cpuBudget',
];

export const SYNCED_KEYS: readonly SettingKey[] = SETTING_KEYS.filter(
  (key) => !OF_THIS_BROWSER.includes(key),
);

/** One setting in the sync storage. */
export interface SyncItem {
  /** Version of the settings that it was taken from. */
  readonly version: number;
  /** When the user changed it, milliseconds since the epoch; 0: never, it is a default. */
  readonly time: number;
  readonly value: unknown;
}

/** By setting. */
export type SyncItems = Readonly<Partial<Record<SettingKey, SyncItem>>>;

/** Name of a setting's item in the browser's sync storage. */
export const itemName = (key: SettingKey): string => `setting.${key}`;

/** Parses the items from the sync storage; damaged ones are dropped. */
export function parseItems(stored: Readonly<Record<string, unknown>>): SyncItems {
  const found = SYNCED_KEYS.flatMap((key): [SettingKey, SyncItem][] => {
    const item = stored[itemName(key)];
    if (typeof item !== 'object' || item === null) return [];
    const { version, time, value } = item as Record<string, unknown>;
    if (!isCount(version) || !isCount(time)) return [];
    // Own images exist in no other browser; an older EmojiGen synced which slots use them.
    return [[key, { version, time, value: key === 'emoji' ? withoutOwnImages(value) : value }]];
  });
  return Object.fromEntries(found);
}

export interface SyncPlan {
  /** Changes of other browsers to apply here. */
  readonly adopt: SettingsPatch;
  /** Changes to send to other browsers. */
  readonly push: SyncItems;
  /** The agreed state, to be saved until the next run. */
  readonly known: SyncItems;
}

/**
 * Plans the changes after which this browser and the others agree.
 * @param known the last plan's state; empty if this browser has just started to sync: the others' values win then
 * @param remote the sync storage now
 * @param now milliseconds since the epoch. A change made here always counts as later than the state it was made on, so that
 *   a slow clock loses nothing.
 */
export function planSync(local: Settings, known: SyncItems, remote: SyncItems, now: number): SyncPlan {
  const adopt: Record<string, unknown> = {};
  const push: Record<string, SyncItem> = {};
  const next: Record<string, SyncItem> = {};
  for (const key of SYNCED_KEYS) {
    const own = ownItem(key, local, known[key], now);
    const theirs = remote[key];
    const joins = known[key] === undefined;
    next[key] = own;
    if (theirs === undefined) {
      if (own.time > 0) push[key] = own;
    } else if (theirs.version > DEFAULT_SETTINGS.version) {
      // Written by a newer EmojiGen: neither used nor overwritten.
    } else if (!joins && isLater(own, theirs)) {
      push[key] = own;
    } else if (joins || isLater(theirs, own)) {
      const patch = parsePatch({ [key]: theirs.value });
      if (patch === null) continue; // damaged: what is here stays, and the next change repairs it
      next[key] = theirs;
      const chosen = patch.emoji ? withOwnImagesOf(patch.emoji, local.emoji) : patch[key];
      if (!isSame(local[key], chosen)) adopt[key] = chosen;
    }
  }
  return { adopt: adopt as SettingsPatch, push, known: next };
}

/** The setting's local value, with the time of its last change. */
function ownItem(key: SettingKey, local: Settings, known: SyncItem | undefined, now: number): SyncItem {
  const { version } = DEFAULT_SETTINGS;
  const value = key === 'emoji' ? syncedEmoji(local.emoji, parseEmojiSettings(known?.value)) : local[key];
  if (known === undefined) {
    // At the start of sync, earlier local changes count as older than any other browser's.
    return { version, time: isSame(value, DEFAULT_SETTINGS[key]) ? 0 : 1, value };
  }
  return isSame(known.value, value) ? known : { version, time: Math.max(now, known.time + 1), value };
}

/** Whether `a` wins over `b`. For changes at the same time every browser must choose the same one. */
function isLater(a: SyncItem, b: SyncItem): boolean {
  if (a.time !== b.time) return a.time > b.time;
  return !isSame(a.value, b.value) && inOrder(a.value) > inOrder(b.value);
}

/** Canonical JSON: some browsers return synced objects with their fields in another order. */
function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
