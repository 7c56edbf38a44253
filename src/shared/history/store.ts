/** The history in IndexedDB: spans and reactions with their sums per day and call, always changed together. */

import type { StoredReaction } from '../reaction-event';
import type { CallRow, DayRow } from '../statistics/aggregate';
import type { StoredSpan, WrongMark } from '../types';
import {
  addReaction,
  addSpan,
  type ImportResult,
  importReactions,
  importSpans,
  removeReactions,
  removeRows,
  type Titles,
} from './change';
import { createConnection } from './connection';
import { HistoryError } from './errors';
import { type Ledger, type LedgerChanges, type LedgerFinding, newLedger, parseLedger } from './ledger';
import { booksOver, HISTORY_MIGRATIONS, type HistoryDatabase, LEDGER, type Migration } from './migrations';
import { readableReactions, toStoredReaction } from './reaction';
import { LONGEST_SPAN, readableSpans, toStoredSpan } from './span';
import { inTransaction, type Writing } from './transaction';
import { WORDS } from './words';
import { isMarked } from './wrong';

/** All sums at once; a year of them is a few hundred kilobytes. */
export interface Overview {
  /** By start. */
  readonly calls: readonly CallRow[];
  /** By day, then site. */
  readonly days: readonly DayRow[];
}

/** The stored spans and their sums. Only the background writes; every failure is a HistoryError. */
export interface History {
  /** Saves a span. Resolves when it is on the disk; rejects (`invalid`) without a change. */
  add(span: StoredSpan): Promise<void>;
  /** Spans that overlap [from, until), by start. Damaged rows are skipped (and left on the disk). */
  between(from: number, until: number): Promise<StoredSpan[]>;
  /** Number of stored rows, including damaged ones. */
  count(): Promise<number>;
  overview(): Promise<Overview>;
  /** The spans of one call, by start. */
  ofCall(callId: string): Promise<StoredSpan[]>;
  /** Sets the user's name for a call; empty removes it. Deleted calls stay deleted. */
  rename(callId: string, title: string): Promise<void>;
  /** All or nothing: rejects (`invalid`) without a change if one span is invalid. */
  import(
    spans: readonly StoredSpan[],
    titles: Titles,
    reactions?: readonly StoredReaction[],
  ): Promise<ImportResult>;
  /** Saves a reaction. Resolves when it is on the disk; rejects (`invalid`) without a change. */
  addReaction(reaction: StoredReaction): Promise<void>;
  /** Reactions in [from, until), by time. */
  reactionsBetween(from: number, until: number): Promise<StoredReaction[]>;
  /** The reactions of one call, by time. */
  reactionsOfCall(callId: string): Promise<StoredReaction[]>;
  countReactions(): Promise<number>;
  /**
   * Deletes the spans of a call that a wrong reaction came from.
   * @param site limits it to spans of this site
   * @returns their number
   */
  removeWrong(callId: string, mark: Pick<WrongMark, 'time' | 'expression'>, site?: string): Promise<number>;
  /** Deletes a call with its title and its reactions. */
  removeCall(callId: string): Promise<void>;
  /**
   * Deletes every span that overlaps [from, until), damaged rows that began in it, and the reactions in it.
   * @returns the number of spans
   */
  removeBetween(from: number, until: number): Promise<number>;
  /** Deletes everything, and the database with it. */
  clear(): Promise<void>;
  /** The books and the actual number of rows. */
  found(): Promise<LedgerFinding>;
  /** Compares the books with all rows. Reads everything: seconds for a million rows. */
  agrees(): Promise<boolean>;
  /** Rewrites the books from the existing rows. */
  bookAgain(): Promise<void>;
  /** Closes the database. The next call opens it again. */
  close(): void;
}

export interface HistoryOptions {
  readonly name?: string;
  /** The database's version is their number. */
  readonly migrations?: readonly Migration[];
  /** Milliseconds that another page may block an upgrade before callers get an error. */
  readonly patience?: number;
  /** Called with the new books once they are on the disk; null: the database was deleted. */
  readonly written?: (ledger: Ledger | null) => void;
}

