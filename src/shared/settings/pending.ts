/** What the user has chosen and nobody has stored yet: shown at once, whatever is read from the disk meanwhile. */
export interface Pending<T extends object> {
  /** @returns to be called when it is stored, or cannot be */
  add(chosen: Partial<T>): () => void;
  /** The value with all that is pending. */
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
