/** The Escape key, while there is something to cancel. */

export interface EscapeKey {
  /** Whether there is something to cancel now. */
  set(wanted: boolean): void;
}

/**
 * Listens in `window` before the page does, unless the page has put a capturing listener on it earlier. The page gets the
 * key as ever: a key that is kept from it would tell it that something was asked. Silent for good when `signal` aborts.
 * @param isUsers whether an event is the user's: a page can make key events, too
 */
export function createEscapeKey(
  window: Window,
  signal: AbortSignal,
  isUsers: (event: Event) => boolean,
  onCancel: () => void,
): EscapeKey {
  let isWanted = false;
  const onKey = (event: KeyboardEvent): void => {
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (!isWanted || !isUsers(event) || event.key !== 'Escape' || modified || event.isComposing) return;
    onCancel();
  };
  window.addEventListener('keydown', onKey, { capture: true, signal });
  return {
    set(wanted) {
      isWanted = wanted;
    },
  };
}
