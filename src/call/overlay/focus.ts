/**
 * Keeps the keyboard focus inside the card when the focused element disappears. A page sees focus leave the card, which
 * would reveal that a question came or went; it does not see focus move within the card.
 */

/** Draws, then moves the focus to the nearest focusable element if the focused one is gone or inert. */
export function keepFocus(root: ShadowRoot, draw: () => void): void {
  const focused = root.activeElement;
  const layer = focused?.closest('.ask, .favourites');
  draw();
  if (focused === null || layer == null || !layer.hasAttribute('inert')) return;
  const next = root.querySelector<HTMLElement>(
    '.ask:not([inert]) button, .favourites:not([inert]) [tabindex="0"]',
  );
  next?.focus({ preventScroll: true });
}
