/** Isolates the overlay's events from the page, and the page's from the overlay. */

const ACTIVATION = new Set([' ', 'Enter']);

/**
 * Hides presses, clicks and button keys from the page's own handlers: call sites take a press beside a menu, a double click
 * or the space bar as commands. Releases and moves pass through, because a drag that began in the page may end on the
 * overlay. All other keys pass too, because they are the page's shortcuts.
 */
export function isolateEvents(element: HTMLElement, signal: AbortSignal): void {
  for (const type of ['pointerdown', 'click', 'dblclick'] as const) {
    element.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  const onMouseDown = (event: MouseEvent) => {
    event.stopPropagation();
    // Keeps the focus in the page: after a click on Pause, the space bar still works as push-to-talk.
    event.preventDefault();
  };
  element.addEventListener('mousedown', onMouseDown, { signal });
  const onKey = (event: KeyboardEvent) => {
    const modified = event.ctrlKey || event.altKey || event.metaKey;
    if (ACTIVATION.has(event.key) && !modified) event.stopPropagation();
  };
  element.addEventListener('keydown', onKey, { signal });
  element.addEventListener('keyup', onKey, { signal });
}
