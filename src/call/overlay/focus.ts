/**
 * Keeps the keyboard's focus in the card while what has it goes away. A page sees when the focus leaves the card, and
 * would know that a question has come or gone; moves within the card it does not see.
 */

/** Draws, and gives the focus to the nearest thing that can take it where its holder is gone or was made inert. */
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
