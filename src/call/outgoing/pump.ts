/**
 * Moves frames from a camera to a generated track, one at a time. The processor's queue of one drops frames that arrive
 * meanwhile, so latency cannot build up.
 *
 * On errors others still see something. A frame that cannot be made is replaced by `instead`. If no frame comes out
 * although the camera delivers some, the browser pipes the frames itself (`pipeTo`); if the camera must not be seen,
 * nothing is sent any more.
 */

import { startInterval } from '../../shared/edges/timers';
import { passPictures } from './pass-pictures';
import { watchForStall } from './stall';

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
  generator: MediaStreamTrackGenerator,
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
  /** Set while the browser pipes the frames: stops that and resolves when it has stopped. */
  let stopPassing: (() => Promise<void>) | null = null;
  /** Whether the last sent frame may show the bare camera picture. */
  let bare = false;
  let sent = 0;
  /** The camera frame in progress: if left open, it would stall all readers of the camera. */
  let inFlight: VideoFrame | null = null;
  let reader = open();
  let writer = generator.writable.getWriter();
  let isStalled = watchForStall(camera, now, sent);
  const timer = startInterval(look, LOOK_EVERY);

  function open(): ReadableStreamDefaultReader<VideoFrame> {
    return new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 }).readable.getReader();
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
      const { value: frame, done } = await reader.read();
      if (mine !== round) return frame?.close();
      if (done || frame === undefined) return end();
      let out: VideoFrame | null = null;
      inFlight = frame;
      const plain = events.mayPass();
      try {
        out = await make(frame);
        if (mine !== round || out === null) continue;
        await writer.write(out).catch((error) => {
          // The track and all of its clones have ended.
          if (generator.readyState === 'ended') end();
          throw error;
        });
        bare = plain;
        sent += 1;
      } finally {
        // The generator closes frames that were written; closing twice is harmless.
        out?.close();
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
    const isFree = (writer.desiredSize ?? 0) > 0;
    const picture = isFree && inFlight !== null ? events.instead(inFlight) : null;
    if (bare && picture === null) return end();
    bare = false;
    if (picture !== null) writer.write(picture).catch(end);
  }

  /** Lets the browser pipe the frames. */
  function pass(): void {
    bare = true;
    writer.releaseLock();
    stopPassing = passPictures(camera, generator, end);
  }

  async function beginAnew(): Promise<void> {
    gaveUp = null;
    try {
      if (stopPassing !== null) {
        await stopPassing();
        writer = generator.writable.getWriter();
      }
      stopPassing = null;
      if (over) return void writer.close().catch(() => {});
      isStalled = watchForStall(camera, now, sent);
      reader = open();
      start();
    } catch {
      end();
    }
  }

  function stopReading(): void {
    round += 1;
    reader.cancel().catch(() => {});
  }

  function end(): void {
    if (over) return;
    over = true;
    stopReading();
    timer.stop();
    // Ends the generated track with the same event as a camera's end.
    writer.close().catch(() => {});
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
