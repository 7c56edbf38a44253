/** Whether this call is paused: by itself, or with everything else until some moment. */
import type { PauseStore } from '../settings/pause-store';

/** Milliseconds. */
const LONGEST_WAIT = 2000;

/** Until when; `true`: until the user resumes it; null: not at all. */
export type Paused = number | true | null;

export interface CallPause {
  readonly now: Paused;
  /** Whether the user paused this call by itself. */
  readonly own: boolean;
  /** The user's word for this call; false also ends the pause everywhere. */
  set(paused: boolean): void;
  /** The call is over: the next one begins without a pause of its own. */
  forget(): void;
}

export interface CallPauseEdges {
  readonly store: Pick<PauseStore, 'read' | 'watch'>;
  /** Milliseconds since the epoch. */
  now(): number;
  onChange(paused: Paused): void;
  /** Asks for the end of the pause everywhere. */
  resumeAll(): void;
  readonly signal: AbortSignal;
}

export function createCallPause({ store, now, onChange, resumeAll, signal }: CallPauseEdges): CallPause {
  let own = false;
  /** Of the pause everywhere. */
  let until: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const current = (): Paused => until ?? (own || null);

  function setUntil(next: number | null): void {
    clearTimeout(timer);
    if (signal.aborted) return;
    until = next;
    if (next !== null) waitFor(next);
    onChange(current());
  }

  /** In small steps: timers stand still while a computer sleeps, the clock does not. */
  function waitFor(end: number): void {
    const left = end - now();
    timer = setTimeout(
      () => (end <= now() ? setUntil(null) : waitFor(end)),
      Math.min(Math.max(left, 0), LONGEST_WAIT),
    );
  }

  const stop = store.watch(setUntil);
  store.read().then(
    (stored) => stored !== null && setUntil(stored),
    (error) => console.warn('EmojiGen: the pause could not be read', error),
  );
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    try {
      stop();
    } catch {
      // An orphaned script has no browser API left to clean up.
    }
  });

  return {
    get now() {
      return current();
    },
    get own() {
      return own;
    },
    set(paused) {
      own = paused;
      if (!paused && until !== null) {
        resumeAll();
        setUntil(null);
      } else onChange(current());
    },
    forget() {
      own = false;
    },
  };
}
