/**
 * Moves pictures from a camera to a generated track, one at a time: a picture that comes while another one is under
 * way is dropped by the processor's queue of one, so nothing ever lags behind.
 *
 * Whatever goes wrong, others go on seeing something. A picture that cannot be made is replaced by `instead`; where
 * no picture comes out although the camera gives some, the browser itself moves the pictures (`pipeTo`), without any
 * of our code, or, where the camera must not be seen, nothing is sent any more.
 */

/** How often it is checked that pictures come out, and after how long without any that is a failure. Milliseconds. */
const LOOK_EVERY = 250;
const STALL = 500;

export interface PumpEvents {
  /** The picture to send, and whether the camera's own may be. Called for one picture at a time. */
  make(frame: VideoFrame): Promise<VideoFrame>;
  /** What to send where `make` fails; null for the camera's own picture. */
  instead(frame: VideoFrame): VideoFrame | null;
  /** Whether the camera's own pictures may be sent when nothing else works. */
  mayPass(): boolean;
  /** Told once, when pictures can no longer be made as they should. */
  onFailed(reason: unknown): void;
  /** Whether nobody has the generated track any more. */
  isOver(): boolean;
  /** The camera has ended, or the page has stopped the track. */
  onEnd(): void;
}

export interface Pump {
  readonly failed: boolean;
  /** Checks for a stall; also called by a timer, which hidden tabs slow down. */
  look(): void;
}

/** Where a track counts its pictures (Chromium). */
type Counting = MediaStreamTrack & { readonly stats?: { readonly totalFrames: number } };

export function startPump(
  camera: MediaStreamTrack,
  generator: MediaStreamTrackGenerator,
  now: () => number,
  events: PumpEvents,
): Pump {
  /** Each start of a reader has a number; what belongs to an older one is thrown away. */
  let round = 0;
  let failed = false;
  let gaveUp = false;
  let sent = 0;
  /** The camera's picture under way: kept open, it would stall every other reader of the camera. */
  let inFlight: VideoFrame | null = null;
  const reader = open();
  const writer = generator.writable.getWriter();
  let last = { time: now(), sent, given: given() };
  let stalled = 0;
  const timer = setInterval(look, LOOK_EVERY);

  function open(): ReadableStreamDefaultReader<VideoFrame> {
    return new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 }).readable.getReader();
  }

  function given(): number | null {
    return (camera as Counting).stats?.totalFrames ?? null;
  }

  async function make(frame: VideoFrame): Promise<VideoFrame | null> {
    try {
      const made = await events.make(frame);
      failed = gaveUp;
      return made;
    } catch (error) {
      report(error);
      const other = events.instead(frame);
      return other ?? (events.mayPass() ? frame : null);
    }
  }

  async function run(mine: number): Promise<void> {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (mine !== round) return frame?.close();
      if (done || frame === undefined) return end();
      let out: VideoFrame | null = null;
      inFlight = frame;
      try {
        out = await make(frame);
        if (mine !== round || out === null) continue;
        await writer.write(out).catch((error) => {
          // Neither the track nor a clone of it is left.
          if (generator.readyState === 'ended') end();
          throw error;
        });
        sent += 1;
      } finally {
        // Both are closed by the generator when they were sent: closing twice does no harm.
        if (out !== null) out.close();
        frame.close();
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
    const time = now();
    const next = { time, sent, given: given() };
    const cameraGives =
      next.given === null
        ? camera.readyState === 'live' && camera.enabled && !camera.muted && sent > 0
        : next.given > (last.given ?? 0);
    // Sleep, or a page that blocks the thread, makes long gaps: no single look is enough to call it a stall.
    if (sent > last.sent || !cameraGives) stalled = 0;
    else stalled += Math.min(time - last.time, LOOK_EVERY);
    last = next;
    if (isOver()) end();
    else if (stalled >= STALL) giveUp(new Error('No outgoing picture although the camera gives some.'));
  }

  const isOver = (): boolean => camera.readyState === 'ended' || events.isOver();

  function report(reason: unknown): void {
    if (failed) return;
    failed = true;
    console.error('EmojiGen could not draw into the outgoing picture.', reason);
    events.onFailed(reason);
  }

  /** The last resort. */
  function giveUp(reason: unknown): void {
    if (isOver()) return end();
    report(reason);
    gaveUp = true;
    halt();
    inFlight?.close();
    // The track stays as it is: it shows what was sent last, which was masked.
    if (!events.mayPass()) return;
    writer.releaseLock();
    const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
    const ended = (): void => events.onEnd();
    readable.pipeTo(generator.writable).then(ended, ended);
  }

  function halt(): void {
    round += 1;
    clearInterval(timer);
    reader.cancel().catch(() => {});
  }

  function end(): void {
    halt();
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
    look: () => {
      if (!gaveUp) look();
    },
  };
}
