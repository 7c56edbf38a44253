/** Handles the Escape key while there is something to cancel. */

export interface EscapeKey {
  /** Whether there is something to cancel now. */
  set(wanted: boolean): void;
}

/**
 * Listens in `window` before the page does, unless the page added a capturing listener earlier. The page still receives the
 * key: a missing key would reveal that a question was shown. Stops when `signal` aborts.
 * @param isUsers whether an event comes from the user: pages can create key events too
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
