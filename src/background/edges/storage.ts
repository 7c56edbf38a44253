import { browser } from 'wxt/browser';
import type { SessionValue } from '../session-value';

/** A value in session storage, which is memory and works even if the disk is full. */
export const sessionValueOf = (key: string): SessionValue => ({
  get: async () => (await browser.storage.session.get(key))[key],
  set: (value) => browser.storage.session.set({ [key]: value }),
});

/** The values that the history keeps outside the disk. */
export const sessionValues = {
  waiting: sessionValueOf('waitingSpans'),
  deleted: sessionValueOf('deletedSpans'),
  waitingReactions: sessionValueOf('waitingReactions'),
};

/** Bytes that the extension's data takes on the disk; null if the browser does not report it. */
export async function bytesUsed(): Promise<number | null> {
  const estimate: (StorageEstimate & { usageDetails?: { indexedDB?: number } }) | undefined =
    await navigator.storage?.estimate();
  return estimate?.usageDetails?.indexedDB ?? estimate?.usage ?? null;
}
