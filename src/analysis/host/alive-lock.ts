/**
 * Detects at once that a worker has died. A worker that runs out of memory dies without an event, but the browser releases
 * the lock that it held (Web Locks). Browsers without locks wait for an overdue answer (worker-supervisor.ts).
 */

/** Call in the worker, which has the lock's name. Resolves when the lock is held, or at once if there are no locks. */
export function holdAliveLock(name: string): Promise<void> {
  if (name === '' || !navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    const held = (): Promise<never> => {
      resolve();
      // Held as long as the worker lives.
      return new Promise(() => {});
    };
    // The worker also works without the lock.
    navigator.locks.request(name, held).catch(() => resolve());
  });
}

/**
 * Starts a worker whose silent death becomes an `error` event.
 * @param create starts the worker under that name; it must hold its lock before its first message
 */
export function startWithAliveLock(create: (name: string) => Worker): Worker {
  const name = `worker-${crypto.randomUUID()}`;
  const worker = create(name);
  const watch = async (): Promise<void> => {
    const { held = [] } = await navigator.locks.query();
    // A worker that could not take the lock is not dead.
    if (!held.some((lock) => lock.name === name)) return;
    // Also granted after `terminate`, when nobody listens any more.
    await navigator.locks.request(name, () => {
      worker.dispatchEvent(new Event('error', { cancelable: true }));
    });
  };
  const quietly = (): void => void watch().catch(() => {});
  if (navigator.locks) worker.addEventListener('message', quietly, { once: true });
  return worker;
}
