/** Detects that the browser has lost a part of the history, and remembers it until the user has been told. */
import * as v from 'valibot';
import {
  type Ledger,
  type LedgerFinding,
  type Loss,
  lossOf,
  parseLedger,
  type RowKind,
} from '../shared/history/ledger';
import type { History } from '../shared/history/store';
import type { HistoryLoss } from '../shared/messages/history';
import { createQueue } from '../shared/queue';
import { parseWith, timeSchema } from '../shared/schemas';

/** One value on the disk, outside the database. */
export interface GuardArea {
  get(): Promise<unknown>;
  set(value: unknown): Promise<void>;
}

/** All rows are read and checked at most this often. Milliseconds. */
const WEEK = 7 * 24 * 60 * 60 * 1000;

const keptSchema = v.object({
  ledger: v.nullable(
    v.pipe(
      v.unknown(),
      v.transform(parseLedger),
      v.check((ledger) => ledger !== null),
    ),
  ),
  /** When all rows were last read. */
  read: timeSchema,
  loss: v.nullable(v.object({ time: timeSchema, rows: timeSchema })),
  /** Rows that wait for room, in memory only: the browser may end before there is any. */
  waiting: v.optional(v.object({ spans: timeSchema, reactions: timeSchema }), { spans: 0, reactions: 0 }),
});
type Kept = v.InferOutput<typeof keptSchema>;

export interface HistoryGuard {
  /**
   * The loss that the user does not know yet; undefined if there is none.
   * @param found the contents of the database, if they were just read: counting takes a while
   */
  check(found?: LedgerFinding): Promise<HistoryLoss | undefined>;
  /** The database's new books; null: it was deleted on purpose. */
  written(ledger: Ledger | null): void;
  /** Rows that could never be written had to be given up. */
  lost(rows: number): Promise<void>;
  /** So many rows wait for room. */
  waits(kind: RowKind, rows: number): Promise<void>;
  /** A new background found so many waiting; the browser lost the others when it ended. */
  resumed(kind: RowKind, rows: number): Promise<void>;
  /** The user has seen the loss. */
  told(): Promise<void>;
}

/** @param now milliseconds since the epoch */
export function createHistoryGuard(
  history: Pick<History, 'found' | 'agrees' | 'bookAgain'>,
  area: GuardArea,
  now: () => number,
): HistoryGuard {
  const inTurn = createQueue();
  const read = async (): Promise<Kept> =>
    parseWith(keptSchema, await area.get()) ?? {
      ...{ ledger: null, read: now(), loss: null },
      waiting: { spans: 0, reactions: 0 },
    };

  const withLoss = (kept: Kept, rows: number): Kept => ({
    ...kept,
    loss: { time: now(), rows: rows + (kept.loss?.rows ?? 0) },
  });
  /** Never rejects: a full disk may refuse this, too. */
  const change = (make: (kept: Kept) => Kept): Promise<void> =>
    inTurn(async () => {
      const kept = await read();
      const next = make(kept);
      if (JSON.stringify(next) !== JSON.stringify(kept)) await area.set(next);
    }).catch((error) => console.warn('EmojiGen: what waits could not be noted', error));

  async function lossNow(kept: Kept, counted?: LedgerFinding): Promise<Loss | null> {
    // An older count may be behind the copy: only a fresh count proves a loss.
    const isFine = counted !== undefined && lossOf(kept.ledger, counted) === null;
    const loss = isFine ? null : lossOf(kept.ledger, await history.found());
    if (loss !== null || now() - kept.read < WEEK) return loss;
    // Rows that exist but are damaged.
    return (await history.agrees()) ? null : { kind: 'vanished', rows: 1 };
  }

  return {
    check: (counted) =>
      inTurn(async () => {
        const kept = await read();
        const loss = await lossNow(kept, counted);
        const wasRead = now() - kept.read >= WEEK || kept.read > now();
        if (loss === null) {
          if (wasRead) await area.set({ ...kept, read: now() });
          return kept.loss ?? undefined;
        }
        if (loss.kind === 'vanished') await history.bookAgain();
        const { ledger } = await history.found();
        const rows = loss.rows + (kept.loss?.rows ?? 0);
        const told = { time: now(), rows };
        await area.set({ ...kept, ledger, read: now(), loss: told } satisfies Kept);
        return told;
      }),
    written(ledger) {
      inTurn(async () => {
        const kept = await read();
        // A later write may already have stored newer books.
        if (ledger !== null && kept.ledger?.id === ledger.id && kept.ledger.writes > ledger.writes) return;
        await area.set({ ...kept, ledger });
      }).catch((error) => console.warn('EmojiGen: the books of the history could not be kept', error));
    },
    lost: (rows) => change((kept) => withLoss(kept, rows)),
    waits: (kind, rows) => change((kept) => ({ ...kept, waiting: { ...kept.waiting, [kind]: rows } })),
    resumed: (kind, rows) =>
      change((kept) => {
        const gone = kept.waiting[kind] - rows;
        const next = { ...kept, waiting: { ...kept.waiting, [kind]: rows } };
        return gone > 0 ? withLoss(next, gone) : next;
      }),
    told: () => inTurn(async () => area.set({ ...(await read()), loss: null })),
  };
}
