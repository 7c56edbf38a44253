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
import { MIGRATIONS, type Migration } from './migrations';
import { readableReactions, toStoredReaction } from './reaction';
import { LONGEST_SPAN, readableSpans, toStoredSpan } from './span';
import { inTransaction } from './transaction';
import { WORDS } from './words';
import { isMarked } from './wrong';

/** All sums at once; a year of them is a few hundred kilobytes. */
export interface Overview {
  /** By start. */
  readonly calls: readonly CallRow[];
  /** By day, then site. */
  readonly days: readonly DayRow[];
}

/** The kept spans and their sums. Only the background writes; every failure is a HistoryError. */
export interface History {
  /** Keeps a span. Resolves when it is on the disk; rejects (`invalid`) without touching the store. */
  add(span: StoredSpan): Promise<void>;
  /** Spans that overlap [from, until), by start. Damaged rows are left out (and left on the disk). */
  between(from: number, until: number): Promise<StoredSpan[]>;
  /** Number of kept rows, damaged ones included. */
  count(): Promise<number>;
  overview(): Promise<Overview>;
  /** The spans of one call, by start. */
  ofCall(callId: string): Promise<StoredSpan[]>;
  /** Gives a call the user's name for it; empty takes it away. Calls that are gone stay gone. */
  rename(callId: string, title: string): Promise<void>;
  /** All or nothing: rejects (`invalid`) without touching the store where one span is not acceptable. */
  import(
    spans: readonly StoredSpan[],
    titles: Titles,
    reactions?: readonly StoredReaction[],
  ): Promise<ImportResult>;
  /** Keeps a reaction. Resolves when it is on the disk; rejects (`invalid`) without touching the store. */
  addReaction(reaction: StoredReaction): Promise<void>;
  /** Reactions in [from, until), by time. */
  reactionsBetween(from: number, until: number): Promise<StoredReaction[]>;
  /** The reactions of one call, by time. */
  reactionsOfCall(callId: string): Promise<StoredReaction[]>;
  countReactions(): Promise<number>;
  /**
   * Deletes the spans of a call that a wrong reaction came from.
   * @param site only spans of this one
   * @returns their number
   */
  removeWrong(callId: string, mark: Pick<WrongMark, 'time' | 'expression'>, site?: string): Promise<number>;
  /** Deletes a call with its title and its reactions. */
  removeCall(callId: string): Promise<void>;
  /**
   * Deletes every span that overlaps [from, until), damaged rows that began in it too, and the reactions in it.
   * @returns the number of spans
   */
  removeBetween(from: number, until: number): Promise<number>;
  /** Deletes everything. */
  clear(): Promise<void>;
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
  const { use, close, destroy } = createConnection(name, migrations, patience);

  return {
    async add(span) {
      const row = toStoredSpan(span);
      await use((database) => inTransaction(database, (writing) => addSpan(writing, row)));
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
        inTransaction(database, async (writing) => {
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
        inTransaction(database, async (writing) => {
          const done = await importSpans(writing, rows, titles);
          if (events.length === 0) return done;
          return { ...done, reactions: await importReactions(writing, events) };
        }),
      );
    },
    async addReaction(reaction) {
      const row = toStoredReaction(reaction);
      await use((database) => inTransaction(database, (writing) => addReaction(writing, row)));
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
      use((database) =>
        inTransaction(database, async (writing) => {
          const index = writing.objectStore('spans').index('callId');
          const [keys, rows] = await Promise.all([index.getAllKeys(callId), index.getAll(callId)]);
          const meant = rows.map((row) =>
            readableSpans([row]).some((span) => (site ?? span.site) === span.site && isMarked(span, mark)),
          );
          return removeRows(
            writing,
            keys.filter((_, i) => meant[i]),
            rows.filter((_, i) => meant[i]),
          );
        }),
      ),
    async removeCall(callId) {
      await use((database) =>
        inTransaction(database, async (writing) => {
          const index = writing.objectStore('spans').index('callId');
          const [keys, rows] = await Promise.all([index.getAllKeys(callId), index.getAll(callId)]);
          await removeRows(writing, keys, rows);
          await removeReactions(writing, 'callId', callId);
          await writing.objectStore('calls').delete(callId);
        }),
      );
    },
    async removeBetween(from, until) {
      const starts = startsOf(from, until);
      const times = timesOf(from, until);
      if (!starts || !times) return 0;
      return use((database) =>
        inTransaction(database, async (writing) => {
          await removeReactions(writing, 'time', times);
          const index = writing.objectStore('spans').index('start');
          const [keys, rows] = await Promise.all([index.getAllKeys(starts), index.getAll(starts)]);
          const inside = rows.map(({ start, duration }) =>
            typeof duration === 'number' ? start + duration > from : start >= from,
          );
          return removeRows(
            writing,
            keys.filter((_, i) => inside[i]),
            rows.filter((_, i) => inside[i]),
          );
        }),
      );
    },
    async clear() {
      try {
        await use((database) =>
          inTransaction(database, async (writing) => {
            const stores = [...writing.objectStoreNames];
            await Promise.all(stores.map((store) => writing.objectStore(store).clear()));
          }),
        );
      } catch (error) {
        // A database that is damaged for good: the user wants nothing of it any more.
        if (!(error instanceof HistoryError && error.kind === 'unavailable')) throw error;
        await destroy();
      }
    },
    close,
  };
}

/** The moments in [from, until); null where there are none. */
function timesOf(from: number, until: number): IDBKeyRange | null {
  if (!Number.isFinite(from) || !Number.isFinite(until))
    throw new HistoryError('invalid', WORDS.faults.range);
  return from < until ? IDBKeyRange.bound(from, until, false, true) : null;
}

/** Where spans may begin that overlap [from, until); null where nothing can. */
function startsOf(from: number, until: number): IDBKeyRange | null {
  if (!Number.isFinite(from) || !Number.isFinite(until))
    throw new HistoryError('invalid', WORDS.faults.range);
  // A span that overlaps the range began at most its longest duration before it.
  return from < until ? IDBKeyRange.bound(from - LONGEST_SPAN, until, true, true) : null;
}
