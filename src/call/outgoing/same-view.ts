/** Shares of width and height further apart than this are another part of what the camera sees. */
const SAME_SHAPE = 0.01;

/**
 * Whether what is at one place of one track's picture is at the same place of the other's: tracks of one camera (clones,
 * or opened twice), not cropped to another shape.
 */
export function isSameView(a: MediaStreamTrack, b: MediaStreamTrack): boolean {
  if (a === b) return true;
  const [one, other] = [a.getSettings(), b.getSettings()];
  if (!one.deviceId || one.deviceId !== other.deviceId) return false;
  return Math.abs(shapeOf(one) - shapeOf(other)) < SAME_SHAPE;
}

/** Not a number where the browser does not say, and then like no other. */
const shapeOf = ({ width, height }: MediaTrackSettings): number => Number(width) / Number(height);
