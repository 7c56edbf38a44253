import { shrinkFactor } from '../../shared/pixels/decimate';
import { even, isSameRect } from '../../shared/rect';
import type { Frame, Rect, RegionOfInterest } from '../../shared/types';
import { DETECT_EVERY } from './detection-schedule';
import { faceRoi } from './face-roi';
import { zoomRoi } from './zoom-roi';

/** A zoomed view that lost its face stays this long: a small face is not found in the whole picture. Milliseconds. */
const KEPT_FOR = 1000;

interface Asked {
  readonly region: RegionOfInterest;
  readonly view: Rect;
  /** The zoomed view to return to after a full-frame check. */
  readonly home?: Rect;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface RoiNeeds {
  /** Keep every face in view: a mask covers each of them. */
  readonly everyone?: boolean;
  /** Somebody new may be in the view: the next frame shows all of it. */
  readonly whole?: boolean;
  /** While a zoomed view is shown, check the full frame once a second with extra frames. */
  readonly around?: boolean;
}

export interface RoiChooser {
  /**
   * The view that a frame belongs to: the whole picture, or a part of it in which the detector searches. A region of
   * interest shows a part of the view, in which the only face is tracked.
   */
  viewOf(frame: Frame): Rect;
  /**
   * The region of interest for the next frame.
   * @param faces boxes in camera pixels, the user's first
   * @param frame the frame they were found in
   */
  next(faces: readonly Rect[], frame: Frame, needs?: RoiNeeds): RegionOfInterest | null;
  /** Whether the last request is a full-frame check. */
  readonly wantsFullFrameCheck: boolean;
  /** Whether a frame is the answer to such a request. */
  isFullFrameCheck(frame: Frame): boolean;
  reset(): void;
}

/**
 * Chooses the region of interest. A face far from the camera is too small in the whole picture, so the search alternates
 * between the whole picture and its middle. A single face is tracked in a region of interest around it; the whole view is
 * searched once a second. A zoomed view may show the wrong person, which full-frame checks detect.
 */
export function createRoiChooser(): RoiChooser {
  let seenAt = Number.NEGATIVE_INFINITY;
  /** Capture times of the last frame of the whole view, and of the last frame. */
  let viewedAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** Capture time of the last frame of the whole picture. */
  let wholeAt = Number.NEGATIVE_INFINITY;
  /** The last requested part, and the picture size it was computed for. Null: the whole picture. */
  let asked: (Asked & { readonly of: Size }) | null = null;

  /** False after a camera or resolution change, or a reset. */
  const wasAskedFor = ({ region, sourceWidth, sourceHeight }: Frame): boolean =>
    asked !== null &&
    isSameRect(region, asked.region) &&
    asked.of.width === sourceWidth &&
    asked.of.height === sourceHeight;

  const viewOf = (frame: Frame): Rect => (wasAskedFor(frame) ? asked!.view : frame.region);
  const isAround = (frame: Frame): boolean => asked?.home !== undefined && wasAskedFor(frame);

  /** The view that shows the found faces, or the next one to search; null for the whole picture. */
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
    // Unrequested crop: restart with the full frame.
    if (!wasAskedFor(frame) && !isSameRect(frame.region, whole)) return null;
    // After a full-frame check, return to the zoomed view.
    const home = isAround(frame) ? asked!.home : undefined;
    const view = home ?? viewOf(frame);
    const isFaceRoi = !home && !isSameRect(view, frame.region);
    // Assume that the next frames come at the same interval as the last two.
    const step = Number.isFinite(lastAt) ? Math.max(time - lastAt, 0) : 0;
    if (!home) lastAt = time;
    if (!home && !isFaceRoi) viewedAt = time;
    if (isSameRect(frame.region, whole)) wholeAt = time;
    // The whole view may still show a face that has left the region of interest.
    const lost = (isFaceRoi || home !== undefined) && faces.length === 0;
    const next = lost ? view : (nextView(faces, { ...frame, region: view }, needs) ?? whole);
    const isNear = !isSameRect(next, whole);
    const since = time - wholeAt;
    const isDue = needs.around && isNear && !home && (since < 0 || since + step > DETECT_EVERY);
    if (isDue && faces.length > 0) return { region: whole, view: whole, home: next };
    const age = time - viewedAt;
    const follows =
      faces.length === 1 &&
      !needs.whole &&
      isSameRect(next, view) &&
      age >= 0 &&
      age + 2 * step <= DETECT_EVERY;
    const roi = follows ? faceRoi(faces[0]!, view) : null;
    if (roi) return { region: roi, view };
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
  x: 0,
  y: 0,
  width: sourceWidth,
  height: sourceHeight,
});

/** Half as wide and high; I420 rectangles begin and end on even pixels. */
function middleOf(width: number, height: number): Rect {
  return { x: even(width / 4), y: even(height / 4), width: even(width / 2), height: even(height / 2) };
}
