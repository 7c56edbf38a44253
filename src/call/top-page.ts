/** The page in the address bar, as seen from any frame in it. */
import { hostOf } from '../shared/settings/host';

/** URL of the tab's page; of another site than the frame's only the origin can be known. */
export function topUrl({ top, location }: Window): string {
  const { ancestorOrigins, href } = location;
  try {
    if (top) return top.location.href;
  } catch {
    // Of another origin.
  }
  return ancestorOrigins?.item(ancestorOrigins.length - 1) ?? href;
}

/** Host name of the tab's page, which the user switches on, also for frames inside it. */
export function topHost(window: Window): string {
  return hostOf(topUrl(window)) ?? window.location.hostname;
}
