/** Aspect ratios that differ by more than this show different parts of the camera's view. */
const SAME_SHAPE = 0.01;

/**
 * Whether positions in one track's picture are valid in the other's: tracks of the same camera (clones, or opened twice)
 * that are not cropped to another shape.
 */
export function isSameView(a: MediaStreamTrack, b: MediaStreamTrack): boolean {
  if (a === b) return true;
  const [one, other] = [a.getSettings(), b.getSettings()];
  if (!one.deviceId || one.deviceId !== other.deviceId) return false;
  return Math.abs(shapeOf(one) - shapeOf(other)) < SAME_SHAPE;
}

/** NaN if the browser does not report a size; it then equals no other shape. */
const shapeOf = ({ width, height }: MediaTrackSettings): number => Number(width) / Number(height);
