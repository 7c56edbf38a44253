/** Whether the page shares a screen: its track stays in the page's world, so only the hook there knows. */
import { startInterval, type Timer } from '../../shared/edges/timers';

/** Poll interval while a screen is shared, because a track that a page stops has no event. Milliseconds. */
const LOOK_EVERY = 500;

export interface SharedScreen {
  readonly live: boolean;
  /** The page's world reports a shared screen, with or without a request, truthfully or not. */
  seen(): void;
  /** When switched on, it asks at once. When switched off, it releases everything and trusts nothing. */
  watch(on: boolean): void;
}

/**
 * @param ask calls `seen` before it returns, if a screen is shared
 * @param onChange `live` has changed, except by switching off
 */
export function createSharedScreen(ask: () => void, onChange: () => void): SharedScreen {
  let watching = false;
  let answered = false;
  let timer: Timer | null = null;

  function end(): void {
    timer?.stop();
    timer = null;
  }

  function look(): void {
    answered = false;
    ask();
    if (answered || timer === null) return;
    end();
    onChange();
  }

  return {
    get live() {
      return timer !== null;
    },
    seen() {
      answered = true;
      if (!watching || timer !== null) return;
      timer = startInterval(look, LOOK_EVERY);
      onChange();
    },
    watch(on) {
      watching = on;
      if (on) look();
      else end();
    },
  };
}