/** The history in IndexedDB. The first call opens the database. */
export function openHistory(options: HistoryOptions = {}): History {
  const { name = 'emojigen', migrations = HISTORY_MIGRATIONS, patience = 5000 } = options;
  const { use, close, sweep, destroy } = createConnection(name, migrations, patience);
  const written = options.written ?? (() => {});
  const change = <T>(
    database: HistoryDatabase,
    work: (writing: Writing, changes: LedgerChanges) => Promise<T>,
  ): Promise<T> => inTransaction(database, work, written);
  /** Runs `work`, which deletes rows; then the browser's files are made to forget them. */
  const removing = async <T>(work: (writing: Writing, changes: LedgerChanges) => Promise<T>): Promise<T> => {
    let any = false;
    const done = await use((database) =>
      change(database, async (writing, changes) => {
        const result = await work(writing, changes);
        any = !changes.isEmpty;
        return result;
      }),
    );
    if (any) void sweep(); // nobody waits for it: the rows are deleted
    return done;
  };

  return {
    async add(span) {
      const row = toStoredSpan(span);
      await use((database) => change(database, (writing, changes) => addSpan(writing, changes, row)));
    },
    async between(from, until) {
      const starts = startsOf(from, until);
      if (!starts) return [];
      const rows = await use((database) => database.getAllFromIndex('spans', 'start', starts));
      return readableSpans(rows).filter((span) => span.start + span.duration > from);
    },
    count: () => use((database) => database.count('spans')),
    async overview() {
      const [calls, days] = await use((database) => {
        const reading = database.transaction(['calls', 'days']);
        return Promise.all([
          reading.objectStore('calls').getAll(),
          reading.objectStore('days').getAll(),
          reading.done,
        ]);
      });
      return { calls: calls.sort((a, b) => a.start - b.start), days };
    },
    async ofCall(callId) {
      const rows = await use((database) => database.getAllFromIndex('spans', 'callId', callId));
      return readableSpans(rows).sort((a, b) => a.start - b.start);
    },
    async rename(callId, title) {
      await use((database) =>
        change(database, async (writing) => {
          const calls = writing.objectStore('calls');
          const call = await calls.get(callId);
          if (call) await calls.put({ ...call, title });
        }),
      );
    },
    async import(spans, titles, reactions = []) {
      const rows = spans.map(toStoredSpan);
      const events = reactions.map(toStoredReaction);
      return use((database) =>
        change(database, async (writing, changes) => {
          const done = await importSpans(writing, changes, rows, titles);
          if (events.length === 0) return done;
          return { ...done, reactions: await importReactions(writing, changes, events) };
        }),
      );
    },
    async addReaction(reaction) {
      const row = toStoredReaction(reaction);
      await use((database) => change(database, (writing, changes) => addReaction(writing, changes, row)));
    },
    async reactionsBetween(from, until) {
      const times = timesOf(from, until);
      if (!times) return [];
      return readableReactions(await use((database) => database.getAllFromIndex('reactions', 'time', times)));
    },
    reactionsOfCall: async (callId) =>
      readableReactions(await use((database) => database.getAllFromIndex('reactions', 'callId', callId))),
    countReactions: () => use((database) => database.count('reactions')),
    removeWrong: (callId, mark, site) =>
      removing(async (writing, changes) => {
        const index = writing.objectStore('spans').index('callId');
        const [keys, rows] = await Promise.all([index.getAllKeys(callId), index.getAll(callId)]);
        const meant = rows.map((row) =>
          readableSpans([row]).some((span) => (site ?? span.site) === span.site && isMarked(span, mark)),
        );
        return removeRows(
          writing,
          changes,
          keys.filter((_, i) => meant[i]),
          rows.filter((_, i) => meant[i]),
        );
      }),
    async removeCall(callId) {
      await removing(async (writing, changes) => {
        const index = writing.objectStore('spans').index('callId');
        const [keys, rows] = await Promise.all([index.getAllKeys(callId), index.getAll(callId)]);
        await removeRows(writing, changes, keys, rows);
        await removeReactions(writing, changes, 'callId', callId);
        await writing.objectStore('calls').delete(callId);
      });
    },
    async removeBetween(from, until) {
      const starts = startsOf(from, until);
      const times = timesOf(from, until);
      if (!starts || !times) return 0;
      return removing(async (writing, changes) => {
        await removeReactions(writing, changes, 'time', times);
        const index = writing.objectStore('spans').index('start');
        const [keys, rows] = await Promise.all([index.getAllKeys(starts), index.getAll(starts)]);
        const inside = rows.map(({ start, duration }) =>
          typeof duration === 'number' ? start + duration > from : start >= from,
        );
        return removeRows(
          writing,
          changes,
          keys.filter((_, i) => inside[i]),
          rows.filter((_, i) => inside[i]),
        );
      });
    },
    async clear() {
      try {
        await use((database) =>
          change(database, async (writing, changes) => {
            const stores = (['spans', 'calls', 'days', 'reactions'] as const).map((name) =>
              writing.objectStore(name),
            );
            await Promise.all(stores.map((store) => store.clear()));
            changes.emptied();
          }),
        );
      } catch (error) {
        // The database is permanently damaged, and the user wants to delete it anyway.
        if (!(error instanceof HistoryError && error.kind === 'unavailable')) throw error;
        await destroy();
        return written(null);
      }
      // So that the browser can rewrite its files; when it does is up to the browser.
      await destroy().then(
        () => written(null),
        (error) => console.warn('EmojiGen: the emptied database stays until other pages let go of it', error),
      );
    },
    found: () =>
      use(async (database) => {
        const reading = database.transaction(['meta', 'spans', 'reactions']);
        const [stored, spans, reactions] = await Promise.all([
          reading.objectStore('meta').get(LEDGER),
          reading.objectStore('spans').count(),
          reading.objectStore('reactions').count(),
        ]);
        return { ledger: parseLedger(stored) ?? newLedger(''), spans, reactions };
      }),
    agrees: () =>
      use(async (database) => {
        const reading = database.transaction(['meta', 'spans', 'reactions']);
        const ledger = parseLedger(await reading.objectStore('meta').get(LEDGER));
        if (ledger === null) return false;
        const { spans, reactions, sum } = (await booksOver(reading)).after(newLedger(ledger.id));
        return spans === ledger.spans && reactions === ledger.reactions && sum === ledger.sum;
      }),
    async bookAgain() {
      await use((database) =>
        change(database, async (writing, changes) => {
          changes.emptied();
          changes.plus(await booksOver(writing));
        }),
      );
    },
    close,
  };
}

/** The moments in [from, until); null if there are none. */
function timesOf(from: number, until: number): IDBKeyRange | null {
  if (!Number.isFinite(from) || !Number.isFinite(until))
    throw new HistoryError('invalid', WORDS.faults.range);
  return from < until ? IDBKeyRange.bound(from, until, false, true) : null;
}

/** Possible starts of spans that overlap [from, until); null if there are none. */
function startsOf(from: number, until: number): IDBKeyRange | null {
  if (!Number.isFinite(from) || !Number.isFinite(until))
    throw new HistoryError('invalid', WORDS.faults.range);
  // A span that overlaps the range began at most its longest duration earlier.
  return from < until ? IDBKeyRange.bound(from - LONGEST_SPAN, until, true, true) : null;
}
