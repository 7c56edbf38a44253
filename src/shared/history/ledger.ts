/**
 * The history's books: how many rows it should hold and a checksum over them, kept in the database in the same
 * transaction as the rows, and a copy apart from it. Together they show when the browser has lost something: a database
 * that was made anew has other books, one that fell back to an older state has older ones, and rows that vanished are
 * missing from the count. Pure.
 */
import * as v from 'valibot';
import { parseWith } from '../schemas';

const countSchema = v.pipe(v.number(), v.safeInteger());

const ledgerSchema = v.object({
  /** Of this database since it was made. */
  id: v.pipe(v.string(), v.maxLength(64)),
  /** Transactions that changed rows. */
  writes: countSchema,
  spans: countSchema,
  reactions: countSchema,
  /** Sum of all rows' hashes, modulo 2^32: the order does not count, so that rows can come and go. */
  sum: countSchema,
});
export type Ledger = Readonly<v.InferOutput<typeof ledgerSchema>>;
export type RowKind = 'spans' | 'reactions';

/** The books in anything that was stored, or null. */
export function parseLedger(value: unknown): Ledger | null {
  return parseWith(ledgerSchema, value);
}

export function newLedger(id: string): Ledger {
  return { id, writes: 0, spans: 0, reactions: 0, sum: 0 };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo; RFC 9923). */
export function hashOf(identity: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < identity.length; at++) {
    hash = Math.imul(hash ^ identity.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

/** What one transaction does to the rows. */
export class LedgerChanges {
  private readonly counts = { spans: 0, reactions: 0 };
  private sum = 0;
  private isEmptied = false;

  added(kind: RowKind, identity: string): void {
    this.counts[kind] += 1;
    this.sum = (this.sum + hashOf(identity)) >>> 0;
  }

  removed(kind: RowKind, identity: string): void {
    this.counts[kind] -= 1;
    this.sum = (this.sum - hashOf(identity)) >>> 0;
  }

  /** Everything goes. */
  emptied(): void {
    this.isEmptied = true;
  }

  plus({ counts, sum }: LedgerChanges): void {
    this.counts.spans += counts.spans;
    this.counts.reactions += counts.reactions;
    this.sum = (this.sum + sum) >>> 0;
  }

  /** Whether there is nothing to write down. */
  get isEmpty(): boolean {
    const { spans, reactions } = this.counts;
    return !this.isEmptied && spans === 0 && reactions === 0 && this.sum === 0;
  }

  after(ledger: Ledger): Ledger {
    const before = this.isEmptied ? newLedger(ledger.id) : ledger;
    return {
      id: ledger.id,
      writes: ledger.writes + 1,
      spans: Math.max(before.spans + this.counts.spans, 0),
      reactions: Math.max(before.reactions + this.counts.reactions, 0),
      sum: (before.sum + this.sum) >>> 0,
    };
  }
}

/** What is in the database now. */
export interface LedgerFinding {
  readonly ledger: Ledger;
  readonly spans: number;
  readonly reactions: number;
}

/** `recreated`: the database was made anew. `older`: it fell back to an older state. `vanished`: rows are missing. */
export type LossKind = 'recreated' | 'older' | 'vanished';

export interface Loss {
  readonly kind: LossKind;
  /** Rows that are missing, at least. */
  readonly rows: number;
}

/**
 * What is missing, or null.
 * @param copy the books as they were kept apart; null where there are none yet
 */
export function lossOf(copy: Ledger | null, { ledger, spans, reactions }: LedgerFinding): Loss | null {
  const [should, has] = [ledger.spans + ledger.reactions, spans + reactions];
  if (copy !== null) {
    const known = copy.spans + copy.reactions;
    if (copy.id !== ledger.id) return known > 0 ? { kind: 'recreated', rows: known } : null;
    // The copy is written after the database; only a database that lost writes is behind it.
    if (ledger.writes < copy.writes) return { kind: 'older', rows: Math.max(known - has, 1) };
  }
  return has < should ? { kind: 'vanished', rows: should - has } : null;
}
