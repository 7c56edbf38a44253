import { CHANGE_THRESHOLD, changeBetween, fingerprint } from '../pixels/change';
import { decimate, limitRange, type Planes, shrinkFactor } from '../pixels/decimate';
import { contains, isSameRect } from '../rect';
import type { Frame, Rect, RegionOfInterest, Watch } from '../types';
import { createUpright, withUpright } from './upright';

/** Makes shrunk copies of pictures, which stay open. Regions are those of the upright picture. */
export interface FrameCopier {
  /** @param region region of interest to copy; null, or one that does not fit, for the whole picture */
  copy(picture: VideoFrame, region: RegionOfInterest | null): Promise<Frame>;
  /** As `copy`, but `same` if the watched part has not changed since it was last copied. */
  copyIfChanged(picture: VideoFrame, region: RegionOfInterest | null, watch: Watch): Promise<Frame | 'same'>;
}

/**
 * @param now milliseconds since the epoch
 * @param reuse the data of a frame is valid only until the next copy, and needs no new buffer
 */
export function createFrameCopier(now: () => number, reuse = false): FrameCopier {
  const upright = createUpright();
  // Kept between calls to avoid an allocation per picture.
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

  /** Whether a part is to be sent. @param planes of `shown`, which holds the part */
  function hasChanged({ format, data, layout }: Planes, shown: Rect, { part, force }: Watch): boolean {
    const before = last;
    const pitch = format === 'RGBA' ? 4 : 1;
    const { offset, stride } = layout[0]!;
    const start = offset + (part.y - shown.y) * stride + (part.x - shown.x) * pitch;
    // The green channel is most of what luma is.
    const print = fingerprint({
      ...part,
      data,
      offset: format === 'RGBA' ? start + 1 : start,
      pitch,
      stride,
    });
    const known = before !== null && isSameRect(before.part, part);
    if (!force && known && changeBetween(before.print, print) < CHANGE_THRESHOLD) return false;
    last = { part, print };
    return true;
  }

  function shrink(picture: VideoFrame, planes: Planes, region: RegionOfInterest): Frame {
    const { width, height } = picture.visibleRect!;
    const { factor = shrinkFactor(region.width), ...part } = region;
    const small = decimate(planes, factor, shrunk);
    if (reuse) shrunk = small.data;
    // What the browser converts comes in our own range.
    if (planes.format !== 'RGBA' && picture.colorSpace?.fullRange === true) limitRange(small);
    return { ...small, time: now(), region: part, sourceWidth: width, sourceHeight: height };
  }

  async function copy(picture: VideoFrame, region: RegionOfInterest | null): Promise<Frame> {
    const shown = shownOf(picture, region);
    return shrink(picture, await planesOf(picture, shown), shown);
  }

  async function copyIfChanged(
    picture: VideoFrame,
    region: RegionOfInterest | null,
    watch: Watch,
  ): Promise<Frame | 'same'> {
    const shown = shownOf(picture, region);
    const whole = shownOf(picture, null);
    if (!contains(whole, watch.part)) return shrink(picture, await planesOf(picture, shown), shown);
    // One copy serves both, unless it may be wasted and is much larger than the compared part.
    const together = contains(shown, watch.part) && (watch.force || region !== null);
    const compared = together ? shown : watch.part;
    const planes = await planesOf(picture, compared);
    if (!hasChanged(planes, compared, watch)) return 'same';
    return shrink(picture, together ? planes : await planesOf(picture, shown), shown);
  }

  return {
    copy: (picture, region) => withUpright(upright, picture, (shown) => copy(shown, region)),
    copyIfChanged: (picture, region, watch) =>
      withUpright(upright, picture, (shown) => copyIfChanged(shown, region, watch)),
  };
}

/** The rectangle to copy for a region of interest. */
function shownOf(picture: VideoFrame, region: RegionOfInterest | null): RegionOfInterest {
  const { width, height } = picture.visibleRect!;
  const whole = { x: 0, y: 0, width, height };
  return region !== null && contains(whole, region) ? region : whole;
}
