/**
 * Tells at once that a worker has ended. One that runs out of memory ends without an event, but the browser frees the
 * lock that it held (Web Locks). Browsers without locks wait for an overdue answer (keeper.ts).
 */

/** In the worker, whose name is the lock's. Resolves when the lock is held; at once where there are no locks. */
export function holdAliveLock(name: string): Promise<void> {
  if (name === '' || !navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve();
      // For as long as the worker lives.
      return new Promise(() => {});
    };
    // Without the lock the worker works as well.
    navigator.locks.request(name, held).catch(() => resolve());
  });
}

/**
 * Starts a worker that reports its own silent end as an `error` event.
 * @param create starts it under that name; it must hold its pulse before its first message
 */
export function startWithAliveLock(create: (name: string) => Worker): Worker {
  const name = `worker-${crypto.randomUUID()}`;
  const worker = create(name);
  const watch = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    // A worker that could not take the lock is no dead one.
    if (!held.some((lock) => lock.name === name)) return;
    // Granted also after `terminate`, when nobody listens any more.
    await navigator.locks.request(name, () => {
      worker.dispatchEvent(new Event('error', { cancelable: true }));
    });
  };
  const quietly = (): void => void watch().catch(() => {});
  if (navigator.locks) worker.addEventListener('message', quietly, { once: true });
  return worker;
}
