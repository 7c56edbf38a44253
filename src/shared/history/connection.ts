import { type OpenDBCallbacks, openDB } from 'idb';
import { HistoryError, toHistoryError } from './errors';
import { type HistoryDatabase, type HistorySchema, type Migration, migrate } from './migrations';
import { createWiper } from './wipe';

export interface Connection {
  /**
   * Runs `work` on the open database. Opens it when needed, and tries once more if opening failed or the connection was
   * lost (browsers close connections when memory is low).
   * @throws HistoryError
   */
  use<T>(work: (database: HistoryDatabase) => Promise<T>): Promise<T>;
  /** Closes the database; a later `use` opens it again. */
  close(): void;
  /** Makes the browser's files hold nothing of what was deleted (wipe.ts). Never rejects. */
  sweep(): Promise<void>;
  /** Deletes the database and everything in it, whatever its state. @throws HistoryError */
  destroy(): Promise<void>;
}

/**
 * Keeps one connection to the database `name`, whose version is the number of `steps`.
 * @param patience milliseconds that another page may block the upgrade before callers get an error (`blocked`); the upgrade
 *   itself continues to wait
 */
export function createConnection(name: string, steps: readonly Migration[], patience: number): Connection {
  let opening: Opening | null = null;
  const wiper = createWiper(name);

  function open(): Opening {
    let tooLong: (error: HistoryError) => void;
    const stuck = new Promise<never>((_, reject) => {
      tooLong = reject;
    });
    stuck.catch(() => {}); // nobody may be waiting
    const callbacks: OpenDBCallbacks<HistorySchema> = {
      upgrade: (database, from, _to, transaction) => {
        if (from === 0) void wiper.prepare();
        // A failing step aborts the upgrade, which makes the open request fail: the error is reported there.
        migrate(database, transaction, from, steps).catch(() => {});
      },
      blocked: () => setTimeout(() => tooLong(new HistoryError('blocked')), patience),
      blocking: () => forget(started), // a newer version wants to upgrade: never stand in its way
      terminated: () => forget(started),
    };
    // Async, because a browser that forbids storage throws synchronously.
    const database = (async () => openDB<HistorySchema>(name, steps.length, callbacks))();
    const started: Opening = { database, stuck };
    database.catch(() => forget(started));
    return started;
  }

  function forget(gone: Opening | null): void {
    if (opening === gone) opening = null;
    gone?.database.then(
      (database) => database.close(),
      () => {},
    );
  }

  function current(): Opening {
    opening ??= open();
    return opening;
  }

  return {
    async use(work) {
      const first = current();
      try {
        return await run(first, work);
      } catch (error) {
        if (!mayPass(error)) throw toHistoryError(error);
      }
      // The failed attempt left nothing behind: a failed transaction is undone as a whole.
      forget(first);
      try {
        return await run(current(), work);
      } catch (error) {
        throw toHistoryError(error);
      }
    },
    close: () => forget(opening),
    sweep: wiper.sweep,
    async destroy() {
      forget(opening);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const stuck = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new HistoryError('blocked')), patience);
      });
      try {
        await Promise.race([wiper.destroy(), stuck]);
      } catch (error) {
        throw toHistoryError(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function run<T>(opening: Opening, work: (database: HistoryDatabase) => Promise<T>): Promise<T> {
  return work(await Promise.race([opening.database, opening.stuck]));
}

interface Opening {
  readonly database: Promise<HistoryDatabase>;
  /** Rejects if another page blocks the upgrade for too long. */
  readonly stuck: Promise<never>;
}

/** Whether a second attempt can help without repeating anything. */
function mayPass(error: unknown): boolean {
  if (error instanceof HistoryError) return false;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name !== 'VersionError' && name !== 'QuotaExceededError' && name !== 'DataError';
}
