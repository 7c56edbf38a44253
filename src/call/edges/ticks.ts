/** The clock of outgoing pictures where the page's own is too slow: Firefox's background page ticks. */
import { browser } from 'wxt/browser';
import { startInterval, startTimer, type Timer } from '../../shared/edges/timers';
import { TICK_EVERY, TICKS_PORT } from '../../shared/messages/ticks';
import { isExtensionAlive } from './frame-link';

/** The page's own timer ticks if nothing was heard for this long. Milliseconds. */
const PATIENCE = 3 * TICK_EVERY;
const RETRY_AFTER = 1000;
const DEAD_AFTER = 5000;
/** Firefox suspends a background page that hears nothing for 30 s. Milliseconds. */
const SAY_ALIVE_EVERY = 10_000;

/**
 * @param now milliseconds since the epoch
 * @returns a function that stops it */
export function startTicks(onTick: () => void, now: () => number): () => void {
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  let retry: Timer | undefined;
  let stopped = false;
  let last = now();
  let heard = last;

  function tick(): void {
    last = now();
    onTick();
  }

  function hear(): void {
    heard = now();
    tick();
  }

  function connect(): void {
    if (stopped || !isExtensionAlive()) return;
    try {
      const opened = browser.runtime.connect({ name: TICKS_PORT });
      port = opened;
      heard = now();
      opened.onMessage.addListener(hear);
      opened.onDisconnect.addListener(() => {
        if (port !== opened) return;
        port = null;
        again();
      });
    } catch {
      again();
    }
  }

  function drop(): void {
    const dropped = port;
    port = null;
    try {
      dropped?.disconnect();
    } catch {
      // Gone already.
    }
  }

  function again(): void {
    if (!stopped) retry = startTimer(connect, RETRY_AFTER);
  }

  const own = startInterval(() => {
    const passed = now() - last;
    if (passed >= PATIENCE || passed < 0) tick();
    // A frozen page's port is dead without an event.
    if (port !== null && now() - heard >= DEAD_AFTER) {
      drop();
      connect();
    }
  }, TICK_EVERY);
  const alive = startInterval(() => {
    try {
      port?.postMessage(0);
    } catch {
      // Gone: `onDisconnect` connects again.
    }
  }, SAY_ALIVE_EVERY);
  connect();
  return () => {
    stopped = true;
    for (const timer of [own, alive, retry]) timer?.stop();
    drop();
  };
}
