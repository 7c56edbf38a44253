import { browser } from 'wxt/browser';
import type { Shelf } from './keeper';

const WAITING_KEY = 'waitingSpans';

/** In the session's storage, which is memory and takes what the disk does not. */
export const shelf: Shelf = {
  get: async () => (await browser.storage.session.get(WAITING_KEY))[WAITING_KEY],
  set: (spans) =>
    spans.length === 0
      ? browser.storage.session.remove(WAITING_KEY)
      : browser.storage.session.set({ [WAITING_KEY]: spans }),
};

/** What the extension's own data takes on the disk, in bytes; null where the browser does not say. */
export async function bytesUsed(): Promise<number | null> {
  const estimate: (StorageEstimate & { usageDetails?: { indexedDB?: number } }) | undefined =
    await navigator.storage?.estimate();
  return estimate?.usageDetails?.indexedDB ?? estimate?.usage ?? null;
}
