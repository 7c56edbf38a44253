/** Saves new rows. While the disk accepts none, they wait in memory for the next attempt. */
import { reactionIdentity, readableReactions, toStoredReaction } from '../shared/history/reaction';
import { identityOf, readableSpans, toStoredSpan } from '../shared/history/span';
import type { History } from '../shared/history/store';
import type { HistoryTrouble } from '../shared/messages/history';
import { createQueue } from '../shared/queue';
import type { StoredReaction } from '../shared/reaction-event';
import type { StoredSpan } from '../shared/types';
import type { HistoryGuard } from './history-guard';
import type { SessionValue } from './session-value';

/** More than one day of calls; the oldest are dropped first, and the user is told. */
const MOST_WAITING = 5000;

export interface PendingRows<T> {
  /** Why rows wait; undefined while everything is on the disk. */
  readonly trouble: HistoryTrouble | undefined;
  /** Rejects if the row is not on the disk yet; it then waits, unless it is invalid (`invalid`). */
  keep(row: T): Promise<void>;
  /** Writes the waiting rows. Rejects if the disk still accepts none. */
  retry(): Promise<void>;
  /** The user deletes these: none of them may return. */
  forget(isMeant: (row: T) => boolean): Promise<void>;
}

/** Is told what waits, so that the user learns of what is lost. */
export type WaitingGuard = Pick<HistoryGuard, 'lost' | 'waits' | 'resumed'>;

interface RowKind<T> {
  readonly name: 'spans' | 'reactions';
  add(row: T): Promise<void>;
  /** Adds only the missing rows. */
  addAll(rows: readonly T[]): Promise<unknown>;
  identityOf(row: T): string;
  /** @throws HistoryError (`invalid`) */
  toRow(row: T): T;
  readable(stored: readonly unknown[]): readonly T[];
}

export function createPendingSpans(
  history: Pick<History, 'add' | 'import'>,
  sessionValue?: SessionValue,
  guard?: WaitingGuard,
): PendingRows<StoredSpan> {
  const addAll = (spans: readonly StoredSpan[]) => history.import(spans, {});
  const kind = {
    name: 'spans' as const,
    add: history.add,
    addAll,
    identityOf,
    toRow: toStoredSpan,
    readable: readableSpans,
  };
  return createPendingRows<StoredSpan>(kind, sessionValue, guard);
}

export function createPendingReactions(
  history: Pick<History, 'addReaction' | 'import'>,
  sessionValue?: SessionValue,
  guard?: WaitingGuard,
): PendingRows<StoredReaction> {
  const kind: RowKind<StoredReaction> = {
    name: 'reactions',
    add: history.addReaction,
    addAll: (reactions) => history.import([], {}, reactions),
    identityOf: reactionIdentity,
    toRow: toStoredReaction,
    readable: readableReactions,
  };
  return createPendingRows(kind, sessionValue, guard);
}

function createPendingRows<T>(
  kind: RowKind<T>,
  sessionValue?: SessionValue,
  guard?: WaitingGuard,
): PendingRows<T> {
  let waiting: readonly T[] = [];
  let message = '';
  const loaded = (async () => {
    const stored: unknown = await sessionValue?.get();
    if (Array.isArray(stored)) waiting = kind.readable(stored);
    await guard?.resumed(kind.name, waiting.length);
  })().catch(report);
  const queued = createQueue(loaded);

  async function wait(next: readonly T[]): Promise<void> {
    const isNew = next.length > 0 || waiting.length > 0;
    const before = waiting.length;
    waiting = next.slice(-MOST_WAITING);
    if (next.length > waiting.length) await guard?.lost(next.length - waiting.length);
    // Fewer are noted first: a background that ends in between must not report a loss where there is none.
    if (waiting.length < before) await guard?.waits(kind.name, waiting.length);
    // Without it they still wait here.
    if (isNew) await sessionValue?.set(waiting).catch(report);
    if (waiting.length > before) await guard?.waits(kind.name, waiting.length);
  }

  async function write(rows: readonly T[]): Promise<void> {
    const tried = waiting;
    try {
      // Import skips rows that a seemingly failed attempt did write.
      if (tried.length > 0) await kind.addAll([...tried, ...rows]);
      else for (const row of rows) await kind.add(row);
      await wait(waiting.filter((each) => !tried.includes(each)));
    } catch (error) {
      // Callers retry failed saves; drop duplicates.
      const said = new Set(rows.map(kind.identityOf));
      message = error instanceof Error ? error.message : String(error);
      await wait([...waiting.filter((each) => !said.has(kind.identityOf(each))), ...rows]);
      throw error;
    }
  }

  return {
    get trouble() {
      return waiting.length === 0 ? undefined : { message, waiting: waiting.length };
    },
    // An invalid row must not wait: it would block the others forever.
    keep: (row) => queued(async () => write([kind.toRow(row)])),
    retry: () =>
      queued(async () => {
        if (waiting.length > 0) await write([]);
      }),
    forget: (isMeant) => queued(() => wait(waiting.filter((row) => !isMeant(row)))),
  };
}

function report(error: unknown): void {
  console.warn('EmojiGen: expressions that are not saved yet could not be put aside', error);
}
