/** Choices that are not stored yet: shown at once, whatever is read from the disk meanwhile. */
export interface Pending<T extends object> {
  /** @returns a function to call when it is stored or has failed */
  add(chosen: Partial<T>): () => void;
  /** Applies all pending choices to the value. */
  over(value: T): T;
}

export function createPending<T extends object>(): Pending<T> {
  const all = new Set<Partial<T>>();
  return {
    add(chosen) {
      const mine = { ...chosen };
      all.add(mine);
      return () => void all.delete(mine);
    },
    over: (value) => Object.assign({}, value, ...all) as T,
  };
}
