import { browser } from 'wxt/browser';
import type { Baseline } from '../settings/baseline';
import { parseBaseline } from '../settings/baseline-sample';

/** Storage key of the user's baseline, separate from the settings. */
export const BASELINE_KEY = 'baseline';

/** The user's baseline on this device. Only the background writes. */
export interface BaselineStore {
  /** The stored baseline; null if there is none or it is unusable. */
  read(): Promise<Baseline | null>;
  /** Stores it; null deletes the stored one. */
  write(baseline: Baseline | null): Promise<void>;
  /** Calls back after every change. Returns a function that stops. */
  watch(changed: (baseline: Baseline | null) => void): () => void;
}

export function createBaselineStore(): BaselineStore {
  const { storage } = browser;
  return {
    read: async () => parseBaseline((await storage.local.get(BASELINE_KEY))[BASELINE_KEY]),
    write: (baseline) =>
      baseline === null
        ? storage.local.remove(BASELINE_KEY)
        : storage.local.set({ [BASELINE_KEY]: baseline }),
    watch(changed) {
      const listener = (changes: Record<string, { newValue?: unknown }>, area: string): void => {
        if (area === 'local' && BASELINE_KEY in changes)
          changed(parseBaseline(changes[BASELINE_KEY]?.newValue));
      };
      storage.onChanged.addListener(listener);
      return () => storage.onChanged.removeListener(listener);
    },
  };
}
