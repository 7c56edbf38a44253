import type { Frame, Rect } from '../types';
import { decimate, type Planes, shrinkFactor } from './decimate';

/**
 * A shrunk copy of a picture; the picture stays open.
 * @param region part to copy, in pixels of the picture; null, or one that does not fit, for all of it
 * @param buffer kept between calls, so that not every picture allocates one
 * @param now milliseconds since the epoch
 */
export async function copyFrame(
  picture: VideoFrame,
  region: Rect | null,
  buffer: { bytes: Uint8Array<ArrayBuffer> },
  now: () => number,
): Promise<Frame> {
  const full = picture.visibleRect!;
  const source = { x: 0, y: 0, width: full.width, height: full.height };
  const part = region !== null && inside(region, source) ? region : source;
  const rect = { ...part, x: part.x + full.x, y: part.y + full.y };
  const planar = picture.format === 'I420' || picture.format === 'NV12';
  // Other formats (4:4:4, GPU pictures) are converted by the browser.
  const options: VideoFrameCopyToOptions = planar ? { rect } : { rect, format: 'RGBA', colorSpace: 'srgb' };
  const size = picture.allocationSize(options);
  if (buffer.bytes.length < size) buffer.bytes = new Uint8Array(size);
  const layout = await picture.copyTo(buffer.bytes, options);
  const planes: Planes = {
    format: planar ? (picture.format as 'I420' | 'NV12') : 'RGBA',
    width: part.width,
    height: part.height,
    data: buffer.bytes,
    layout,
  };
  const small = decimate(planes, shrinkFactor(part.width));
  return { ...small, time: now(), region: part, sourceWidth: full.width, sourceHeight: full.height };
}

function inside(part: Rect, whole: Rect): boolean {
  return (
    part.x >= 0 && part.y >= 0 && part.x + part.width <= whole.width && part.y + part.height <= whole.height
  );
}
