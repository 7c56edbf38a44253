/** Whether this call is paused: alone, or by the pause everywhere until some moment. */

import type { PauseStore } from '../shared/edges/pause-store';
import { startTimer, type Timer } from '../shared/edges/timers';
import { LONGEST_PAUSE } from '../shared/settings/pause';
import { whenRestored } from './frames/restored';

/** Milliseconds. */
const LONGEST_WAIT = 2000;

/** Until when; `true`: until the user resumes it; null: not at all. */
export type Paused = number | true | null;

export interface CallPause {
  readonly now: Paused;
  /** Whether the user paused this call by itself. */
  readonly own: boolean;
  /** Pauses or resumes this call; resuming also exempts it from the pause everywhere. */
  set(paused: boolean): void;
  /** The call is over: the next one starts without its own pause. */
  forget(): void;
}

export interface CallPauseEdges {
  readonly store: Pick<PauseStore, 'read' | 'watch'>;
  /** The window: changes while it is in the back/forward cache may not be reported. */
  readonly page: EventTarget;
  /** Milliseconds since the epoch. */
  now(): number;
  onChange(paused: Paused): void;
  readonly signal: AbortSignal;
}

export function createCallPause({ store, page, now, onChange, signal }: CallPauseEdges): CallPause {
  let own = false;
  /** End of the pause everywhere. */
  let until: number | null = null;
  /** The pause everywhere in which the user let this call go on. */
  let resumed: number | null = null;
  let timer: Timer | undefined;

  const current = (): Paused => until ?? (own || null);

  function setUntil(told: number | null): void {
    timer?.stop();
    if (signal.aborted) return;
    const next = told === resumed ? null : told;
    until = next;
    if (next !== null) waitFor(next);
    onChange(current());
  }

  /** Waits in small steps: timers stop while a computer sleeps, the clock does not. */
  function waitFor(end: number): void {
    const left = end - now();
    // A clock that was set back would make a short pause last for days.
    const isOver = (): boolean => end <= now() || end > now() + LONGEST_PAUSE;
    timer = startTimer(
      () => (isOver() ? setUntil(null) : waitFor(end)),
      Math.min(Math.max(left, 0), LONGEST_WAIT),
    );
  }

  /** Number of reported changes: a value read before the last one is out of date. */
  let told = 0;
  const stop = store.watch((next) => {
    told += 1;
    setUntil(next);
  });
  const look = (): void => {
    const before = told;
    store.read().then(
      (stored) => stored !== until && before === told && setUntil(stored),
      (error) => console.warn('EmojiGen: the pause could not be read', error),
    );
  };
  look();
  whenRestored(page, look, signal);
  signal.addEventListener('abort', () => {
    timer?.stop();
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
        resumed = until;
        setUntil(null);
      } else onChange(current());
    },
    forget() {
      own = false;
    },
  };
}
