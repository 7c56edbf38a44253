/**
 * Firefox, which has no generated tracks: a canvas's stream is the track, and a <video> outside the document gives the
 * camera's pictures, whenever a clock ticks. Both work in a hidden tab, where only frame callbacks and the page's timers
 * slow down; so the clock is not the page's (docs/firefox.md).
 */
import type { PictureReader, PictureTrack, VideoPath } from './video-path';

/** Calls `onTick` some thirty times a second. @returns a function that stops it */
export type StartClock = (onTick: () => void) => () => void;

type FrameCapture = MediaStream & { requestFrame(): void };

export function createCanvasPath(document: Document, startClock: StartClock): VideoPath {
  function open(camera: MediaStreamTrack): PictureReader {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([camera]);
    video.play().catch((error: unknown) => {
      if (!over) console.error('EmojiGen could not play the camera.', error);
    });
    let over = false;
    let given = 0;
    /** A tick has passed that no picture was taken for. */
    let due = false;
    let wake: (() => void) | null = null;
    const stop = startClock(() => {
      if (camera.readyState === 'ended') return cancel();
      if (video.readyState < 2 || !camera.enabled || camera.muted) return;
      given += 1;
      due = true;
      wake?.();
    });

    function cancel(): void {
      if (over) return;
      over = true;
      stop();
      video.srcObject = null;
      wake?.();
    }

    async function read(): Promise<VideoFrame | null> {
      if (!due && !over)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      wake = null;
      due = false;
      return over ? null : new VideoFrame(video, { timestamp: Math.round(1000 * performance.now()) });
    }

    return {
      get given() {
        return given;
      },
      read,
      cancel,
    };
  }

  function create(camera: MediaStreamTrack, given: boolean): PictureTrack {
    const canvas = document.createElement('canvas');
    const { width = 640, height = 480 } = camera.getSettings();
    [canvas.width, canvas.height] = [width, height];
    // In main memory: the camera's pictures come from there, and the stream reads the canvas back.
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    const stream = canvas.captureStream(0) as FrameCapture;
    const [track] = stream.getVideoTracks();
    if (!context || !track) throw new Error('The canvas gives no track.');

    let passed: PictureReader | null = null;

    async function write(picture: VideoFrame): Promise<void> {
      const { displayWidth, displayHeight } = picture;
      if (canvas.width !== displayWidth) canvas.width = displayWidth;
      if (canvas.height !== displayHeight) canvas.height = displayHeight;
      context!.drawImage(picture, 0, 0);
      stream.requestFrame();
    }

    return {
      track,
      isFree: true,
      write,
      pass(onEnd) {
        const reader = open(camera);
        let stopped = false;
        passed = reader;
        const passing = (async () => {
          for (;;) {
            const picture = await reader.read();
            if (picture === null) break;
            await write(picture).finally(() => picture.close());
          }
        })();
        const ended = (): void => {
          reader.cancel();
          if (!stopped) onEnd();
        };
        const done = passing.then(ended, ended);
        return () => {
          stopped = true;
          reader.cancel();
          return done;
        };
      },
      close() {
        passed?.cancel();
        // A canvas's track cannot be ended for its clones: the hook ends all that the page holds (track-proxy.ts).
        if (given) camera.dispatchEvent(new Event('ended'));
        track.stop();
      },
    };
  }

  return { open, create };
}
