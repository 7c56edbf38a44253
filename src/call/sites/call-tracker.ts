/**
 * Detects when a call begins and ends, from what the page shows and whether the camera is open. Single-page sites go from
 * call to call without a reload, and rebuild their page during a call. Times are milliseconds.
 */
import type { CallPhase } from '../../shared/messages/site-report';

/** A call has ended once the page has shown so for this long: a page that rebuilds itself shows it for a moment. */
export const LEFT_AFTER = 1500;
/** Delay until the call counts as over if the page no longer shows a phase and the camera is closed. */
export const SILENT_AFTER = 15_000;
/** Delay until a closed camera ends the call on pages that never show a phase: people switch it off for a while. */
export const IDLE_AFTER = 10 * 60_000;
/** After the camera has been open in another place for this long, the call is there. */
export const SETTLED_AFTER = 5000;

export interface SiteObservation {
  readonly phase: CallPhase;
  /** Whether the page holds an open camera, even a switched-off one. */
  readonly camera: boolean;
  /** Identifies a place of the site: the path of its URL. */
  readonly place: string;
}

export interface CallTrack {
  /** `idle`: no call. `call`: the page shows one. `camera`: the only sign is an open camera. */
  readonly kind: 'idle' | 'call' | 'camera';
  /** Where it is. */
  readonly place: string;
  /** Another place with an open camera, and since when; missing if there is none. */
  readonly moved?: { readonly place: string; readonly since: number };
  /** Since when the call seems to be over; null if it does not. */
  readonly doubtedSince: number | null;
}

export interface Tracked {
  readonly track: CallTrack;
  /**
   * The event of this step. `ended`: the page showed the end, or showed a call and no longer does. `faded`: the only sign
   * of an end is a closed camera.
   */
  readonly event: 'began' | 'ended' | 'faded' | null;
}

export const NO_CALL: CallTrack = { kind: 'idle', place: '', doubtedSince: null };

/** Computes the next state. A lobby's camera begins the call that follows. */
export function trackCall(track: CallTrack, seen: SiteObservation, now: number): Tracked {
  const { phase, camera, place } = seen;
  if (phase === 'call') {
    return {
      track: { kind: 'call', place, doubtedSince: null },
      event: track.kind === 'call' ? null : 'began',
    };
  }
  if (track.kind === 'idle') {
    return { track: camera ? { kind: 'camera', place, doubtedSince: null } : NO_CALL, event: null };
  }
  const wait = patience(track, seen);
  if (wait === null) return { track: { ...settle(track, place, now), doubtedSince: null }, event: null };
  const since = track.doubtedSince ?? now;
  if (now - since < wait) return { track: { ...track, doubtedSince: since }, event: null };
  return { track: NO_CALL, event: track.kind === 'call' || phase !== 'unknown' ? 'ended' : 'faded' };
}

/** Sites change their URL on the way from the lobby into the call. */
function settle({ moved, ...track }: CallTrack, place: string, now: number): CallTrack {
  if (place === track.place) return track;
  const since = moved?.place === place ? moved.since : now;
  return now - since < SETTLED_AFTER ? { ...track, moved: { place, since } } : { ...track, place };
}

/** How long to wait before the call counts as over; null: no sign of an end. */
function patience(track: CallTrack, { phase, camera, place }: SiteObservation): number | null {
  if (track.kind === 'call') {
    if (phase !== 'unknown') return LEFT_AFTER;
    return camera ? null : SILENT_AFTER;
  }
  if (camera) return null;
  // In a lobby the camera may close while the user joins, or be switched off.
  if (phase === 'away') return LEFT_AFTER;
  return place === track.place ? IDLE_AFTER : LEFT_AFTER;
}
