/**
 * The history's books: the expected number of rows and a checksum over them. They are stored in the database in the same
 * transaction as the rows, with a copy outside. Together they reveal losses: a recreated database has other books, one that
 * fell back to an older state has older books, and vanished rows are missing from the count. Pure.
 */
import * as v from 'valibot';
import { parseWith } from '../schemas';

const countSchema = v.pipe(v.number(), v.safeInteger());

const ledgerSchema = v.object({
  /** Id of this database since its creation. */
  id: v.pipe(v.string(), v.maxLength(64)),
  /** Number of transactions that changed rows. */
  writes: countSchema,
  spans: countSchema,
  reactions: countSchema,
  /** Sum of all rows' hashes, modulo 2^32. It is independent of the order, so rows can be added and removed. */
  sum: countSchema,
});
export type Ledger = Readonly<v.InferOutput<typeof ledgerSchema>>;
export type RowKind = 'spans' | 'reactions';

/** Parses stored books, or returns null. */
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

/** The changes of one transaction. */
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

  /** All rows are deleted. */
  emptied(): void {
    this.isEmptied = true;
  }

  plus({ counts, sum }: LedgerChanges): void {
    this.counts.spans += counts.spans;
    this.counts.reactions += counts.reactions;
    this.sum = (this.sum + sum) >>> 0;
  }

  /** Whether there is nothing to write. */
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

/** The contents of the database now. */
export interface LedgerFinding {
  readonly ledger: Ledger;
  readonly spans: number;
  readonly reactions: number;
}

/** `recreated`: the database was created anew. `older`: it fell back to an older state. `vanished`: rows are missing. */
export type LossKind = 'recreated' | 'older' | 'vanished';

export interface Loss {
  readonly kind: LossKind;
  /** Rows that are missing, at least. */
  readonly rows: number;
}

/**
 * What was lost, or null.
 * @param copy the books that were kept outside; null if there are none yet
 */
export function lossOf(copy: Ledger | null, { ledger, spans, reactions }: LedgerFinding): Loss | null {
  const [should, has] = [ledger.spans + ledger.reactions, spans + reactions];
  if (copy !== null) {
    const known = copy.spans + copy.reactions;
    if (copy.id !== ledger.id) return known > 0 ? { kind: 'recreated', rows: known } : null;
    // The copy is written after the database, so only a database that lost writes can be behind it.
    if (ledger.writes < copy.writes) return { kind: 'older', rows: Math.max(known - has, 1) };
  }
  return has < should ? { kind: 'vanished', rows: should - has } : null;
}
