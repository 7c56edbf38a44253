import { shrinkFactor } from '../frames/decimate';
import type { Frame, Rect, Region } from '../types';
import { closeUpOf } from './close-up';
import { LOOK_AGAIN } from './following';
import { regionFor } from './region';

/** A near view in which the face was lost is kept for this long: a small face is not found in the whole picture. */
const KEPT_FOR = 1000;

interface Size {
  readonly width: number;
  readonly height: number;
}

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
  /** When the whole view was last looked at, and when anything was. */
  let viewedAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** The part that was asked for last, and of what. Null: all of the picture. */
  let asked: { readonly region: Region; readonly view: Rect; readonly of: Size } | null = null;

  /** Not so where the camera is another one or another size since, or the question was from before a reset. */
  const wasAskedFor = ({ region, sourceWidth, sourceHeight }: Frame): boolean =>
    asked !== null &&
    isSame(region, asked.region) &&
    asked.of.width === sourceWidth &&
    asked.of.height === sourceHeight;

  const viewOf = (frame: Frame): Rect => (wasAskedFor(frame) ? asked!.view : frame.region);

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

  function regionAfter(
    faces: readonly Rect[],
    frame: Frame,
  ): Pick<NonNullable<typeof asked>, 'region' | 'view'> | null {
    const whole = wholeOf(frame);
    // An answer to a question that nobody remembers shows any part of anything: begin anew.
    if (!wasAskedFor(frame) && !isSame(frame.region, whole)) return null;
    const view = viewOf(frame);
    const isCloseUp = !isSame(view, frame.region);
    // The next frames will come as far apart as the last one and this one did, about.
    const step = Number.isFinite(lastAt) ? Math.max(frame.time - lastAt, 0) : 0;
    lastAt = frame.time;
    if (!isCloseUp) viewedAt = frame.time;
    // The whole view may still show a face that has left the close-up.
    const lost = isCloseUp && faces.length === 0;
    const next = lost ? view : (nextView(faces[0] ?? null, { ...frame, region: view }) ?? whole);
    const age = frame.time - viewedAt;
    const follows = faces.length === 1 && isSame(next, view) && age >= 0 && age + 2 * step <= LOOK_AGAIN;
    const closeUp = follows ? closeUpOf(faces[0]!, view) : null;
    if (closeUp) return { region: closeUp, view };
    return isSame(next, whole) ? null : { region: next, view: next };
  }

  return {
    viewOf,
    next(faces, frame) {
      const next = regionAfter(faces, frame);
      asked = next && { ...next, of: { width: frame.sourceWidth, height: frame.sourceHeight } };
      return next?.region ?? null;
    },
    reset() {
      seenAt = Number.NEGATIVE_INFINITY;
      asked = null;
    },
  };
}

const wholeOf = ({ sourceWidth, sourceHeight }: Frame): Rect => ({
  ...{ x: 0, y: 0 },
  width: sourceWidth,
  height: sourceHeight,
});

const isSame = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Half as wide and high; I420 rectangles begin and end on even pixels. */
function middleOf(width: number, height: number): Rect {
  return { x: even(width / 4), y: even(height / 4), width: even(width / 2), height: even(height / 2) };
}

const even = (value: number): number => 2 * Math.floor(value / 2);
