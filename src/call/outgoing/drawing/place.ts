/** Where an emoji stands in the outgoing picture, in its pixels. */

import { POP_DURATION, type Pop } from '../../../shared/emoji/pops';
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

/** Side of the mask in heights (or widths) of the face: room for hair, ears, and the next movement. */
const MASK = 1.55;
/** The mesh ends at the hairline: the head goes on above it. Share of the face's height. */
const UP = 0.08;
/** Sides and angles change in steps, so that a still face needs no new drawing. Share of the side; radians. */
const STEP = 1 / 32;
const TURN = Math.PI / 60;

/** The mask of one face in a picture of this size. */
export function maskPlacement(pose: MaskPose, width: number, height: number): Placement {
  const tall = pose.height * height;
  const least = MASK * pose.growth * Math.max(pose.width * width, tall);
  // A power of the step's ratio: a fixed number of pixels would be coarse for small faces.
  const side = (1 + STEP) ** Math.ceil(Math.log(Math.max(least, 16)) / Math.log(1 + STEP));
  const roll = Math.round(pose.roll / TURN) * TURN;
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
/** Points on a face's edge that are looked at. */
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

/** Side of a popped emoji, and the places of its centre, in heights of the picture from its middle. */
const POP = 0.25;
/** Within the middle square, because call sites crop tiles. */
const PLACES = [
  { x: 0.355, y: -0.3 },
  { x: -0.355, y: -0.3 },
  { x: 0.355, y: 0.3 },
] as const;
/** Milliseconds of growing in and of fading away. */
const GROW = 240;
const FADE = 320;

/** A popped emoji now; null where its time is over or has not come. */
export function popPlacement(pop: Pop, now: number, width: number, height: number): Placement | null {
  const age = now - (pop.until - POP_DURATION);
  const left = pop.until - now;
  if (age < 0 || left <= 0) return null;
  const place = PLACES[pop.slot % PLACES.length]!;
  // Narrow pictures (a phone held upright) have less room beside their middle.
  const unit = Math.min(width, height);
  const size = POP * unit * overshoot(Math.min(age / GROW, 1));
  return {
    x: width / 2 + place.x * unit,
    y: height / 2 + place.y * unit,
    side: Math.max(2, Math.round(size)),
    roll: 0,
    opacity: Math.min(left / FADE, 1),
  };
}

/** 0 -> 1, a little beyond on the way. */
function overshoot(t: number): number {
  const rest = t - 1;
  return 1 + rest * rest * (2.7 * rest + 1.7);
}
