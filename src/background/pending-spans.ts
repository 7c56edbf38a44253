/** Saves finished spans. While the disk accepts none, they wait in memory for the next attempt. */
import { identityOf } from '../shared/history/change';
import { readableSpans, toStoredSpan } from '../shared/history/span';
import type { History } from '../shared/history/store';
import type { HistoryTrouble } from '../shared/messages/history';
import { createQueue } from '../shared/queue';
import type { StoredSpan } from '../shared/types';
import type { SessionValue } from './session-value';

/** More than one day of calls; the oldest are dropped first. */
const MOST_WAITING = 5000;

export interface PendingSpans {
  /** Why spans wait; undefined while everything is on the disk. */
  readonly trouble: HistoryTrouble | undefined;
  /** Rejects if the span is not on the disk yet; it then waits, unless it is invalid (`invalid`). */
  keep(span: StoredSpan): Promise<void>;
  /** Writes the waiting spans. Rejects if the disk still accepts none. */
  retry(): Promise<void>;
  /** The user deletes these: none of them may return. */
  forget(isMeant: (span: StoredSpan) => boolean): Promise<void>;
}

export function createPendingSpans(
  history: Pick<History, 'add' | 'import'>,
  shelf?: SessionValue,
): PendingSpans {
  let waiting: readonly StoredSpan[] = [];
  let message = '';
  const loaded = (async () => {
    const stored: unknown = await shelf?.get();
    if (Array.isArray(stored)) waiting = readableSpans(stored);
  })().catch(report);
  const queued = createQueue(loaded);

  async function wait(next: readonly StoredSpan[]): Promise<void> {
    const isNew = next.length > 0 || waiting.length > 0;
    waiting = next.slice(-MOST_WAITING);
    // Without the shelf they still wait here.
    if (isNew) await shelf?.set(waiting).catch(report);
  }

  async function write(spans: readonly StoredSpan[]): Promise<void> {
    const tried = waiting;
    try {
      // Import skips what an attempt that seemed to fail has written after all.
      if (tried.length > 0) await history.import([...tried, ...spans], {});
      else for (const span of spans) await history.add(span);
      await wait(waiting.filter((each) => !tried.includes(each)));
    } catch (error) {
      // Callers retry failed saves; drop duplicates.
      const said = new Set(spans.map(identityOf));
      message = error instanceof Error ? error.message : String(error);
      await wait([...waiting.filter((each) => !said.has(identityOf(each))), ...spans]);
      throw error;
    }
  }

  return {
    get trouble() {
      return waiting.length === 0 ? undefined : { message, waiting: waiting.length };
    },
    // An invalid span must not wait: it would block the others for ever.
    keep: (span) => queued(async () => write([toStoredSpan(span)])),
    retry: () =>
      queued(async () => {
        if (waiting.length > 0) await write([]);
      }),
    forget: (isMeant) => queued(() => wait(waiting.filter((span) => !isMeant(span)))),
  };
}

function report(error: unknown): void {
  console.warn('EmojiGen: expressions that are not saved yet could not be put aside', error);
}
