/**
 * Moves frames from a camera to a track of ours, one at a time. The reader drops frames that arrive meanwhile, so latency
 * cannot build up.
 *
 * On errors others still see something. A frame that cannot be made is replaced by `instead`. If no frame comes out
 * although the camera delivers some, the camera's frames are passed on (`pass`); if the camera must not be seen, nothing is
 * sent any more.
 */

import { startInterval } from '../../shared/edges/timers';
import { watchForStall } from './stall';
import type { PictureReader, PictureTrack, VideoPath } from './video-path';

/** How often the output is checked for a stall. Milliseconds. */
const LOOK_EVERY = 250;
/** Delay before the first retry after giving up; later retries wait longer. Milliseconds. */
const FIRST_RETRY = 5000;
const LAST_RETRY = 60_000;

export interface PumpEvents {
  /** Makes the frame to send and says whether the camera's own frame may be sent. Called for one frame at a time. */
  make(frame: VideoFrame): Promise<VideoFrame>;
  /** The frame to send if `make` fails; null for the camera's own frame. */
  instead(frame: VideoFrame): VideoFrame | null;
  /** Whether the camera's own frames may be sent if nothing else works. */
  mayPass(): boolean;
  /** Whether nobody uses the generated track any more. */
  isOver(): boolean;
  /** The camera has ended, or the page has stopped the track. */
  onEnd(): void;
}

export interface Pump {
  readonly failed: boolean;
  /** Checks for a stall; also called by a timer, which hidden tabs slow down. */
  look(): void;
  /** Call if `mayPass` may have changed: a pump that gave up restarts, since its fallback may be wrong now. */
  changed(): void;
}

export function startPump(
  camera: MediaStreamTrack,
  out: PictureTrack,
  pictures: Pick<VideoPath, 'open'>,
  now: () => number,
  events: PumpEvents,
): Pump {
  /** Number of the current reader; results of older readers are discarded. */
  let round = 0;
  let failed = false;
  /** The fallback chosen when giving up; null while working. */
  let gaveUp: 'passing' | 'silent' | null = null;
  /** Time of the next retry, and the delay after it. */
  let retryAt = 0;
  let retryAfter = FIRST_RETRY;
  let over = false;
  /** Set while the camera's frames are passed on: stops that and resolves when it has stopped. */
  let stopPassing: (() => Promise<void>) | null = null;
  /** Whether the last sent frame may show the bare camera picture. */
  let bare = false;
  let sent = 0;
  /** The camera frame in progress: if left open, it would stall all readers of the camera. */
  let inFlight: VideoFrame | null = null;
  let reader = pictures.open(camera);
  let isStalled = watch(reader);
  const timer = startInterval(look, LOOK_EVERY);

  function watch(current: PictureReader): (sent: number) => boolean {
    return watchForStall(camera, () => current.given, now, sent);
  }

  async function make(frame: VideoFrame): Promise<VideoFrame | null> {
    try {
      const made = await events.make(frame);
      failed = gaveUp !== null;
      if (!failed) retryAfter = FIRST_RETRY;
      return made;
    } catch (error) {
      report(error);
      return events.instead(frame) ?? (events.mayPass() ? frame : null);
    }
  }

  async function run(mine: number): Promise<void> {
    for (;;) {
      const frame = await reader.read();
      if (mine !== round) return frame?.close();
      if (frame === null) return end();
      let made: VideoFrame | null = null;
      inFlight = frame;
      const plain = events.mayPass();
      try {
        made = await make(frame);
        if (mine !== round || made === null) continue;
        await out.write(made).catch((error) => {
          // The track and all of its clones have ended.
          if (out.track.readyState === 'ended') end();
          throw error;
        });
        bare = plain;
        sent += 1;
      } finally {
        // A generator closes frames that were written; closing twice is harmless.
        made?.close();
        frame.close();
        if (inFlight === frame) inFlight = null;
      }
    }
  }

  function start(): void {
    const mine = round;
    run(mine).catch((error) => {
      if (mine === round) giveUp(error);
    });
  }

  function look(): void {
    if (isOver()) return end();
    if (gaveUp !== null) {
      // The cause may be gone: a frozen camera, a reset graphics card.
      if (now() >= retryAt && camera.enabled && !camera.muted) void beginAnew();
      return;
    }
    if (stopPassing !== null) return;
    if (isStalled(sent)) giveUp(new Error('No outgoing picture although the camera gives some.'));
  }

  const isOver = (): boolean => camera.readyState === 'ended' || events.isOver();

  function report(reason: unknown): void {
    if (failed) return;
    failed = true;
    console.error('EmojiGen could not draw into the outgoing picture.', reason);
  }

  /** Switches to the fallback. */
  function giveUp(reason: unknown): void {
    if (isOver()) return end();
    report(reason);
    stopReading();
    gaveUp = events.mayPass() ? 'passing' : 'silent';
    retryAt = now() + retryAfter;
    retryAfter = Math.min(2 * retryAfter, LAST_RETRY);
    try {
      if (gaveUp === 'silent') cover();
      else pass();
    } catch {
      end();
    } finally {
      inFlight?.close();
      inFlight = null;
    }
  }

  /** Ends on a covered frame: the track keeps showing the last one, which must not be the camera's or have a late mask. */
  function cover(): void {
    const picture = out.isFree && inFlight !== null ? events.instead(inFlight) : null;
    if (bare && picture === null) return end();
    bare = false;
    if (picture === null) return;
    out
      .write(picture)
      .catch(end)
      .finally(() => picture.close());
  }

  function pass(): void {
    bare = true;
    stopPassing = out.pass(end);
  }

  async function beginAnew(): Promise<void> {
    gaveUp = null;
    try {
      await stopPassing?.();
      stopPassing = null;
      if (over) return out.close();
      reader = pictures.open(camera);
      isStalled = watch(reader);
      start();
    } catch {
      end();
    }
  }

  function stopReading(): void {
    round += 1;
    reader.cancel();
  }

  function end(): void {
    if (over) return;
    over = true;
    stopReading();
    timer.stop();
    out.close();
    events.onEnd();
  }

  camera.addEventListener('ended', end, { once: true });
  start();
  return {
    get failed() {
      return failed;
    },
    look,
    changed() {
      if (gaveUp !== null && events.mayPass() !== (gaveUp === 'passing')) void beginAnew();
    },
  };
}
