import type { SessionValue } from '../../../src/background/session-value';

/** What outlives the background, in memory. */
export class MemoryShelf implements SessionValue {
  value: unknown;
  get = async (): Promise<unknown> => structuredClone(this.value);
  set = async (value: unknown): Promise<void> => {
    this.value = structuredClone(value);
  };
}
