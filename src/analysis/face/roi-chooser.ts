import { shrinkFactor } from '../../shared/pixels/decimate';
import type { Frame, Rect, RegionOfInterest } from '../../shared/types';
import { DETECT_EVERY } from './detection-schedule';
import { faceRoi } from './face-roi';
import { zoomRoi } from './zoom-roi';

/** A near view in which the face was lost is kept for this long: a small face is not found in the whole picture. */
const KEPT_FOR = 1000;

interface Asked {
  readonly region: RegionOfInterest;
  readonly view: Rect;
  /** The near view to which a look around returns. */
  readonly home?: Rect;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface RoiNeeds {
  /** Of several faces none may be left out of view: each of them is covered. */
  readonly everyone?: boolean;
  /** While a near view is shown, all of the picture is looked at in between, by frames that come besides the others. */
  readonly around?: boolean;
}

export interface RoiChooser {
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
  next(faces: readonly Rect[], frame: Frame, needs?: RoiNeeds): RegionOfInterest | null;
  /** Whether what was asked for last is a look around. */
  readonly wantsFullFrameCheck: boolean;
  /** Whether a frame is the answer to such a question. */
  isFullFrameCheck(frame: Frame): boolean;
  reset(): void;
}

/**
 * Somebody who sits back from a large camera picture comes out too small in it as a whole. Where no face is found, the
 * whole picture and its middle take turns. One face is followed in close-ups, between looks at the whole view. A near
 * view shows nobody who is beside it, and may show the wrong person: looks around find that out.
 */
export function createRoiChooser(): RoiChooser {
  let seenAt = Number.NEGATIVE_INFINITY;
  /** When the whole view was last looked at, and when anything was. */
  let viewedAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** When all of the picture was last looked at. */
  let wholeAt = Number.NEGATIVE_INFINITY;
  /** The part that was asked for last, and of what. Null: all of the picture. */
  let asked: (Asked & { readonly of: Size }) | null = null;

  /** Not so where the camera is another one or another size since, or the question was from before a reset. */
  const wasAskedFor = ({ region, sourceWidth, sourceHeight }: Frame): boolean =>
    asked !== null &&
    isSame(region, asked.region) &&
    asked.of.width === sourceWidth &&
    asked.of.height === sourceHeight;

  const viewOf = (frame: Frame): Rect => (wasAskedFor(frame) ? asked!.view : frame.region);
  const isAround = (frame: Frame): boolean => asked?.home !== undefined && wasAskedFor(frame);

  /** The view for faces that were found, or in which to look for one; null for all of the picture. */
  function nextView([face, ...others]: readonly Rect[], frame: Frame, { everyone }: RoiNeeds): Rect | null {
    const { sourceWidth, region, time } = frame;
    if (face !== undefined) {
      seenAt = time;
      return everyone && others.length > 0 ? null : zoomRoi(face, frame);
    }
    const isPart = region.width < sourceWidth;
    if (isPart && time >= seenAt && time - seenAt < KEPT_FOR) return region;
    if (isPart || shrinkFactor(sourceWidth / 2) === shrinkFactor(sourceWidth)) return null;
    return middleOf(sourceWidth, frame.sourceHeight);
  }

  function regionAfter(faces: readonly Rect[], frame: Frame, needs: RoiNeeds): Asked | null {
    const { time } = frame;
    const whole = wholeOf(frame);
    // An answer to a question that nobody remembers shows any part of anything: begin anew.
    if (!wasAskedFor(frame) && !isSame(frame.region, whole)) return null;
    // Where the near view was left for a look around, it is taken up again.
    const home = isAround(frame) ? asked!.home : undefined;
    const view = home ?? viewOf(frame);
    const isCloseUp = !home && !isSame(view, frame.region);
    // The next frames will come as far apart as the last one and this one did, about.
    const step = Number.isFinite(lastAt) ? Math.max(time - lastAt, 0) : 0;
    if (!home) lastAt = time;
    if (!home && !isCloseUp) viewedAt = time;
    if (isSame(frame.region, whole)) wholeAt = time;
    // The whole view may still show a face that has left the close-up.
    const lost = (isCloseUp || home !== undefined) && faces.length === 0;
    const next = lost ? view : (nextView(faces, { ...frame, region: view }, needs) ?? whole);
    const isNear = !isSame(next, whole);
    const since = time - wholeAt;
    const isDue = needs.around && isNear && !home && (since < 0 || since + step > DETECT_EVERY);
    if (isDue && faces.length > 0) return { region: whole, view: whole, home: next };
    const age = time - viewedAt;
    const follows = faces.length === 1 && isSame(next, view) && age >= 0 && age + 2 * step <= DETECT_EVERY;
    const closeUp = follows ? faceRoi(faces[0]!, view) : null;
    if (closeUp) return { region: closeUp, view };
    return isNear ? { region: next, view: next } : null;
  }

  return {
    viewOf,
    isFullFrameCheck: isAround,
    get wantsFullFrameCheck() {
      return asked?.home !== undefined;
    },
    next(faces, frame, needs = {}) {
      const next = regionAfter(faces, frame, needs);
      asked = next && { ...next, of: { width: frame.sourceWidth, height: frame.sourceHeight } };
      return next === null || next.home ? null : next.region;
    },
    reset() {
      seenAt = wholeAt = Number.NEGATIVE_INFINITY;
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
