/** The page in the address bar, as seen from any frame in it. */

/** Address of the tab's page, as far as a frame may know it: its origin. */
export function topUrl({ location }: Window): string {
  const { ancestorOrigins, origin } = location;
  return ancestorOrigins?.item(ancestorOrigins.length - 1) ?? origin;
}

/** Host name of the tab's page, which the user switches on, also for frames inside it. */
export function topHost(window: Window): string {
  const top = topUrl(window);
  return URL.canParse(top) ? new URL(top).hostname : window.location.hostname;
}
