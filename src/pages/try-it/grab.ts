import { decimate, shrinkFactor } from '../../shared/pixels/decimate';
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
}

export function createGrabber(): Grabber {
  const canvas = new OffscreenCanvas(2, 2);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  return {
    grab({ image, width, height }, region, time) {
      const source = lookedAtSize({ width, height });
      const whole = { x: 0, y: 0, ...source, factor: undefined };
      // A camera that was rotated meanwhile has another shape.
      const { factor, ...part } = region !== null && isInside(region, source) ? region : whole;
      canvas.width = part.width;
      canvas.height = part.height;
      context.drawImage(image, -part.x, -part.y, source.width, source.height);
      const { data } = context.getImageData(0, 0, part.width, part.height);
      const small = decimate(
        {
          format: 'RGBA',
          width: part.width,
          height: part.height,
          data: new Uint8Array(data.buffer),
          layout: [{ offset: 0, stride: part.width * 4 }],
        },
        factor ?? shrinkFactor(part.width),
      );
      return { ...small, time, region: part, sourceWidth: source.width, sourceHeight: source.height };
    },
  };
}

const isInside = (part: Rect, { width, height }: { width: number; height: number }): boolean =>
  part.x + part.width <= width && part.y + part.height <= height;

/** The size at which a picture is analysed. */
export function lookedAtSize({ width, height }: { width: number; height: number }): {
  width: number;
  height: number;
} {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(width, height));
  return { width: even(width * scale), height: even(height * scale) };
}

/** I420 needs even sides. */
const even = (value: number): number => Math.max(2, 2 * Math.floor(value / 2));
