import { startTimer } from '../edges/timers';
import { createFrameCopier } from './copy-frame';
import type { FrameSource } from './frame-source';

/** How long to wait for a new frame before the last one is used again. Milliseconds. */
const PATIENCE = 300;

/**
 * For browsers without MediaStreamTrackProcessor (Firefox): a <video> that is in no document plays the track, and a
 * VideoFrame is taken of it whenever a picture is wanted. In a hidden tab it still plays; only the events and timers
 * there are slowed down, and those are not what asks for pictures (docs/firefox.md).
 */
export function createVideoSource(track: MediaStreamTrack, now: () => number, reuse: boolean): FrameSource {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  const playing = video.play();
  // Reported by the first read.
  playing.catch(() => {});
  const copier = createFrameCopier(now, reuse);
  let shown = -1;
  let disposed = false;

  /** Resolves when the video shows a picture that was not read yet, or it takes too long. */
  function newPicture(): Promise<void> {
    if (video.currentTime !== shown && video.readyState >= 2) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = startTimer(done, PATIENCE);
      function done(): void {
        timer.stop();
        for (const name of ['timeupdate', 'loadeddata']) video.removeEventListener(name, done);
        resolve();
      }
      for (const name of ['timeupdate', 'loadeddata']) video.addEventListener(name, done);
    });
  }

  async function newest<T>(use: (picture: VideoFrame) => Promise<T>): Promise<T | null> {
    await playing;
    await newPicture();
    if (disposed || track.readyState !== 'live' || video.readyState < 2) return null;
    shown = video.currentTime;
    const picture = new VideoFrame(video, { timestamp: Math.round(shown * 1e6) });
    try {
      return await use(picture);
    } finally {
      picture.close();
    }
  }

  return {
    read: (region) => newest((picture) => copier.copy(picture, region)),
    readIfChanged: (region, watch) => newest((picture) => copier.copyIfChanged(picture, region, watch)),
    dispose() {
      disposed = true;
      video.srcObject = null;
    },
  };
}
