/** The camera tracks of one page: which one is analysed, and whether it gives pictures. */

import { startInterval } from '../../shared/edges/timers';
import type { FrameSource } from '../../shared/frames/frame-source';
import type { Frame, RegionOfInterest, Watch } from '../../shared/types';
import { WORDS } from '../../shared/words/frames';

/** Poll interval of `enabled`, which has no event. Milliseconds. */
const LOOK_EVERY = 500;
/** After this many failed reads in a row the camera counts as unreadable: about five seconds. */
const MOST_FAILURES = 10;

export type CameraState = 'none' | 'on' | 'off';

export interface CameraFeed {
  readonly state: CameraState;
  /** Whether the page holds an open camera, even if it is switched off. */
  readonly live: boolean;
  /** Adds a camera track that the page received. */
  add(track: MediaStreamTrack): void;
  /** Sends the next frame to `onFrame`. A second request before that replaces the first. */
  request(region: RegionOfInterest | null, watch?: Watch | null): void;
  /** Switches to another open device that delivers frames, if there is one. */
  tryAnother(): void;
  /** Cancels the request and drops the frame that is being read for it. */
  cancel(): void;
  /** The page shows its camera as off, whatever the track reports: nothing is read until it is on again. */
  setMuted(muted: boolean): void;
  dispose(): void;
}

export interface CameraFeedEvents {
  onFrame(frame: Frame, track: MediaStreamTrack): void;
  /** The watched part is unchanged since the last frame. */
  onSame(): void;
  onState(state: CameraState): void;
  /** The last open camera has ended. */
  onClosed?(): void;
  /** In words for the user. */
  onError(message: string): void;
}

/** A site may hold several tracks of one device, such as a preview and the sent one. */
export const isOtherDevice = (a: MediaStreamTrack, b: MediaStreamTrack): boolean =>
  a !== b && a.getSettings().deviceId !== b.getSettings().deviceId;

export function createCameraFeed(
  createSource: (track: MediaStreamTrack) => FrameSource,
  events: CameraFeedEvents,
): CameraFeed {
  /** The last one that delivers frames is analysed: the newest, until it shows no face. */
  let tracks: MediaStreamTrack[] = [];
  let current: { readonly track: MediaStreamTrack; readonly source: FrameSource } | null = null;
  let state: CameraState = 'none';
  let wanted: { readonly region: RegionOfInterest | null; readonly watch: Watch | null } | null = null;
  let reading = false;
  /** Failed reads in a row. */
  let failures = 0;
  let disposed = false;
  let muted = false;

  const gives = (track: MediaStreamTrack): boolean =>
    track.readyState === 'live' && track.enabled && !track.muted && !muted;

  function look(): void {
    if (disposed) return;
    const before = tracks.length;
    tracks = tracks.filter((track) => track.readyState === 'live');
    const best = tracks.findLast(gives) ?? tracks.at(-1) ?? null;
    if (best !== (current?.track ?? null)) change(best);
    const on = current !== null && gives(current.track);
    const next = on ? 'on' : tracks.length > 0 || state !== 'none' ? 'off' : 'none';
    if (next !== state) {
      state = next;
      events.onState(next);
    }
    if (before > 0 && tracks.length === 0) events.onClosed?.();
    void serve();
  }

  function change(track: MediaStreamTrack | null): void {
    current?.source.dispose();
    current = null;
    failures = 0;
    if (track === null) return;
    try {
      current = { track, source: createSource(track) };
    } catch (error) {
      tracks = [];
      events.onError(error instanceof Error ? error.message : String(error));
    }
  }

  async function serve(): Promise<void> {
    if (wanted === null || reading || state !== 'on' || current === null) return;
    const { track, source } = current;
    const { region, watch } = wanted;
    reading = true;
    let frame: Frame | 'same' | null = null;
    try {
      frame =
        watch && source.readIfChanged ? await source.readIfChanged(region, watch) : await source.read(region);
      failures = 0;
    } catch (error) {
      failed(error);
    } finally {
      reading = false;
    }
    if (disposed) return;
    // The camera was switched off in the meantime: the frame is black, or from another camera.
    if (current?.source !== source) void serve();
    else if (!gives(track)) look();
    else if (frame !== null && wanted !== null) {
      wanted = null;
      if (frame === 'same') events.onSame();
      else events.onFrame(frame, track);
    }
    // Wait for the timer; an immediate retry could spin.
  }

  function failed(error: unknown): void {
    failures += 1;
    if (failures === 1) console.error('EmojiGen could not read a camera picture.', error);
    if (failures === MOST_FAILURES && !disposed) events.onError(WORDS.unreadable(WORDS.damaged));
  }

  const timer = startInterval(look, LOOK_EVERY);
  return {
    get state() {
      return state;
    },
    get live() {
      return tracks.some((track) => track.readyState === 'live');
    },
    add(track) {
      if (tracks.includes(track)) return;
      tracks.push(track);
      look();
    },
    request(region, watch = null) {
      wanted = { region, watch };
      void serve();
    },
    tryAnother() {
      if (current === null) return;
      const { track } = current;
      const others = tracks.filter((each) => isOtherDevice(each, track));
      if (!others.some(gives)) return;
      tracks = [...tracks.filter((each) => !others.includes(each)), ...others];
      look();
    },
    cancel() {
      wanted = null;
    },
    setMuted(next) {
      muted = next;
      look();
    },
    dispose() {
      disposed = true;
      timer.stop();
      current?.source.dispose();
      current = null;
      tracks = [];
    },
  };
}
