import type { Frame, Rect, Watch } from '../types';
import { CHANGED, changeBetween, fingerprint } from './change';
import { decimate, type Planes, shrinkFactor } from './decimate';

/** Reads single pictures from a camera track, on demand. */
export interface FrameSource {
  /**
   * @param region part of the camera picture to show, in camera pixels; null for all of it
   * @returns the newest picture, shrunk; null when the track has ended
   */
  read(region: Rect | null): Promise<Frame | null>;
  /** The same, but `same` where the watched part is as it was in the last picture that was read with this part. */
  readIfChanged?(region: Rect | null, watch: Watch): Promise<Frame | 'same' | null>;
  dispose(): void;
}

/**
 * A MediaStreamTrackProcessor works in hidden tabs, where drawing a <video> does not. Its queue holds one picture
 * and drops the older one, so what is read is always the newest, and pictures nobody asks for cost nothing.
 * @throws Error in plain words where the browser lacks it
 */
export function createFrameSource(track: MediaStreamTrack, now: () => number): FrameSource {
  if (typeof MediaStreamTrackProcessor === 'undefined') {
    throw new Error('This browser cannot read camera frames in a call. A newer version may.');
  }
  const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: 1 });
  const reader = processor.readable.getReader();
  let buffer = new Uint8Array(0);
  let last: { readonly part: Rect; readonly print: Float32Array } | null = null;

  async function copy(picture: VideoFrame, part: Rect): Promise<Planes> {
    const full = picture.visibleRect!;
    const rect = { ...part, x: part.x + full.x, y: part.y + full.y };
    const planar = picture.format === 'I420' || picture.format === 'NV12';
    // Other formats (4:4:4, GPU pictures) are converted by the browser.
    const options: VideoFrameCopyToOptions = planar ? { rect } : { rect, format: 'RGBA', colorSpace: 'srgb' };
    const size = picture.allocationSize(options);
    if (buffer.length < size) buffer = new Uint8Array(size);
    const layout = await picture.copyTo(buffer, options);
    const format = planar ? (picture.format as 'I420' | 'NV12') : 'RGBA';
    return { format, width: part.width, height: part.height, data: buffer, layout };
  }

  async function frameOf(picture: VideoFrame, region: Rect | null): Promise<Frame> {
    const { width, height } = picture.visibleRect!;
    const source = { x: 0, y: 0, width, height };
    const part = region !== null && inside(region, source) ? region : source;
    const small = decimate(await copy(picture, part), shrinkFactor(part.width));
    return { ...small, time: now(), region: part, sourceWidth: width, sourceHeight: height };
  }

  /** Whether the watched part shows something else than in the last picture that was sent. */
  async function hasChanged(picture: VideoFrame, { part, force }: Watch): Promise<boolean> {
    const { width, height } = picture.visibleRect!;
    const before = last;
    if (!inside(part, { x: 0, y: 0, width, height })) return true;
    const { format, data, layout } = await copy(picture, part);
    // The green channel is most of what luma is.
    const [offset, pitch] = format === 'RGBA' ? [layout[0]!.offset + 1, 4] : [layout[0]!.offset, 1];
    const print = fingerprint({ ...part, data, offset, pitch, stride: layout[0]!.stride });
    const known = before !== null && sameRect(before.part, part);
    if (!force && known && changeBetween(before.print, print) < CHANGED) return false;
    last = { part, print };
    return true;
  }

  async function newest<T>(use: (picture: VideoFrame) => Promise<T>): Promise<T | null> {
    const { value, done } = await reader.read();
    if (done || value === undefined) return null;
    try {
      return await use(value);
    } finally {
      // One picture left open stalls every other reader of the same camera, the call's included.
      value.close();
    }
  }

  return {
    read: (region) => newest((picture) => frameOf(picture, region)),
    readIfChanged: (region, watch) =>
      newest(async (picture) =>
        (await hasChanged(picture, watch)) ? frameOf(picture, region) : ('same' as const),
      ),
    dispose() {
      reader.cancel().catch(() => {});
    },
  };
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function inside(part: Rect, whole: Rect): boolean {
  return (
    part.x >= 0 && part.y >= 0 && part.x + part.width <= whole.width && part.y + part.height <= whole.height
  );
}
