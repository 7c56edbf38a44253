import type { Frame, Rect, Watch } from '../types';
import { CHANGED, changeBetween, fingerprint } from './change';
import { decimate, limitRange, type Planes, shrinkFactor } from './decimate';

/** Makes shrunk copies of pictures; the pictures stay open. */
export interface FrameCopier {
  /** @param region part to copy, in pixels of the picture; null, or one that does not fit, for all of it */
  copy(picture: VideoFrame, region: Rect | null): Promise<Frame>;
  /** The same, but `same` where the watched part is as it was in the last picture copied with this part. */
  copyIfChanged(picture: VideoFrame, region: Rect | null, watch: Watch): Promise<Frame | 'same'>;
}

/**
 * @param now milliseconds since the epoch
 * @param reuse a frame's data is good only until the next one is copied, and costs no new buffer
 */
export function createFrameCopier(now: () => number, reuse = false): FrameCopier {
  // Kept between calls, so that not every picture allocates one.
  let buffer = new Uint8Array(0);
  let shrunk: Uint8Array | null = null;
  let last: { readonly part: Rect; readonly print: Float32Array } | null = null;

  async function planesOf(picture: VideoFrame, part: Rect): Promise<Planes> {
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

  async function hasChanged(picture: VideoFrame, { part, force }: Watch): Promise<boolean> {
    const { width, height } = picture.visibleRect!;
    const before = last;
    if (!inside(part, { x: 0, y: 0, width, height })) return true;
    const { format, data, layout } = await planesOf(picture, part);
    // The green channel is most of what luma is.
    const [offset, pitch] = format === 'RGBA' ? [layout[0]!.offset + 1, 4] : [layout[0]!.offset, 1];
    const print = fingerprint({ ...part, data, offset, pitch, stride: layout[0]!.stride });
    const known = before !== null && sameRect(before.part, part);
    if (!force && known && changeBetween(before.print, print) < CHANGED) return false;
    last = { part, print };
    return true;
  }

  const copier: FrameCopier = {
    async copy(picture, region) {
      const { width, height } = picture.visibleRect!;
      const source = { x: 0, y: 0, width, height };
      const part = region !== null && inside(region, source) ? region : source;
      const planes = await planesOf(picture, part);
      const small = decimate(planes, shrinkFactor(part.width), shrunk);
      if (reuse) shrunk = small.data;
      // What the browser converts comes in our own range.
      if (planes.format !== 'RGBA' && picture.colorSpace?.fullRange === true) limitRange(small);
      return {
        ...small,
        time: now(),
        region: part,
        sourceWidth: width,
        sourceHeight: height,
      };
    },
    async copyIfChanged(picture, region, watch) {
      return (await hasChanged(picture, watch)) ? copier.copy(picture, region) : 'same';
    },
  };
  return copier;
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function inside(part: Rect, whole: Rect): boolean {
  return (
    part.x >= 0 && part.y >= 0 && part.x + part.width <= whole.width && part.y + part.height <= whole.height
  );
}
