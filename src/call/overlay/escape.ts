/** The Escape key, while there is something to cancel. At all other times the page's keys are the page's. */

export interface EscapeKey {
  /**
   * @param taken what may be cancelled now: `asked` keeps the key from the page, since the question is what it
   *   answers; `filling` lets it through, for it may have been meant for the page; null: nothing is listened to
   */
  set(taken: 'asked' | 'filling' | null): void;
}

/**
 * Listens in `window` before the page does, unless the page has put a capturing listener on it earlier. Falls silent
 * for good when `signal` aborts.
 */
export function createEscapeKey(window: Window, signal: AbortSignal, onCancel: () => void): EscapeKey {
  let taken: 'asked' | 'filling' | null = null;

  function onKey(event: KeyboardEvent): void {
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (event.key !== 'Escape' || modified || event.isComposing) return;
    if (taken === 'asked') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    onCancel();
  }

  function set(next: typeof taken): void {
    if ((next === null) !== (taken === null)) {
      if (next === null) window.removeEventListener('keydown', onKey, true);
      else window.addEventListener('keydown', onKey, true);
    }
    taken = next;
  }

  signal.addEventListener('abort', () => set(null), { once: true });
  return { set: (next) => signal.aborted || set(next) };
}
