/** What the user has deleted stays deleted: a span that was going on at that time is kept from then on only. */
import type { StoredSpan } from '../types';

/** Spans end within a day, and nobody deletes so often. */
const MOST = 50;

export interface Deletions {
  /** @param until where the deleted time ends (milliseconds since the epoch), if it ends before now */
  add(isMeant: (span: StoredSpan) => boolean, until?: number): void;
  /** What is left of a span that has just ended; null where it is nothing. */
  leave(span: StoredSpan): StoredSpan | null;
}

export function createDeletions(now: () => number): Deletions {
  let all: readonly { readonly isMeant: (span: StoredSpan) => boolean; readonly until: number }[] = [];
  return {
    add(isMeant, until = Number.POSITIVE_INFINITY) {
      all = [...all, { isMeant, until: Math.min(until, now()) }].slice(-MOST);
    },
    leave(span) {
      const end = span.start + span.duration;
      const start = all
        .filter(({ isMeant }) => isMeant(span))
        .reduce((latest, { until }) => Math.max(latest, until), span.start);
      if (start === span.start) return span;
      return start < end ? { ...span, start, duration: end - start } : null;
    },
  };
}
