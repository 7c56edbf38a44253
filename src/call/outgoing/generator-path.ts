/** Chromium: a MediaStreamTrackProcessor reads the camera, a MediaStreamTrackGenerator is the track. */
import { passPictures } from './pass-pictures';
import type { VideoPath } from './video-path';

/** A track that counts its frames (Chromium). */
type Counting = MediaStreamTrack & { readonly stats?: { readonly totalFrames: number } };

export const GENERATED: VideoPath = {
  open(camera) {
    // The queue of one drops frames that arrive meanwhile, so latency cannot build up.
    const reader = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 }).readable.getReader();
    return {
      get given() {
        return (camera as Counting).stats?.totalFrames ?? null;
      },
      read: async () => (await reader.read()).value ?? null,
      cancel: () => void reader.cancel().catch(() => {}),
    };
  },
  create(camera) {
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    let writer = track.writable.getWriter();
    return {
      track,
      get isFree() {
        return (writer.desiredSize ?? 0) > 0;
      },
      // The generator closes the pictures.
      write: (picture) => writer.write(picture),
      pass(onEnd) {
        writer.releaseLock();
        const stop = passPictures(camera, track, onEnd);
        return async () => {
          await stop();
          writer = track.writable.getWriter();
        };
      },
      // With the same event as a camera's end.
      close: () => void writer.close().catch(() => {}),
    };
  },
};
