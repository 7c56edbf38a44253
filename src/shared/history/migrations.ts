import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { StoredReaction } from '../reaction-event';
import { type CallRow, createAggregator, type DayRow } from '../statistics/aggregate';
import type { StoredSpan } from '../types';
import { type Ledger, LedgerChanges, newLedger } from './ledger';
import { reactionIdentity, readableReactions } from './reaction';
import { identityOf, readableSpans } from './span';

export interface HistorySchema extends DBSchema {
  spans: {
    key: number;
    value: StoredSpan;
    indexes: { start: number; 'site-start': [string, number]; callId: string };
  };
  /** Sums, see aggregate.ts: written in the same transaction as the spans they sum up. */
  calls: { key: string; value: CallRow };
  days: { key: [number, string]; value: DayRow };
  /** See reaction.ts. */
  reactions: { key: number; value: StoredReaction; indexes: { time: number; callId: string } };
  /** Under `LEDGER`: the books, see ledger.ts. */
  meta: { key: string; value: Ledger };
}

export const LEDGER = 'ledger';

export type HistoryDatabase = IDBPDatabase<HistorySchema>;
export type UpgradeTransaction = IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>;

/**
 * Brings the database from one version to the next, inside the upgrade's transaction: it may await requests of
 * that transaction and nothing else (it would commit early).
 */
export type Migration = (database: HistoryDatabase, transaction: UpgradeTransaction) => void | Promise<void>;

/** The step at index n leads from version n to n + 1. Released steps are never edited, only followed by others. */
export const HISTORY_MIGRATIONS: readonly Migration[] = [
  function spansWithIndexes(database) {
    const spans = database.createObjectStore('spans', { autoIncrement: true });
    spans.createIndex('start', 'start');
    spans.createIndex('site-start', ['site', 'start']);
  },
  async function sumsPerCallAndDay(database, transaction) {
    const spans = transaction.objectStore('spans');
    spans.createIndex('callId', 'callId');
    const calls = database.createObjectStore('calls', { keyPath: 'callId' });
    const days = database.createObjectStore('days', { keyPath: ['day', 'site'] });
    const sums = createAggregator();
    for (let after = Number.NEGATIVE_INFINITY; ; ) {
      const range = IDBKeyRange.lowerBound(after, true);
      const [keys, rows] = await Promise.all([
        spans.getAllKeys(range, AT_ONCE),
        spans.getAll(range, AT_ONCE),
      ]);
      readableSpans(rows).forEach(sums.add);
      if (keys.length < AT_ONCE) break;
      after = keys.at(-1)!;
    }
    await Promise.all([
      ...sums.calls().map((row) => calls.add(row)),
      ...sums.days().map((row) => days.add(row)),
    ]);
  },
  function reactionsAsEvents(database) {
    const reactions = database.createObjectStore('reactions', { autoIncrement: true });
    reactions.createIndex('time', 'time');
    reactions.createIndex('callId', 'callId');
  },
  async function books(database, transaction) {
    const meta = database.createObjectStore('meta');
    const changes = await booksOver(transaction);
    await meta.put(changes.after(newLedger(crypto.randomUUID())), LEDGER);
  },
];

/** The stores that a transaction over the rows has. */
interface RowStores {
  objectStore(name: 'spans' | 'reactions'): {
    getAllKeys(range: IDBKeyRange, count: number): Promise<number[]>;
    getAll(range: IDBKeyRange, count: number): Promise<unknown[]>;
  };
}

/** The correct books for the existing rows, including damaged ones. */
export async function booksOver(transaction: RowStores): Promise<LedgerChanges> {
  const changes = new LedgerChanges();
  const identify = {
    spans: (row: unknown) => readableSpans([row]).map(identityOf)[0],
    reactions: (row: unknown) => readableReactions([row]).map(reactionIdentity)[0],
  };
  for (const kind of ['spans', 'reactions'] as const) {
    const store = transaction.objectStore(kind);
    for (let after = Number.NEGATIVE_INFINITY; ; ) {
      const range = IDBKeyRange.lowerBound(after, true);
      const [keys, rows] = await Promise.all([
        store.getAllKeys(range, AT_ONCE),
        store.getAll(range, AT_ONCE),
      ]);
      for (const row of rows) changes.added(kind, identify[kind](row) ?? '');
      if (keys.length < AT_ONCE) break;
      after = keys.at(-1)!;
    }
  }
  return changes;
}

/** Rows in memory at a time. */
const AT_ONCE = 20_000;

/**
 * Runs the missing steps in order. A failing step aborts the whole upgrade, which leaves the database as it was.
 * @param from version on the disk; 0 if there is no database yet
 */
export async function migrate(
  database: HistoryDatabase,
  transaction: UpgradeTransaction,
  from: number,
  steps: readonly Migration[],
): Promise<void> {
  try {
    for (const step of steps.slice(from)) await step(database, transaction);
  } catch (error) {
    transaction.done.catch(() => {}); // the failed open reports it
    transaction.abort();
    throw error;
  }
}
