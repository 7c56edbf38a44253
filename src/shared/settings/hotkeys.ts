/** Hotkeys that work in every tab: they act on the user's current call. */
import type { CallCommand, CallSnapshot } from '../messages/call-tab';
import type { CallState } from '../types';

export interface Hotkey {
  /** As in the manifest; its words are in src/shared/words/manifest.ts. */
  readonly name: string;
  /**
   * Suggested keys; the user may choose others. Browsers and call sites do not use Alt and Shift with a letter (Meet: Ctrl,
   * Zoom and Jitsi: Alt alone, Teams: Ctrl and Shift). The exception is Chrome's tab groups, which use P and X; the command
   * then has no key.
   */
  readonly keys: string;
}

/** Browsers accept at most four suggested keys. */
export const HOTKEYS: readonly Hotkey[] = [
  { name: 'pause', keys: 'Alt+Shift+K' },
  { name: 'send-now', keys: 'Alt+Shift+Y' },
  { name: 'cancel', keys: 'Alt+Shift+J' },
  { name: 'toggle-overlay', keys: 'Alt+Shift+U' },
];

export interface HotkeyParts {
  /** Tabs that may contain a call, the active one first. */
  tabs(): Promise<readonly number[]>;
  /** The tab's state after the command; null if nobody answers. */
  ask(tabId: number, command: CallCommand | 'snapshot'): Promise<CallSnapshot | null>;
}

/** Performs a hotkey's command. Unknown keys, and keys outside of calls, do nothing. */
export function createHotkeys({ tabs, ask }: HotkeyParts) {
  /** Finds the call: a tab with a camera, otherwise one that waits for it. */
  async function findCall(): Promise<{ tabId: number; state: CallState } | null> {
    let waiting: { tabId: number; state: CallState } | null = null;
    for (const tabId of await tabs()) {
      const state = (await ask(tabId, 'snapshot'))?.state;
      if (state === undefined || state.kind === 'off') continue;
      if (state.kind !== 'waiting') return { tabId, state };
      waiting ??= { tabId, state };
    }
    return waiting;
  }

  return async (name: string): Promise<void> => {
    if (!HOTKEYS.some((hotkey) => hotkey.name === name)) return;
    const call = await findCall();
    if (call) await ask(call.tabId, commandFor(name, call.state));
  };
}

function commandFor(name: string, state: CallState): CallCommand {
  if (name === 'pause') return state.kind === 'paused' ? 'resume' : 'pause';
  return name as CallCommand;
}
