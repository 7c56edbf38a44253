import type { Landmark } from '../../shared/types';

/** Which way a head is turned. Degrees; 0, 0 looks into the camera. */
export interface HeadPose {
  /** Positive: towards the right side of the picture. */
  readonly yaw: number;
  /** Positive: up. */
  readonly pitch: number;
}

/** Face-mesh indices: the sides of the face at the ears, the top of the forehead and the tip of the chin. */
const SIDES = [234, 454] as const;
const UPRIGHT = [10, 152] as const;

/**
 * How far the head is turned away, from the depth of the mesh: the line from ear to ear and the line from forehead
 * to chin both lie in the picture plane when the face looks into the camera. Roll is left out: crops are turned
 * upright.
 * @param landmarks 468 points of the face mesh, `z` on the scale of `x`
 */
export function headPose(landmarks: readonly Landmark[]): HeadPose {
  return {
    yaw: slope(landmarks[SIDES[0]]!, landmarks[SIDES[1]]!),
    pitch: slope(landmarks[UPRIGHT[1]]!, landmarks[UPRIGHT[0]]!),
  };
}

/** Angle by which the line from `a` to `b` leaves the picture plane towards the back. Degrees. */
function slope(a: Landmark, b: Landmark): number {
  return -(Math.atan2(a.z - b.z, Math.hypot(b.x - a.x, b.y - a.y)) * 180) / Math.PI;
}
