import type { Frame, Rect } from '../types';

/** Below this width (pixels of the frame) a face does not fill the expression network's input. */
const ENOUGH = 64;
/** The requested part is this many times the face's larger side: room to move until the next frame. */
const MARGIN = 3;
/** A part is kept as long as the face stays within its middle, so that tracking is not restarted for nothing. */
const KEEP = 0.15;

/**
 * Which part of the camera picture the next frame should show: all of it, unless the face would come out too
 * small and the camera has more pixels to give.
 * @param face box in camera pixels, or null
 * @param frame the frame it was found in
 */
export function regionFor(face: Rect | null, frame: Frame): Rect | null {
  const { sourceWidth, sourceHeight, region, width } = frame;
  if (face === null) return null;
  const wholeScale = Math.max(sourceWidth / width, 1);
  if (face.width / wholeScale >= ENOUGH || wholeScale < 1.5) return null;

  const zoomed = region.width < sourceWidth;
  const centreX = face.x + face.width / 2;
  const centreY = face.y + face.height / 2;
  if (zoomed) {
    const inside =
      Math.abs(centreX - (region.x + region.width / 2)) < region.width * KEEP &&
      Math.abs(centreY - (region.y + region.height / 2)) < region.height * KEEP;
    const share = Math.max(face.width, face.height) / region.height;
    if (inside && share > 0.2 && share < 0.5) return region;
  }
  const aspect = sourceWidth / sourceHeight;
  const height = Math.min(even(Math.max(face.width, face.height) * MARGIN), sourceHeight);
  const regionWidth = Math.min(even(height * aspect), sourceWidth);
  return {
    x: even(clamp(centreX - regionWidth / 2, 0, sourceWidth - regionWidth)),
    y: even(clamp(centreY - height / 2, 0, sourceHeight - height)),
    width: regionWidth,
    height,
  };
}

/** I420 rectangles must start and end on even pixels. */
const even = (value: number): number => Math.floor(value / 2) * 2;
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
