import { shrinkFactor } from '../frames/decimate';
import type { Frame, Rect, Region } from '../types';
import { closeUpOf } from './close-up';
import { LOOK_AGAIN } from './following';
import { regionFor } from './region';

/** A near view in which the face was lost is kept for this long: a small face is not found in the whole picture. */
const KEPT_FOR = 1000;

export interface RegionChooser {
  /**
   * The view that a frame belongs to: all of the picture or a part of it in which faces are looked for. A close-up
   * shows a part of the view, in which the only face is followed.
   */
  viewOf(frame: Frame): Rect;
  /**
   * What the next frame should show.
   * @param faces boxes in camera pixels, the user's first
   * @param frame the frame they were found in
   */
  next(faces: readonly Rect[], frame: Frame): Region | null;
  reset(): void;
}

/**
 * Somebody who sits back from a large camera picture comes out too small in it as a whole. Where no face is found, the
 * whole picture and its middle take turns. One face is followed in close-ups, between looks at the whole view.
 */
export function createRegionChooser(): RegionChooser {
  let seenAt = Number.NEGATIVE_INFINITY;
  /** When the whole view was last looked at. */
  let viewedAt = Number.NEGATIVE_INFINITY;
  let closeUp: { readonly region: Region; readonly view: Rect } | null = null;

  const isCloseUp = ({ region, sourceWidth, sourceHeight }: Frame): boolean =>
    closeUp !== null &&
    isSame(region, closeUp.region) &&
    // Another camera or another size of it since.
    closeUp.view.x + closeUp.view.width <= sourceWidth &&
    closeUp.view.y + closeUp.view.height <= sourceHeight;

  const viewOf = (frame: Frame): Rect => (isCloseUp(frame) ? closeUp!.view : frame.region);

  /** The view for a face that was found, or in which to look for one; null for all of the picture. */
  function nextView(face: Rect | null, frame: Frame): Rect | null {
    const { sourceWidth, region, time } = frame;
    if (face !== null) {
      seenAt = time;
      return regionFor(face, frame);
    }
    const isPart = region.width < sourceWidth;
    if (isPart && time >= seenAt && time - seenAt < KEPT_FOR) return region;
    if (isPart || shrinkFactor(sourceWidth / 2) === shrinkFactor(sourceWidth)) return null;
    return middleOf(sourceWidth, frame.sourceHeight);
  }

  return {
    viewOf,
    next(faces, frame) {
      const view = viewOf(frame);
      const lost = isCloseUp(frame) && faces.length === 0;
      if (!isCloseUp(frame)) viewedAt = frame.time;
      // The whole view may still show a face that has left the close-up.
      const next = lost ? orWhole(view, frame) : nextView(faces[0] ?? null, { ...frame, region: view });
      const sinceView = frame.time - viewedAt;
      const stays = isSame(next ?? wholeOf(frame), view);
      const follows = faces.length === 1 && stays && sinceView >= 0 && sinceView < LOOK_AGAIN;
      const region = follows ? closeUpOf(faces[0]!, view) : null;
      closeUp = region && { region, view };
      return region ?? next;
    },
    reset() {
      seenAt = Number.NEGATIVE_INFINITY;
      closeUp = null;
    },
  };
}

const wholeOf = ({ sourceWidth, sourceHeight }: Frame): Rect => ({
  ...{ x: 0, y: 0 },
  width: sourceWidth,
  height: sourceHeight,
});

const orWhole = (view: Rect, frame: Frame): Rect | null => (isSame(view, wholeOf(frame)) ? null : view);

const isSame = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Half as wide and high; I420 rectangles begin and end on even pixels. */
function middleOf(width: number, height: number): Rect {
  return { x: even(width / 4), y: even(height / 4), width: even(width / 2), height: even(height / 2) };
}

const even = (value: number): number => 2 * Math.floor(value / 2);
