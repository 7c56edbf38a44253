import type { Point } from '../../shared/types';

/** Face-mesh indices: outer and inner corner of each eye (image left first), and the base of the nose. */
const LEFT_EYE = [33, 133] as const;
const RIGHT_EYE = [362, 263] as const;
const NOSE_BASE = 2;

/**
 * Where the network's training faces have their eyes and nose, in fractions of the crop: medians over 340
 * FER2013 training faces measured with the same mesh (docs/training.md). A crop at run time is cut to match.
 */
export const TEMPLATE = { eyesY: 0.39, noseY: 0.655, eyeDistance: 0.36, eyesToNose: 0.27 } as const;

/** A square crop of a picture: its centre, side and roll. */
export interface Crop {
  /** Pixels of the picture. */
  readonly centre: Point;
  readonly side: number;
  /** Radians, clockwise on the screen; turning the picture back by this makes the eyes level. */
  readonly roll: number;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * The aligned crop of a face. Its side is the mean of what the eye distance and the eye-to-nose distance ask
 * for, so that turning the head (which shortens one of them) changes the zoom only by half.
 * @param landmarks 468 points of the face mesh in picture pixels
 */
export function alignFace(landmarks: readonly Point[]): Crop {
  const left = middle(landmarks[LEFT_EYE[0]]!, landmarks[LEFT_EYE[1]]!);
  const right = middle(landmarks[RIGHT_EYE[0]]!, landmarks[RIGHT_EYE[1]]!);
  const eyes = middle(left, right);
  const nose = landmarks[NOSE_BASE]!;
  const roll = Math.atan2(right.y - left.y, right.x - left.x);
  const side =
    (distance(left, right) / TEMPLATE.eyeDistance + distance(eyes, nose) / TEMPLATE.eyesToNose) / 2;
  // The point half-way between eyes and nose base has a fixed height in the template, at its middle column.
  const anchor = middle(eyes, nose);
  const down = (0.5 - (TEMPLATE.eyesY + TEMPLATE.noseY) / 2) * side;
  return {
    centre: { x: anchor.x - Math.sin(roll) * down, y: anchor.y + Math.cos(roll) * down },
    side,
    roll,
  };
}
