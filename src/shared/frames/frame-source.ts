/** Reads the newest frame of a camera track: from a track processor, or in Firefox through a video element. */

import type { Frame, RegionOfInterest, Watch } from '../types';
import { WORDS } from '../words/frames';
import { createFrameCopier } from './copy-frame';
import { createVideoSource } from './video-source';

/** Reads single pictures from a camera track, on demand. */
export interface FrameSource {
  /**
   * @param region part of the camera picture to show, in camera pixels; null for all of it
   * @returns the newest picture, shrunk; null when the track has ended
   */
  read(region: RegionOfInterest | null): Promise<Frame | null>;
  /** As `read`, but `same` if the watched part has not changed since it was last read. */
  readIfChanged?(region: RegionOfInterest | null, watch: Watch): Promise<Frame | 'same' | null>;
  dispose(): void;
}

/**
 * A MediaStreamTrackProcessor works in hidden tabs, where drawing a <video> does not (Chromium). Its queue holds one
 * picture and drops older ones, so the newest is read, and unread pictures cost nothing.
 * @param reuse the data of a frame is valid only until the next read: for callers that pass it on at once
 * @throws Error in plain words if the browser cannot read frames
 */
export function createFrameSource(track: MediaStreamTrack, now: () => number, reuse = false): FrameSource {
  if (typeof MediaStreamTrackProcessor === 'undefined') {
    if (import.meta.env?.FIREFOX && typeof VideoFrame !== 'undefined')
      return createVideoSource(track, now, reuse);
    throw new Error(WORDS.unsupported);
  }
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  const copier = createFrameCopier(now, reuse);

  async function newest<T>(use: (picture: VideoFrame) => Promise<T>): Promise<T | null> {
    const { value, done } = await reader.read();
    if (done || value === undefined) return null;
    try {
      return await use(value);
    } finally {
      // A picture left open stalls all readers of the camera, including the call.
      value.close();
    }
  }

  return {
    read: (region) => newest((picture) => copier.copy(picture, region)),
    readIfChanged: (region, watch) => newest((picture) => copier.copyIfChanged(picture, region, watch)),
    dispose() {
      reader.cancel().catch(() => {});
    },
  };
}
