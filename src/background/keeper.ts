/** Keeps finished spans, also across a time in which the disk takes none: they wait in memory for the next try. */
import { identityOf } from '../history/change';
import { toStoredSpan } from '../history/span';
import type { History } from '../history/store';
import type { HistoryTrouble } from '../messages/history';
import type { StoredSpan } from '../types';

/** More than a day of calls gives; the oldest go first. */
const MOST_WAITING = 5000;

export interface Keeper {
  /** Undefined while everything is on the disk. */
  readonly trouble: HistoryTrouble | undefined;
  /** Rejects where the span is not on the disk; it then waits, unless it is no span (`invalid`). */
  keep(span: StoredSpan): Promise<void>;
  /** The user deletes these: none of them may come back. */
  forget(isMeant: (span: StoredSpan) => boolean): void;
}

export function createKeeper(history: Pick<History, 'add' | 'import'>): Keeper {
  let waiting: readonly StoredSpan[] = [];
  let message = '';
  let last: Promise<unknown> = Promise.resolve();

  async function write(value: StoredSpan): Promise<void> {
    // What is no span must not wait: it would hold up the others for ever.
    const span = toStoredSpan(value);
    const tried = waiting;
    try {
      // Importing leaves out what a try that seemed to fail has written after all.
      await (tried.length === 0 ? history.add(span) : history.import([...tried, span], {}));
      waiting = waiting.filter((each) => !tried.includes(each));
    } catch (error) {
      // Whoever is told no may say it again.
      const others = waiting.filter((each) => identityOf(each) !== identityOf(span));
      waiting = [...others, span].slice(-MOST_WAITING);
      message = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  return {
    get trouble() {
      return waiting.length === 0 ? undefined : { message, waiting: waiting.length };
    },
    keep(span) {
      const result = last.then(() => write(span));
      last = result.catch(() => {});
      return result;
    },
    forget(isMeant) {
      waiting = waiting.filter((span) => !isMeant(span));
    },
  };
}
