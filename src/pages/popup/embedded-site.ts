import type { EmbeddedSite } from './popup-api';

/** A frame of a tab that the extension has permission for. */
export interface SeenFrame {
  readonly host: string;
  /** Whether the content script runs in it. */
  readonly runs: boolean;
}

/**
 * @param hosts of frames that may use the camera, the largest first
 * @param seen frames with permission
 * @param mayRun whether the extension has permission for a host
 */
export function embeddedSiteOf(
  hosts: readonly string[],
  seen: readonly SeenFrame[],
  mayRun: (host: string) => boolean,
): EmbeddedSite | null {
  for (const host of hosts) {
    const frames = seen.filter((frame) => frame.host === host);
    if (frames.length === 0) {
      if (!mayRun(host)) return { host, allowed: false };
      // It is still loading, or is navigating.
      continue;
    }
    if (!frames.some(({ runs }) => runs)) return { host, allowed: true };
  }
  return null;
}
