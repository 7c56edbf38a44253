import type { StoredSpan } from '../types';
import { createConnection } from './connection';
import { HistoryError } from './errors';
import { MIGRATIONS, type Migration } from './migrations';
import { LONGEST_SPAN, readableSpans, toStoredSpan } from './span';

/** The kept spans. Only the background writes; every failure is a HistoryError. */
export interface History {
  /** Keeps a span. Resolves when it is on the disk; rejects (`invalid`) without touching the store. */
  add(span: StoredSpan): Promise<void>;
  /** Spans that overlap [from, until), by start. Damaged rows are left out (and left on the disk). */
  between(from: number, until: number): Promise<StoredSpan[]>;
  /** Number of kept rows, damaged ones included. */
  count(): Promise<number>;
  /** Lets go of the database. The next call opens it again. */
  close(): void;
}

export interface HistoryOptions {
  readonly name?: string;
  /** The database's version is their number. */
  readonly migrations?: readonly Migration[];
  /** Milliseconds to wait for an upgrade that another page blocks, before callers are told so. */
  readonly patience?: number;
}

/** The history in IndexedDB. Nothing is opened before the first call. */
export function openHistory(options: HistoryOptions = {}): History {
  const { name = 'emojigen', migrations = MIGRATIONS, patience = 5000 } = options;
  const connection = createConnection(name, migrations, patience);

  return {
    async add(span) {
      const row = toStoredSpan(span);
      await connection.use(async (database) => {
        const transaction = database.transaction('spans', 'readwrite', { durability: 'strict' });
        await Promise.all([transaction.store.add(row), transaction.done]);
      });
    },
    async between(from, until) {
      if (!Number.isFinite(from) || !Number.isFinite(until))
        throw new HistoryError('invalid', 'no such range');
      if (from >= until) return [];
      // A span that overlaps the range began at most its longest duration before it.
      const starts = IDBKeyRange.bound(from - LONGEST_SPAN, until, true, true);
      const rows = await connection.use((database) => database.getAllFromIndex('spans', 'start', starts));
      return readableSpans(rows).filter((span) => span.start + span.duration > from);
    },
    count: () => connection.use((database) => database.count('spans')),
    close: () => connection.close(),
  };
}
