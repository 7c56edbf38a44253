import { browser } from 'wxt/browser';
import type { Baseline } from '../settings/baseline';
import { parseBaseline } from '../settings/baseline-sample';

/** The storage key the user's own baseline stands under, apart from the settings. */
export const BASELINE_KEY = 'baseline';

/** The user's baseline on this device. Only the background writes. */
export interface BaselineStore {
  /** The stored one; null where there is none, or none that can be used. */
  read(): Promise<Baseline | null>;
  /** Stores it; null deletes what is stored. */
  write(baseline: Baseline | null): Promise<void>;
  /** Calls back after every change. Returns the way to stop. */
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
