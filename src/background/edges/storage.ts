import { browser } from 'wxt/browser';
import type { SessionValue } from '../session-value';

/** In the session's storage, which is memory and takes what the disk does not. */
export const sessionValueOf = (key: string): SessionValue => ({
  get: async () => (await browser.storage.session.get(key))[key],
  set: (value) => browser.storage.session.set({ [key]: value }),
});

/** What the history keeps beside the disk. */
export const sessionValues = {
  waiting: sessionValueOf('waitingSpans'),
  deleted: sessionValueOf('deletedSpans'),
  waitingReactions: sessionValueOf('waitingReactions'),
};

/** What the extension's own data takes on the disk, in bytes; null where the browser does not say. */
export async function bytesUsed(): Promise<number | null> {
  const estimate: (StorageEstimate & { usageDetails?: { indexedDB?: number } }) | undefined =
    await navigator.storage?.estimate();
  return estimate?.usageDetails?.indexedDB ?? estimate?.usage ?? null;
}
