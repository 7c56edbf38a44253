/** Checks the full frame for other faces while the user's own face is read in a region of interest. Pure. */

import { area, boundingBox, iou } from '../../shared/rect';
import type { Face, Landmark } from '../../shared/types';
import { LARGER_FACE_RATIO, SAME_FACE_IOU } from './user-choice';

/**
 * @param own the user's face as last seen in its region of interest; it may be too small to be found in the full frame
 * @param meshes landmarks of the faces found in the full frame, in camera pixels
 * @returns landmarks of the user's face, then of all others; null if somebody else is the user now
 */
export function ownAndOthers(
  own: Pick<Face, 'box' | 'landmarks'>,
  meshes: readonly (readonly Landmark[])[],
): (readonly Landmark[])[] | null {
  const seen = meshes.map((landmarks) => ({ landmarks, box: boundingBox(landmarks) }));
  const [nearest] = [...seen].sort((a, b) => iou(b.box, own.box) - iou(a.box, own.box));
  const mine = nearest && iou(nearest.box, own.box) >= SAME_FACE_IOU ? nearest : null;
  const others = seen.filter((each) => each !== mine);
  if (others.some(({ box }) => area(box) > LARGER_FACE_RATIO * area(own.box))) return null;
  return [(mine ?? own).landmarks, ...others.map(({ landmarks }) => landmarks)];
}
