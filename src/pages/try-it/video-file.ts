/** Controls a video file in a <video> element. */

/** Beyond the end of any video. Seconds. */
const BEYOND = 1e9;

/** Resolves when one of the events fires or `signal` aborts; rejects on an error of the video. */
function nextOf(video: HTMLVideoElement, names: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const finish = (settle: () => void) => () => {
      over.abort();
      settle();
    };
    for (const name of names) video.addEventListener(name, finish(resolve), { signal: over.signal });
    video.addEventListener(
      'error',
      finish(() => reject(new DamagedVideoError())),
      { signal: over.signal },
    );
    signal.addEventListener('abort', finish(resolve), { signal: over.signal });
  });
}

/** The video cannot be shown from some moment on: its file is damaged or cut off. */
export class DamagedVideoError extends Error {
  override readonly name = 'DamagedVideoError';
}

/** It has only sound. */
export class NoPictureError extends Error {
  override readonly name = 'NoPictureError';
}

/** The last picture of a whole video may stand as long as this. Seconds. */
const LAST_PICTURE = 1;

/**
 * Seeks to a time (seconds) and resolves when its frame is shown.
 * @throws DamagedVideoError if it cannot be shown
 */
export async function seek(video: HTMLVideoElement, time: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // The browser tells of an error once; every later seek would wait in vain.
  if (video.error) throw new DamagedVideoError();
  const there = nextOf(video, ['seeked'], signal);
  video.currentTime = time;
  await there;
  // Of a file that is cut off, some kinds show their last picture until the end that they promise.
  if (video.ended && video.duration - time > LAST_PICTURE) throw new DamagedVideoError();
}

/**
 * Opens a video and determines its duration, even if the file does not contain it (browsers' recordings).
 * @throws NoPictureError if it has only sound, DamagedVideoError if it cannot be played
 */
export async function openVideo(video: HTMLVideoElement, url: string, signal: AbortSignal): Promise<void> {
  const loaded = nextOf(video, ['loadeddata'], signal);
  video.src = url;
  await loaded;
  if (signal.aborted) return;
  if (!Number.isFinite(video.duration)) {
    const known = nextOf(video, ['durationchange'], signal);
    video.currentTime = BEYOND;
    await known;
    await seek(video, 0, signal);
  }
  if (signal.aborted) return;
  if (video.videoWidth === 0) throw new NoPictureError();
  if (!(video.duration > 0)) throw new DamagedVideoError();
}
