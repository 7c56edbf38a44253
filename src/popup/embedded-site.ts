import type { EmbeddedSite } from './popup-api';

/** A frame of a tab that the extension may look into. */
export interface SeenFrame {
  readonly host: string;
  /** Whether the content script runs in it. */
  readonly runs: boolean;
}

/**
 * @param hosts of frames that may use the camera, the largest first
 * @param seen frames that can be looked into
 */
export function embeddedSiteOf(hosts: readonly string[], seen: readonly SeenFrame[]): EmbeddedSite | null {
  for (const host of hosts) {
    const frames = seen.filter((frame) => frame.host === host);
    if (frames.length === 0) return { host, allowed: false };
    if (!frames.some(({ runs }) => runs)) return { host, allowed: true };
  }
  return null;
}
