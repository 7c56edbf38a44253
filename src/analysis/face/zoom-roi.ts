import { shrinkFactor } from '../../shared/pixels/decimate';
import type { Frame, Rect } from '../../shared/types';

/** Below this width (pixels of the frame) a face does not fill the expression network's input. */
const ENOUGH = 64;
/** The requested part is this many times the face's larger side: room to move until the next frame. */
const MARGIN = 3;
/** A smaller part shows nothing more. Camera pixels. */
const SMALLEST = 96;
/** A part is kept as long as the face moves (share of the part) ... */
const KEEP = 0.15;
/** ... and shrinks or grows no more than this, so that following the face is not begun anew for nothing. */
const KEEP_SIZE = { from: 0.6, to: 1.5 } as const;

/**
 * Which part of the camera picture the next frame should show: all of it, unless the face would come out too
 * small and a part of the picture is shrunk less.
 * @param face box in camera pixels, or null
 * @param frame the frame it was found in
 */
export function zoomRoi(face: Rect | null, frame: Frame): Rect | null {
  const { sourceWidth, sourceHeight, region } = frame;
  const factor = shrinkFactor(sourceWidth);
  if (face === null || factor === 1) return null;
  const wanted = around(face, sourceWidth, sourceHeight);
  // Asked first: whether to come close and whether to stay close are decided apart, or it would go to and fro.
  if (region.width < sourceWidth && isSimilar(wanted, region)) return region;
  const useful = face.width / factor < ENOUGH && shrinkFactor(wanted.width) < factor;
  return useful ? wanted : null;
}

/** The part around a face, with the camera's aspect ratio. */
function around(face: Rect, sourceWidth: number, sourceHeight: number): Rect {
  const side = Math.max(Math.max(face.width, face.height) * MARGIN, SMALLEST);
  const height = even(Math.min(side, sourceHeight));
  const width = even(Math.min((height * sourceWidth) / sourceHeight, sourceWidth));
  return {
    x: even(clamp(face.x + face.width / 2 - width / 2, 0, sourceWidth - width)),
    y: even(clamp(face.y + face.height / 2 - height / 2, 0, sourceHeight - height)),
    width,
    height,
  };
}

function isSimilar(a: Rect, b: Rect): boolean {
  const size = a.height / b.height;
  return (
    size > KEEP_SIZE.from &&
    size < KEEP_SIZE.to &&
    Math.abs(a.x + a.width / 2 - (b.x + b.width / 2)) < b.width * KEEP &&
    Math.abs(a.y + a.height / 2 - (b.y + b.height / 2)) < b.height * KEEP
  );
}

/** I420 rectangles must start and end on even pixels. */
const even = (value: number): number => Math.floor(value / 2) * 2;
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
