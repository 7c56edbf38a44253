/**
 * A serial queue: each piece of work begins when the one before has settled. A failure reaches only its own caller.
 * Whatever reads a stored value, changes it and writes it back goes through one, so that no change is lost.
 */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>;

/** @param first what the first piece of work waits for; its failure is ignored */
export function createQueue(first: Promise<unknown> = Promise.resolve()): Queue {
  let last: Promise<unknown> = first.catch(() => {});
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
