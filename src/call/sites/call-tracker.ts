/**
 * When a call begins and ends, told from what the page shows and whether the camera is open. Single-page sites go
 * from call to call without a reload, and rebuild their page in the middle of one. Times are milliseconds.
 */
import type { CallPhase } from '../../shared/messages/site-report';

/** A call is left once the page has said so for this long: a page being rebuilt says so for a moment. */
export const LEFT_AFTER = 1500;
/** A page that no longer tells, with the camera closed: the call is over after this long. */
export const SILENT_AFTER = 15_000;
/** Where the page never tells, a closed camera ends the call after this long: people switch it off for a while. */
export const IDLE_AFTER = 10 * 60_000;
/** A place in which the camera has been open for this long is where the call is, whatever it began in. */
export const SETTLED_AFTER = 5000;

export interface SiteObservation {
  readonly phase: CallPhase;
  /** Whether the page holds an open camera, be it switched off. */
  readonly camera: boolean;
  /** What tells one place of the site from another: the address's path. */
  readonly place: string;
}

export interface CallTrack {
  /** `idle`: no call. `call`: the page says so. `camera`: nothing says so but an open camera. */
  readonly kind: 'idle' | 'call' | 'camera';
  /** Where it is. */
  readonly place: string;
  /** Another place, and since when the camera is open there; missing where there is none. */
  readonly moved?: { readonly place: string; readonly since: number };
  /** Since when it looks as if it were over; null while it does not. */
  readonly doubtedSince: number | null;
}

export interface Tracked {
  readonly track: CallTrack;
  /**
   * What has just happened, once. `ended`: the page has said so, or said that there was a call and no longer does.
   * `faded`: nothing but a closed camera speaks for an end.
   */
  readonly event: 'began' | 'ended' | 'faded' | null;
}

export const NO_CALL: CallTrack = { kind: 'idle', place: '', doubtedSince: null };

/** The next state. A lobby's camera begins the call that it leads to. */
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

/** Sites change their address on the way from the lobby into the call. */
function settle({ moved, ...track }: CallTrack, place: string, now: number): CallTrack {
  if (place === track.place) return track;
  const since = moved?.place === place ? moved.since : now;
  return now - since < SETTLED_AFTER ? { ...track, moved: { place, since } } : { ...track, place };
}

/** How long to wait before a track is over; null: nothing speaks for an end. */
function patience(track: CallTrack, { phase, camera, place }: SiteObservation): number | null {
  if (track.kind === 'call') {
    if (phase !== 'unknown') return LEFT_AFTER;
    return camera ? null : SILENT_AFTER;
  }
  if (camera) return null;
  // A lobby is short of its camera while the user goes in, or while it is switched off.
  if (phase === 'away') return LEFT_AFTER;
  return place === track.place ? IDLE_AFTER : LEFT_AFTER;
}
