import { shrinkFactor } from '../../shared/pixels/decimate';
import { clamp, even } from '../../shared/rect';
import type { Frame, Rect } from '../../shared/types';

/** A face narrower than this does not fill the expression network's input. Pixels of the frame. */
const ENOUGH = 64;
/** Side of the region of interest in larger sides of the face: room to move until the next frame. */
const MARGIN = 3;
/** A smaller region adds no detail. Camera pixels. */
const SMALLEST = 96;
/** The region stays while the face moves less than this (share of the region) ... */
const KEEP = 0.15;
/** ... and while its size changes less than this, so that tracking does not restart needlessly. */
const KEEP_SIZE = { from: 0.6, to: 1.5 } as const;

/**
 * The region of interest for the next frame: the whole picture, unless the face would be too small in it and a part of
 * the picture is shrunk less.
 * @param face box in camera pixels, or null
 * @param frame the frame it was found in
 */
export function zoomRoi(face: Rect | null, frame: Frame): Rect | null {
  const { sourceWidth, sourceHeight, region } = frame;
  const factor = shrinkFactor(sourceWidth);
  if (face === null || factor === 1) return null;
  const wanted = around(face, sourceWidth, sourceHeight);
  // Test "stay zoomed" before "zoom in", or it oscillates.
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
