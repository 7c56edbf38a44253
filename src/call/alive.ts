/** Whether EmojiGen already runs in a window, and its end when the extension is updated or removed. */
import { NEWER } from '../hook/channel/announce';
import { startInterval } from '../shared/edges/timers';
import { RUNNING_KEY } from '../shared/messages/running';
import { isExtensionAlive } from './edges/frame-link';

/** Interval at which the extension's presence is checked. Milliseconds. */
const CHECK_EVERY = 2000;

/** Global that marks a running script for a second one. Pages do not see the globals of this world. */
const RUNNING = Symbol.for(RUNNING_KEY);

type Marked = Window & { [RUNNING]?: () => boolean };

/** Whether a script of a living extension runs here. */
export function isRunning(window: Window): boolean {
  return (window as Marked)[RUNNING]?.() === true;
}

/** Sets the mark, and aborts `lifetime` as soon as the extension is updated or removed. */
export function endWhenOrphaned(window: Window, lifetime: AbortController): void {
  const { signal } = lifetime;
  (window as Marked)[RUNNING] = () => !signal.aborted && isExtensionAlive();
  const look = (): void => {
    if (!isExtensionAlive()) lifetime.abort();
  };
  const timer = startInterval(look, CHECK_EVERY);
  window.addEventListener(NEWER, look, { signal });
  signal.addEventListener('abort', () => timer.stop());
}
