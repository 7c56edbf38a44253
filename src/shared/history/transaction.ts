import type { IDBPTransaction } from 'idb';
import { type Ledger, LedgerChanges, newLedger, parseLedger } from './ledger';
import { type HistoryDatabase, type HistorySchema, LEDGER } from './migrations';

const STORES = ['spans', 'calls', 'days', 'reactions', 'meta'] as const;

/** Spans, their sums, the reactions and the books change together or not at all. */
export type Writing = IDBPTransaction<HistorySchema, [...typeof STORES], 'readwrite'>;

/**
 * Runs `work` in one transaction; resolves when everything is on the disk. An error in `work` undoes everything. `work` may
 * await requests of this transaction only (otherwise it would commit early).
 * @param written called with the new books once they are on the disk
 */
export async function inTransaction<T>(
  database: HistoryDatabase,
  work: (writing: Writing, changes: LedgerChanges) => Promise<T>,
  written: (ledger: Ledger) => void,
): Promise<T> {
  const writing = database.transaction([...STORES], 'readwrite', { durability: 'strict' }) as Writing;
  writing.done.catch(() => {}); // also awaited below, unless `work` fails first
  try {
    const changes = new LedgerChanges();
    const result = await work(writing, changes);
    const ledger = changes.isEmpty ? null : await book(writing, changes);
    await writing.done;
    if (ledger !== null) written(ledger);
    return result;
  } catch (error) {
    // A full disk ends the transaction; the failed request reports only that it ended.
    const cause = writing.error ?? error;
    try {
      writing.abort();
    } catch {
      // It has already ended.
    }
    throw cause;
  }
}

async function book(writing: Writing, changes: LedgerChanges): Promise<Ledger> {
  const meta = writing.objectStore('meta');
  const ledger = changes.after(parseLedger(await meta.get(LEDGER)) ?? newLedger(crypto.randomUUID()));
  await meta.put(ledger, LEDGER);
  return ledger;
}
