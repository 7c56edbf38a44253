/**
 * Pages that come back from the back/forward cache. They were frozen: their ports are dead, and what was said meanwhile
 * they may never hear.
 */

/**
 * Calls `listener` whenever the page is back, until `signal` ends it.
 * @param page the window; the page itself can make no event that counts
 */
export function whenRestored(page: EventTarget, listener: () => void, signal?: AbortSignal): void {
  const shown = (event: Event): void => {
    if (event.isTrusted && (event as PageTransitionEvent).persisted) listener();
  };
  page.addEventListener('pageshow', shown, signal ? { signal } : {});
}

/** Whether a page is only being prepared: the tab shows another one, of which alone the badge may tell. */
export function isPrerendered(document: Document): boolean {
  return (document as Document & { readonly prerendering?: boolean }).prerendering === true;
}

/** Calls `listener` when a page that was only prepared is shown, until `signal` ends it. */
export function whenActivated(document: EventTarget, listener: () => void, signal: AbortSignal): void {
  const activated = (event: Event): void => {
    if (event.isTrusted) listener();
  };
  document.addEventListener('prerenderingchange', activated, { signal });
}
