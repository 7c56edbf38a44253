/** Position of a character in the outgoing picture, in pixels. */

import type { Character } from '../../../shared/avatar/character';
import type { AvatarSize, Corner } from '../../../shared/avatar/choice';
import { createOneEuro } from '../../../shared/avatar/one-euro';
import type { MaskPose } from './mask-pose';
import { maskPlacement, type Placement } from './place';

/** A character's disc. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Radius of the artwork's opaque disc, in halves of its side. */
const DISC = 0.93;

/** Scale of a character over the face, relative to the smallest one that covers it. */
export const MASK_SIZES: Readonly<Record<AvatarSize, number>> = { small: 1, medium: 1.04, large: 1.25 };
/** Radius of a companion, as a share of the picture's shorter side. */
const COMPANION_SIZES: Readonly<Record<AvatarSize, number>> = { small: 0.1, medium: 0.14, large: 0.19 };
const MARGIN = 0.03;

/** The disc that covers a face. @param scale 1 or more */
export function maskDisc(pose: MaskPose, scale: number, width: number, height: number): Disc {
  const { x, y, side } = maskPlacement(pose, width, height, true);
  return { x, y, radius: (DISC * side * scale) / 2 };
}

/** The disc as a placement: both cover the same area. */
export const placementOf = ({ x, y, radius }: Disc): Placement => ({
  ...{ x, y, side: (2 * radius) / DISC, roll: 0, opacity: 1 },
});

/** A companion's disc in a corner of the centred square, because call sites crop tiles. */
export function companionDisc(
  { extent }: Pick<Character, 'extent'>,
  corner: Corner,
  size: AvatarSize,
  scale: number,
  width: number,
  height: number,
): Disc {
  const unit = Math.min(width, height);
  const radius = COMPANION_SIZES[size] * unit;
  const across = radius * (1 + extent.across) + MARGIN * unit;
  const down = radius * (1 + (corner === 'bottom-right' ? extent.down : extent.up)) + MARGIN * unit;
  return {
    x: corner === 'top-left' ? (width - unit) / 2 + across : (width + unit) / 2 - across,
    y: corner === 'bottom-right' ? height - down : down,
    radius: radius * scale,
  };
}

/** Time in which an enlarged mask shrinks again; without it the mask would pulse with each reading. Milliseconds. */
const SHRINK = 1300;

/** Removes jitter from a still face and hardly delays a moving one. Times are milliseconds. */
export interface Steady {
  at(pose: MaskPose, now: number): MaskPose;
}

export function createSteady(): Steady {
  const options = { minCutoff: 2.4, beta: 70, dCutoff: 4 };
  const [forX, forY] = [createOneEuro(options), createOneEuro(options)];
  let growth = 1;
  let last: number | null = null;
  return {
    at(pose, now) {
      const passed = last === null ? Number.POSITIVE_INFINITY : Math.max(0, now - last);
      last = now;
      growth = Math.max(pose.growth, pose.growth + (growth - pose.growth) * Math.exp(-passed / SHRINK));
      return { ...pose, growth, x: forX.filter(pose.x, now / 1000), y: forY.filter(pose.y, now / 1000) };
    },
  };
}
