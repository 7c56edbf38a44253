import { scaleOf } from '../../analysis/face/photo-regions';
import { decimate, type SmallPicture, shrinkFactor } from '../../shared/pixels/decimate';
import type { Frame, Rect, RegionOfInterest } from '../../shared/types';

/** Larger pictures are downscaled while drawing: a photo of a current phone has 50 million pixels. */
const LARGEST_SIDE = 1920;

/** Any source that can be analysed, with its size in pixels. */
export interface Picture {
  readonly image: HTMLVideoElement | ImageBitmap;
  readonly width: number;
  readonly height: number;
}

/** Converts pictures to frames in the format of the call's camera. */
export interface Grabber {
  /**
   * @param region part of the picture (in its pixels; in downscaled ones for a very large picture); null for all of it
   * @param time of the frame, milliseconds
   */
  grab(picture: Picture, region: RegionOfInterest | null, time: number): Frame;
  /** @param region of a photograph, in its pixels; gray where it reaches beyond the edges */
  view(picture: Picture, region: Rect): Frame;
}

/** Around a photograph. */
const MARGIN = '#808080';

export function createGrabber(): Grabber {
  const canvas = new OffscreenCanvas(2, 2);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;

  function shrunk(factor: number): SmallPicture {
    const { width, height } = canvas;
    const { data } = context.getImageData(0, 0, width, height);
    const layout = [{ offset: 0, stride: width * 4 }];
    return decimate({ format: 'RGBA', width, height, data: new Uint8Array(data.buffer), layout }, factor);
  }

  return {
    grab({ image, width, height }, region, time) {
      const source = lookedAtSize({ width, height });
      const whole = { x: 0, y: 0, ...source, factor: undefined };
      // A camera that was rotated meanwhile has another shape.
      const { factor, ...part } = region !== null && isInside(region, source) ? region : whole;
      canvas.width = part.width;
      canvas.height = part.height;
      context.drawImage(image, -part.x, -part.y, source.width, source.height);
      const small = shrunk(factor ?? shrinkFactor(part.width));
      return { ...small, time, region: part, sourceWidth: source.width, sourceHeight: source.height };
    },
    view({ image, width, height }, region) {
      const scale = scaleOf(region);
      const [across, down] = [region.width * scale, region.height * scale];
      canvas.width = Math.max(Math.round(across), 2);
      canvas.height = Math.max(Math.round(down), 2);
      context.fillStyle = MARGIN;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.imageSmoothingQuality = 'high';
      const [left, top] = [Math.max(region.x, 0), Math.max(region.y, 0)];
      const inner = {
        width: Math.min(region.x + region.width, width) - left,
        height: Math.min(region.y + region.height, height) - top,
      };
      context.drawImage(
        image,
        ...([left, top, inner.width, inner.height] as const),
        ...([(left - region.x) * scale, (top - region.y) * scale] as const),
        ...([inner.width * scale, inner.height * scale] as const),
      );
      const small = shrunk(shrinkFactor(Math.max(canvas.width, canvas.height)));
      return { ...small, time: 0, region, sourceWidth: width, sourceHeight: height };
    },
  };
}

const isInside = (part: Rect, { width, height }: { width: number; height: number }): boolean =>
  part.x + part.width <= width && part.y + part.height <= height;

/** The size at which a picture is analysed. */
function lookedAtSize({ width, height }: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

/** I420 needs even sides. */
const even = (value: number): number => Math.max(2, 2 * Math.floor(value / 2));
