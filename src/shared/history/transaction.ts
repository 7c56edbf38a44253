import type { IDBPTransaction } from 'idb';
import type { HistoryDatabase, HistorySchema } from './migrations';

const STORES = ['spans', 'calls', 'days', 'reactions'] as const;

/** Spans, their sums and the reactions change together or not at all. */
export type Writing = IDBPTransaction<HistorySchema, [...typeof STORES], 'readwrite'>;

/**
 * Runs `work` in one transaction; resolves when everything is on the disk. Whatever `work` throws undoes all of it.
 * It may await requests of that transaction and nothing else (it would commit early).
 */
export async function inTransaction<T>(
  database: HistoryDatabase,
  work: (writing: Writing) => Promise<T>,
): Promise<T> {
  const writing = database.transaction([...STORES], 'readwrite', { durability: 'strict' }) as Writing;
  writing.done.catch(() => {}); // also awaited below, unless `work` fails first
  try {
    const result = await work(writing);
    await writing.done;
    return result;
  } catch (error) {
    // A full disk ends the transaction; the request that noticed says only that it ended.
    const cause = writing.error ?? error;
    try {
      writing.abort();
    } catch {
      // It has ended already.
    }
    throw cause;
  }
}
