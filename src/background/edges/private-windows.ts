import { browser } from 'wxt/browser';
import { createPrivateWindows, type PrivateWindows } from '../private-windows';
import { sessionValueOf } from './storage';

/** Forgets private choices when the last private window closes. Call while the background starts. */
export function openPrivateWindows(): PrivateWindows {
  const held = createPrivateWindows(sessionValueOf('privateWindows'));
  // Firefox for Android has no windows.
  browser.windows?.onRemoved.addListener(() => {
    browser.windows
      .getAll()
      .then((all) => (all.some(({ incognito }) => incognito) ? undefined : held.forget()))
      .catch((error) => console.warn('EmojiGen: private windows could not be listed', error));
  });
  return held;
}
