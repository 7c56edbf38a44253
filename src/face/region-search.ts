import { shrinkFactor } from '../frames/decimate';
import type { Frame, Rect } from '../types';
import { regionFor } from './region';

/** A close-up in which the face was lost is kept for this long: a small face is not found in the whole picture. */
const KEPT_FOR = 1000;

export interface RegionChooser {
  /** As `regionFor`; where no face is found, where to look for it next. */
  next(face: Rect | null, frame: Frame): Rect | null;
  reset(): void;
}

/**
 * Somebody who sits back from a large camera picture comes out too small in it as a whole. Where no face is found, the
 * whole picture and its middle take turns.
 */
export function createRegionChooser(): RegionChooser {
  let seenAt = Number.NEGATIVE_INFINITY;
  return {
    next(face, frame) {
      const { sourceWidth, sourceHeight, region, time } = frame;
      if (face !== null) {
        seenAt = time;
        return regionFor(face, frame);
      }
      const isPart = region.width < sourceWidth;
      if (isPart && time >= seenAt && time - seenAt < KEPT_FOR) return region;
      if (isPart || shrinkFactor(sourceWidth / 2) === shrinkFactor(sourceWidth)) return null;
      return middleOf(sourceWidth, sourceHeight);
    },
    reset() {
      seenAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** Half as wide and high; I420 rectangles begin and end on even pixels. */
function middleOf(width: number, height: number): Rect {
  return { x: even(width / 4), y: even(height / 4), width: even(width / 2), height: even(height / 2) };
}

const even = (value: number): number => 2 * Math.floor(value / 2);
