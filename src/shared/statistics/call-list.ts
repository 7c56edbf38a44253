/** Filters and orders the listed calls. */
import type { CallRow } from './aggregate';
import { localDayOf, type OffsetAt } from './periods';

export const CALL_ORDERS = ['newest', 'oldest', 'longest', 'smiles', 'reactions'] as const;
export type CallOrder = (typeof CALL_ORDERS)[number];

const SORTS: Readonly<
  Record<CallOrder, (a: CallRow, b: CallRow, reactions: (callId: string) => number) => number>
> = {
  newest: (a, b) => b.start - a.start,
  oldest: (a, b) => a.start - b.start,
  longest: (a, b) => b.end - b.start - (a.end - a.start),
  smiles: (a, b) => (b.count.happy ?? 0) - (a.count.happy ?? 0),
  reactions: (a, b, reactions) => reactions(b.callId) - reactions(a.callId),
};

/** Lower case without diacritics, so that "Cafe" finds "Café". */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/**
 * Calls that contain every word of `query`, in the given order; among equals the newest first.
 * @param textOf searchable text of a call: its name, its site, its day
 * @param reactions number of reactions sent in a call
 */
export function listCalls(
  calls: readonly CallRow[],
  query: string,
  order: CallOrder,
  textOf: (call: CallRow) => string,
  reactions: (callId: string) => number,
): CallRow[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  const found =
    words.length === 0
      ? calls
      : calls.filter((call) => {
          const text = plain(textOf(call));
          return words.every((word) => text.includes(word));
        });
  return found.toSorted((a, b) => SORTS[order](a, b, reactions) || b.start - a.start);
}

export interface CallGroup {
  /** Local day; null if the calls are not ordered by time. */
  readonly day: number | null;
  readonly calls: readonly CallRow[];
}

/** Groups calls that are ordered by time by their local start day; others form one group. */
export function groupByDay(calls: readonly CallRow[], order: CallOrder, offsetAt: OffsetAt): CallGroup[] {
  if (order !== 'newest' && order !== 'oldest') return calls.length > 0 ? [{ day: null, calls }] : [];
  const groups: { day: number; calls: CallRow[] }[] = [];
  for (const call of calls) {
    const day = localDayOf(call.start, offsetAt);
    const last = groups.at(-1);
    if (last?.day === day) last.calls.push(call);
    else groups.push({ day, calls: [call] });
  }
  return groups;
}
