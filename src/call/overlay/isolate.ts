/** What happens on the overlay stays there, and the overlay takes nothing from the page. */

const ACTIVATION = new Set([' ', 'Enter']);

/**
 * Keeps presses, clicks and the keys that work a button from the page's own handlers: calls take a press beside a
 * menu, a double click or the space bar as commands. Releases and moves go through, because a drag that began in
 * the page may end on the overlay; so do all other keys, because they are the page's shortcuts.
 */
export function isolateEvents(element: HTMLElement, signal: AbortSignal): void {
  for (const type of ['pointerdown', 'click', 'dblclick'] as const) {
    element.addEventListener(type, (event) => event.stopPropagation(), { signal });
  }
  const onMouseDown = (event: MouseEvent) => {
    event.stopPropagation();
    // Keeps the focus in the page: after a click on Pause, the space bar is still the call's push-to-talk.
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
