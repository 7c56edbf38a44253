import { browser } from 'wxt/browser';
import type { HotkeyNames } from '../../shared/messages/call-config';
import { parseCallSnapshot, type ToCallTab } from '../../shared/messages/call-tab';
import { createHotkeys } from '../../shared/settings/hotkeys';

/** The user's keys. Some browsers have no hotkeys (Firefox for Android). */
export async function hotkeyNames(): Promise<HotkeyNames> {
  const all = (await browser.commands?.getAll()) ?? [];
  return Object.fromEntries(
    all.flatMap(({ name, shortcut }) => (name && shortcut ? [[name, shortcut]] : [])),
  );
}

/** Listens to the keys from now on. Call while the background starts. */
export function listenToHotkeys(): void {
  const press = createHotkeys({
    async tabs() {
      const { origins } = await browser.permissions.getAll();
      if (!origins?.length) return [];
      const [found, [front]] = await Promise.all([
        browser.tabs.query({ url: origins }),
        browser.tabs.query({ active: true, lastFocusedWindow: true }),
      ]);
      const ids = found.flatMap(({ id, discarded }) => (id === undefined || discarded ? [] : [id]));
      return ids.sort((a, b) => Number(b === front?.id) - Number(a === front?.id));
    },
    async ask(tabId, type) {
      const message: ToCallTab = { to: 'call', type };
      return parseCallSnapshot(await browser.tabs.sendMessage(tabId, message).catch(() => null));
    },
  });
  // Some browsers have no hotkeys (Firefox for Android).
  browser.commands?.onCommand.addListener((name) => {
    press(name).catch((error) => console.warn('EmojiGen: the key did not reach the call', error));
  });
}
