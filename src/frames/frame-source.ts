import type { Frame, Rect } from '../types';
import { copyFrame } from './copy-frame';
import { createVideoSource } from './video-source';

/** Reads single pictures from a camera track, on demand. */
export interface FrameSource {
  /**
   * @param region part of the camera picture to show, in camera pixels; null for all of it
   * @returns the newest picture, shrunk; null when the track has ended
   */
  read(region: Rect | null): Promise<Frame | null>;
  dispose(): void;
}

/**
 * A MediaStreamTrackProcessor works in hidden tabs, where drawing a <video> does not (Chromium). Its queue holds one
 * picture and drops the older one, so what is read is always the newest, and pictures nobody asks for cost nothing.
 * @throws Error in plain words where the browser can read no frames
 */
export function createFrameSource(track: MediaStreamTrack, now: () => number): FrameSource {
  if (typeof MediaStreamTrackProcessor === 'undefined') {
    if (import.meta.env?.FIREFOX && typeof VideoFrame !== 'undefined') return createVideoSource(track, now);
    throw new Error('This browser cannot read camera frames in a call. A newer version may.');
  }
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  const buffer = { bytes: new Uint8Array(0) };

  return {
    async read(region) {
      const { value, done } = await reader.read();
      if (done || value === undefined) return null;
      try {
        return await copyFrame(value, region, buffer, now);
      } finally {
        // One picture left open stalls every other reader of the same camera, the call's included.
        value.close();
      }
    },
    dispose() {
      reader.cancel().catch(() => {});
    },
  };
}
