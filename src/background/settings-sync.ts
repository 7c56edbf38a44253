/** Synchronises the settings with the user's other browsers, if the user wants it. */

import type { SettingsStore } from '../shared/edges/settings-store';
import type { SyncState } from '../shared/messages/settings';
import { createQueue } from '../shared/queue';
import { isSame, type SettingKey, type SettingsPatch } from '../shared/settings/patch';
import type { Settings } from '../shared/settings/schema';
import {
  itemName,
  parseItems,
  planSync,
  SYNCED_KEYS,
  type SyncItems,
  type SyncPlan,
} from '../shared/settings/sync';
import { WORDS } from '../shared/settings/words';

/** The browser's own sync storage, shared with the user's other browsers. */
export interface RemoteArea {
  get(): Promise<Record<string, unknown>>;
  /** Rejects if the browser's quota is exceeded. */
  set(items: Record<string, unknown>): Promise<void>;
  remove(names: string[]): Promise<void>;
}

/** One value on this device's disk. */
export interface StateArea {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
}

export interface SettingsSync {
  state(): Promise<SyncState>;
  setOn(on: boolean): Promise<SyncState>;
  /** Switches sync off and deletes the synced data for all browsers. */
  forget(): Promise<SyncState>;
  /** Synchronises both sides; call at the start and after every change. Never rejects. */
  run(): Promise<void>;
}

export interface SettingsSyncParts {
  readonly settings: Pick<SettingsStore, 'read' | 'update'>;
  readonly remote: RemoteArea;
  readonly disk: StateArea;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Kept extends SyncState {
  readonly known: SyncItems;
}

const OFF: Kept = { on: false, time: null, problem: null, known: {} };

export function createSettingsSync({ settings, remote, disk, now }: SettingsSyncParts): SettingsSync {
  const inTurn = createQueue();
  let waiting = false;

  const read = async (): Promise<Kept> => parseKept(await disk.get());

  async function keep(kept: Kept): Promise<SyncState> {
    await disk.set(kept);
    return stateOf(kept);
  }

  async function bringTogether(): Promise<SyncState> {
    let kept = await read();
    if (!kept.on) return stateOf(kept);
    try {
      const items = parseItems(await remote.get());
      // Another browser has deleted it for all: writing it again would undo that.
      if (wasSynced(kept.known) && Object.keys(items).length === 0) return await keep(OFF);
      const local = await settings.read();
      const plan = planSync(local, kept.known, items, now());
      // The order matters: if a run stops halfway, the next one must not mistake its work for the user's changes.
      if (Object.keys(plan.adopt).length > 0) {
        // Settings that the user changes at this moment stay, and count as newer the next time.
        await settings.update((before) => ({ ...before, ...unchanged(plan.adopt, before, local) }));
      }
      kept = { ...kept, known: withoutPushed(plan, kept.known) };
      await disk.set(kept);
      const pushed = Object.entries(plan.push).map(([key, item]) => [itemName(key as never), item]);
      if (pushed.length > 0) await remote.set(Object.fromEntries(pushed));
      return await keep({ on: true, time: now(), problem: null, known: plan.known });
    } catch (error) {
      return keep({ ...kept, problem: wordsFor(error) });
    }
  }

  return {
    state: async () => stateOf(await read()),
    setOn: (on) =>
      inTurn(async () => {
        // The saved state of the other browsers is out of date: theirs wins.
        await disk.set({ ...OFF, on });
        return bringTogether();
      }),
    forget: () =>
      inTurn(async () => {
        await disk.set(OFF);
        await remote.remove(SYNCED_KEYS.map(itemName));
        return stateOf(OFF);
      }),
    run() {
      // The waiting run will see everything that happens until its turn.
      if (waiting) return inTurn(async () => {});
      waiting = true;
      return inTurn(async () => {
        waiting = false;
        await bringTogether();
      }).catch((error) => console.warn('EmojiGen: the settings were not synced', error));
    },
  };
}

/** Whether this browser or another one has synced before. */
const wasSynced = (known: SyncItems): boolean => Object.values(known).some((item) => item.time > 0);

/** The settings of a patch that nobody has changed meanwhile. */
function unchanged(patch: SettingsPatch, now: Settings, before: Settings): SettingsPatch {
  const keys = Object.keys(patch) as (keyof SettingsPatch)[];
  return Object.fromEntries(
    keys.filter((key) => isSame(now[key], before[key])).map((key) => [key, patch[key]]),
  );
}

/** The state that is known until the other browsers are told. */
function withoutPushed({ known, push }: SyncPlan, before: SyncItems): SyncItems {
  const keys = Object.keys(known) as SettingKey[];
  const entries = keys.map((key) => [key, key in push ? before[key] : known[key]] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function stateOf({ on, time, problem }: Kept): SyncState {
  return { on, time, problem };
}

function parseKept(value: unknown): Kept {
  if (typeof value !== 'object' || value === null) return OFF;
  const { on, time, problem, known } = value as Record<string, unknown>;
  const named = Object.entries(typeof known === 'object' && known !== null ? known : {});
  return {
    on: on === true,
    time: typeof time === 'number' ? time : null,
    problem: typeof problem === 'string' ? problem : null,
    known: parseItems(Object.fromEntries(named.map(([key, item]) => [itemName(key as never), item]))),
  };
}

function wordsFor(error: unknown): string {
  return /quota|max_/i.test(String(error)) ? WORDS.syncFull : WORDS.syncFailed;
}
