/** Deleted data stays deleted: a span that was in progress at that time is kept only from then on. */
import type { StoredSpan } from '../shared/types';
import type { SessionValue } from './session-value';

/** Spans end within a day, and nobody deletes this often. */
const MOST = 50;

/** A deletion; a missing field matches everything. */
export interface Deleted {
  readonly callId?: string;
  /** Milliseconds since the epoch, [from, until). */
  readonly from?: number;
  readonly until?: number;
}

export interface Deletions {
  add(deleted: Deleted): Promise<void>;
  /** The part of a finished span that is not deleted; null if nothing is left. */
  leave(span: StoredSpan): Promise<StoredSpan | null>;
}

/** Whether a part of the span is deleted. */
export function isDeleted(
  { callId, from, until }: Deleted,
  span: Pick<StoredSpan, 'callId' | 'start' | 'duration'>,
): boolean {
  if (callId !== undefined && callId !== span.callId) return false;
  return span.start < (until ?? Number.POSITIVE_INFINITY) && span.start + span.duration > (from ?? 0);
}

/** @param shelf keeps deletions beyond the background's life: a span may last longer than that */
export function createDeletions(now: () => number, shelf?: SessionValue): Deletions {
  let all: readonly Deleted[] = [];
  const loaded = (async () => {
    const stored: unknown = await shelf?.get();
    if (Array.isArray(stored)) all = [...stored.filter(isRecord), ...all];
  })().catch((error) => console.warn('EmojiGen: what was deleted could not be read', error));
  return {
    async add(deleted) {
      await loaded;
      all = [...all, { ...deleted, until: Math.min(deleted.until ?? now(), now()) }].slice(-MOST);
      await shelf?.set(all).catch(() => {}); // without it, it holds as long as the background lives
    },
    async leave(span) {
      await loaded;
      const end = span.start + span.duration;
      const time = now();
      // If the clock was ahead and was set back since, spans that begin by the correct clock were not deleted.
      const holds = ({ until = 0 }: Deleted): boolean => until <= time || span.start > time;
      const start = all
        .filter((each) => holds(each) && isDeleted(each, span))
        .reduce((latest, { until = 0 }) => Math.max(latest, until), span.start);
      if (start === span.start) return span;
      return start < end ? { ...span, start, duration: end - start } : null;
    },
  };
}

const isRecord = (value: unknown): value is Deleted => typeof value === 'object' && value !== null;
