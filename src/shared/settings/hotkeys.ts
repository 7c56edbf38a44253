/** The keys that work in every tab: they reach the call that the user is in. */
import type { CallCommand, CallSnapshot } from '../messages/background';
import type { CallState } from '../types';

export interface Hotkey {
  /** As in the manifest; its words are in src/shared/words/manifest.ts. */
  readonly name: string;
  /**
   * Suggested; the user may choose others. Alt and Shift with a letter is what neither browsers nor the call sites
   * use for anything (Meet: Ctrl, Zoom and Jitsi: Alt alone, Teams: Ctrl and Shift), but for Chrome's tab groups:
   * it keeps P and X (and leaves the command without a key then).
   */
  readonly keys: string;
}

/** A browser takes four suggested keys at the most. */
export const HOTKEYS: readonly Hotkey[] = [
  { name: 'pause', keys: 'Alt+Shift+K' },
  { name: 'send-now', keys: 'Alt+Shift+Y' },
  { name: 'cancel', keys: 'Alt+Shift+J' },
  { name: 'toggle-overlay', keys: 'Alt+Shift+U' },
];

export interface HotkeyParts {
  /** Tabs that may hold a call, the one in front first. */
  tabs(): Promise<readonly number[]>;
  /** What a tab is doing after the command; null where nobody answers. */
  ask(tabId: number, command: CallCommand | 'snapshot'): Promise<CallSnapshot | null>;
}

/** Does what a key stands for. Keys that are not known, and keys outside of calls, do nothing. */
export function createHotkeys({ tabs, ask }: HotkeyParts) {
  /** The call: a tab with a camera, or else one that waits for it. */
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
