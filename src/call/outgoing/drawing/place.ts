/** Position of an emoji in the outgoing picture, in pixels. */

import type { Rect } from '../../../shared/types';
import type { MaskPose } from './mask-pose';

export interface Placement {
  /** Centre. */
  readonly x: number;
  readonly y: number;
  /** Side of the emoji. */
  readonly side: number;
  /** Radians, clockwise on the screen. */
  readonly roll: number;
  readonly opacity: number;
}

/** Side of the mask in face heights (or widths): covers hair, ears and the next movement. */
const MASK = 1.55;
/** The face mesh ends at the hairline, so the mask is centred higher. Share of the face's height. */
const UP = 0.08;
/** Sides and angles are quantised, so that a still face needs no new drawing. Share of the side; radians. */
const STEP = 1 / 32;
const TURN = Math.PI / 60;

/**
 * The mask of one face in a picture of this size.
 * @param smooth without quantisation, for artwork that is redrawn for each frame
 */
export function maskPlacement(pose: MaskPose, width: number, height: number, smooth = false): Placement {
  const tall = pose.height * height;
  const least = MASK * pose.growth * Math.max(pose.width * width, tall);
  // Logarithmic steps: a fixed number of pixels would be coarse for small faces.
  const stepped = (1 + STEP) ** Math.ceil(Math.log(Math.max(least, 16)) / Math.log(1 + STEP));
  const side = smooth ? Math.max(least, 16) : stepped;
  const roll = smooth ? pose.roll : Math.round(pose.roll / TURN) * TURN;
  return {
    x: pose.x * width + Math.sin(roll) * UP * tall,
    y: pose.y * height - Math.cos(roll) * UP * tall,
    side,
    roll,
    opacity: 1,
  };
}

/** Radius of the artwork's disc, in halves of its side. */
const DISC = 0.93;
/** Number of points tested on a face's edge. */
const AROUND = 24;

/** Whether the mask's disc covers the ellipse of a face (in fractions of the picture). */
export function covers(mask: Placement, face: Rect, width: number, height: number): boolean {
  const radius = DISC * (mask.side / 2);
  for (let n = 0; n < AROUND; n++) {
    const angle = (n / AROUND) * 2 * Math.PI;
    const x = (face.x + (face.width / 2) * (1 + Math.cos(angle))) * width;
    const y = (face.y + (face.height / 2) * (1 + Math.sin(angle))) * height;
    if (Math.hypot(x - mask.x, y - mask.y) > radius) return false;
  }
  return true;
}
