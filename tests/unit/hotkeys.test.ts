import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WORDS } from '../../src/pages/options/words';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { createHotkeys, HOTKEYS } from '../../src/shared/settings/hotkeys';
import type { CallState } from '../../src/shared/types';

/** Tabs by their state; null: nobody answers there. */
function press(name: string, states: readonly (CallState | null)[]): Promise<string[]> {
  const asked: string[] = [];
  const snapshot = (state: CallState): CallSnapshot => ({ state, reactions: [], load: null });
  const hotkeys = createHotkeys({
    tabs: async () => states.map((_, i) => i),
    async ask(tabId, command) {
      if (command !== 'snapshot') asked.push(`${tabId} ${command}`);
      const state = states[tabId];
      return state ? snapshot(state) : null;
    },
  });
  return hotkeys(name).then(() => asked);
}

const WATCHING: CallState = { kind: 'watching' };
const PAUSED: CallState = { kind: 'paused', until: 5 };
const WAITING: CallState = { kind: 'waiting' };
const OFF: CallState = { kind: 'off' };

describe('keys', () => {
  it('are few, all different, and each has its words on the settings page', () => {
    expect(HOTKEYS.length).toBeLessThanOrEqual(4);
    expect(new Set(HOTKEYS.map(({ keys }) => keys)).size).toBe(HOTKEYS.length);
    for (const { name, keys } of HOTKEYS) {
      expect(keys).toMatch(/^Alt\+Shift\+[A-Z]$/);
      expect(WORDS.keys.names).toHaveProperty(name);
    }
  });

  it('reach the call, wherever its tab is', async () => {
    expect(await press('pause', [null, OFF, WAITING, WATCHING])).toEqual(['3 pause']);
    expect(await press('pause', [WATCHING, WATCHING])).toEqual(['0 pause']);
    for (const name of ['toggle-overlay', 'send-now', 'cancel'])
      expect(await press(name, [null, WATCHING])).toEqual([`1 ${name}`]);
  });

  it('resume what is paused', async () => {
    expect(await press('pause', [PAUSED])).toEqual(['0 resume']);
  });

  it('reach a call that waits for its camera where there is no other', async () => {
    expect(await press('pause', [OFF, WAITING, null])).toEqual(['1 pause']);
  });

  it('do nothing outside of calls, and for other names', async () => {
    expect(await press('pause', [null, OFF])).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.string(), async (name) => {
        fc.pre(!HOTKEYS.some((hotkey) => hotkey.name === name));
        expect(await press(name, [WATCHING])).toEqual([]);
      }),
    );
  });
});
