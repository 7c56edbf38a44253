/**
 * Moves pictures from a camera to a generated track, one at a time: a picture that comes while another one is under
 * way is dropped by the processor's queue of one, so nothing ever lags behind.
 *
 * Whatever goes wrong, others go on seeing something. A picture that cannot be made is replaced by `instead`; where
 * no picture comes out although the camera gives some, the browser itself moves the pictures (`pipeTo`), without any
 * of our code, or, where the camera must not be seen, nothing is sent any more.
 */

import { passPictures } from './pass-pictures';
import { watchForStall } from './stall';

/** How often it is checked that pictures come out. Milliseconds. */
const LOOK_EVERY = 250;
/** After giving up it is tried again, later each time. Milliseconds. */
const FIRST_RETRY = 5000;
const LAST_RETRY = 60_000;

export interface PumpEvents {
  /** The picture to send, and whether the camera's own may be. Called for one picture at a time. */
  make(frame: VideoFrame): Promise<VideoFrame>;
  /** What to send where `make` fails; null for the camera's own picture. */
  instead(frame: VideoFrame): VideoFrame | null;
  /** Whether the camera's own pictures may be sent when nothing else works. */
  mayPass(): boolean;
  /** Whether nobody has the generated track any more. */
  isOver(): boolean;
  /** The camera has ended, or the page has stopped the track. */
  onEnd(): void;
}

export interface Pump {
  readonly failed: boolean;
  /** Checks for a stall; also called by a timer, which hidden tabs slow down. */
  look(): void;
  /** `mayPass` may answer otherwise now: a pump that gave up begins anew, since what it does instead may be wrong. */
  changed(): void;
}

export function startPump(
  camera: MediaStreamTrack,
  generator: MediaStreamTrackGenerator,
  now: () => number,
  events: PumpEvents,
): Pump {
  /** Each start of a reader has a number; what belongs to an older one is thrown away. */
  let round = 0;
  let failed = false;
  /** After giving up: whether the camera's own pictures could be sent at that time. */
  let gaveUp: 'passing' | 'silent' | null = null;
  /** When to try again after giving up, and how long to wait after that. */
  let retryAt = 0;
  let retryAfter = FIRST_RETRY;
  let over = false;
  /** Set while the browser moves the pictures: ends that, and resolves when it has ended. */
  let stopPassing: (() => Promise<void>) | null = null;
  /** Whether the last picture that was sent may show the camera's. */
  let bare = false;
  let sent = 0;
  /** The camera's picture under way: kept open, it would stall every other reader of the camera. */
  let inFlight: VideoFrame | null = null;
  let reader = open();
  let writer = generator.writable.getWriter();
  let isStalled = watchForStall(camera, now, sent);
  const timer = setInterval(look, LOOK_EVERY);

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
          // Neither the track nor a clone of it is left.
          if (generator.readyState === 'ended') end();
          throw error;
        });
        bare = plain;
        sent += 1;
      } finally {
        // Both are closed by the generator when they were sent: closing twice does no harm.
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
      // What was the matter may be over: a camera that stood still, a graphics card that was reset.
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

  /** The last resort. */
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

  /** The track will show what was sent last: not the camera's picture, nor one whose mask may have been late. */
  function cover(): void {
    const isFree = (writer.desiredSize ?? 0) > 0;
    const picture = isFree && inFlight !== null ? events.instead(inFlight) : null;
    if (bare && picture === null) return end();
    bare = false;
    if (picture !== null) writer.write(picture).catch(end);
  }

  /** The browser moves the pictures. */
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
    clearInterval(timer);
    // Ends the generated track with the event that a camera's end brings.
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
