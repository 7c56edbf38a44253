import type { Frame, Rect } from '../types';
import { decimate, type Planes, shrinkFactor } from './decimate';
import { WORDS } from './words';

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
 * A MediaStreamTrackProcessor works in hidden tabs, where drawing a <video> does not. Its queue holds one picture
 * and drops the older one, so what is read is always the newest, and pictures nobody asks for cost nothing.
 * @throws Error in plain words where the browser lacks it
 */
export function createFrameSource(track: MediaStreamTrack, now: () => number): FrameSource {
  if (typeof MediaStreamTrackProcessor === 'undefined') {
    throw new Error(WORDS.unsupported);
  }
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  let buffer = new Uint8Array(0);

  async function copy(picture: VideoFrame, region: Rect | null): Promise<Frame> {
    const full = picture.visibleRect!;
    const source = { x: 0, y: 0, width: full.width, height: full.height };
    const part = region !== null && inside(region, source) ? region : source;
    const rect = { ...part, x: part.x + full.x, y: part.y + full.y };
    const planar = picture.format === 'I420' || picture.format === 'NV12';
    // Other formats (4:4:4, GPU pictures) are converted by the browser.
    const options: VideoFrameCopyToOptions = planar ? { rect } : { rect, format: 'RGBA', colorSpace: 'srgb' };
    const size = picture.allocationSize(options);
    if (buffer.length < size) buffer = new Uint8Array(size);
    const layout = await picture.copyTo(buffer, options);
    const planes: Planes = {
      format: planar ? (picture.format as 'I420' | 'NV12') : 'RGBA',
      width: part.width,
      height: part.height,
      data: buffer,
      layout,
    };
    const small = decimate(planes, shrinkFactor(part.width));
    return { ...small, time: now(), region: part, sourceWidth: full.width, sourceHeight: full.height };
  }

  return {
    async read(region) {
      const { value, done } = await reader.read();
      if (done || value === undefined) return null;
      try {
        return await copy(value, region);
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

function inside(part: Rect, whole: Rect): boolean {
  return (
    part.x >= 0 && part.y >= 0 && part.x + part.width <= whole.width && part.y + part.height <= whole.height
  );
}
