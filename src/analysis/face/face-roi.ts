/** The region of interest around a tracked face: small enough for one message, and sharper than the view. Pure. */

import { LARGEST_PART } from '../../shared/messages/frame-parts';
import { shrinkFactor } from '../../shared/pixels/decimate';
import { even } from '../../shared/rect';
import type { Rect, RegionOfInterest } from '../../shared/types';

/**
 * Side of the region in larger sides of the face. The mesh network's own crop takes 1.5; the rest is room to move until
 * the next frame.
 */
const MARGIN = { least: 1.75, most: 2 } as const;
/** Shrunk pixels of one message: a picture in I420 takes three bytes for two pixels. */
const MOST_PIXELS = (LARGEST_PART * 2) / 3;
/** Factors by which pictures shrink quickly (pixels/average-words) ... */
const FACTORS = [1, 2, 3, 4, 6, 8, 12, 16, 20, 24] as const;
/** ... if the rows of luma and chroma are whole machine words and blocks: multiples of this, in samples. */
const widthStep = (factor: number): number =>
  factor % 3 === 0 ? Math.max(24, 2 * factor) : Math.max(8, 2 * factor);
/** A region that saves less than this share of the view's pixels is not used. */
const WORTH = 0.2;

/**
 * @param face box in camera pixels
 * @param view the part of the picture it was found in
 * @returns starts on even pixels; an even number of shrunk pixels wide and high; null if it would hardly be smaller than
 *   the view
 */
export function faceRoi(face: Rect, view: Rect): RegionOfInterest | null {
  const size = Math.max(face.width, face.height);
  const usual = shrinkFactor(view.width);
  const most = ((1 - WORTH) * (view.width * view.height)) / usual ** 2;
  for (const factor of FACTORS) {
    const side = Math.min(MARGIN.most * size, factor * Math.sqrt(MOST_PIXELS));
    if (side < MARGIN.least * size) continue;
    const { x, y, width, height } = within(face, side, view, widthStep(factor), 2 * factor);
    if (width === 0 || height === 0 || (width * height) / factor ** 2 > most) return null;
    return { x, y, width, height, factor };
  }
  return null;
}

/** The square of this side around a face, as far as the view goes; its sides are multiples of what is given. */
function within(face: Rect, side: number, view: Rect, widths: number, heights: number): Rect {
  const part = (middle: number, from: number, length: number, step: number): [number, number] => {
    const start = even(Math.max(middle - side / 2, from));
    const end = Math.min(middle + side / 2, from + length);
    return [start, step * Math.floor((end - start) / step)];
  };
  const [x, width] = part(face.x + face.width / 2, view.x, view.width, widths);
  const [y, height] = part(face.y + face.height / 2, view.y, view.height, heights);
  return { x, y, width: Math.max(width, 0), height: Math.max(height, 0) };
}
