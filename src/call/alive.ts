/** Whether EmojiGen runs in a window already, and its end when the extension is gone from under it. */
import { NEWER } from '../hook/channel/announce';
import { RUNNING_KEY } from '../shared/messages/running';
import { isExtensionAlive } from './edges/frame-link';

/** How often it is checked that the extension is still there. Milliseconds. */
const CHECK_EVERY = 2000;

/** Where a script that runs in this window leaves a sign for a second one; pages do not see this world's globals. */
const RUNNING = Symbol.for(RUNNING_KEY);

type Marked = Window & { [RUNNING]?: () => boolean };

/** Whether a script of a living extension runs here. */
export function isRunning(window: Window): boolean {
  return (window as Marked)[RUNNING]?.() === true;
}

/** Leaves the sign, and aborts `lifetime` as soon as the extension was updated or taken away. */
export function endWhenOrphaned(window: Window, lifetime: AbortController): void {
  const { signal } = lifetime;
  (window as Marked)[RUNNING] = () => !signal.aborted && isExtensionAlive();
  const look = (): void => {
    if (!isExtensionAlive()) lifetime.abort();
  };
  const timer = setInterval(look, CHECK_EVERY);
  window.addEventListener(NEWER, look, { signal });
  signal.addEventListener('abort', () => clearInterval(timer));
}
