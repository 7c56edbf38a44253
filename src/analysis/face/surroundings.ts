/** Whether anything has changed beside a tracked face: where nothing has, nobody has come in. Pure. */
import { changeBetween, fingerprint } from '../../shared/pixels/change';
import type { FaceSquare } from './mesh-crop';

/** Least mean change of the fields that changed most (pixels/change.ts). Gray levels; half of what makes a face another one. */
const CHANGED = 2.5;
/** Half of the width beside a face's middle in which its own head, hair and shoulders move, in widths of its square. */
const BESIDE = 0.8;
/** So much above a face's middle its own hair ends, in heights of its square; below it is its body. */
const ABOVE = 0.75;

/** A picture as it was when faces were looked for. */
export interface Surroundings {
  readonly print: Float32Array;
  readonly face: FaceSquare;
}

/** @param face in fractions of the picture, which is I420 */
export function surroundingsOf(
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  face: FaceSquare,
): Surroundings {
  return { print: fingerprint({ data, offset: 0, stride: width, pitch: 1, width, height }), face };
}

/** Whether they are the same but for the face and what is below it, and but for the light. */
export function areSame(before: Surroundings, now: Surroundings): boolean {
  const side = Math.sqrt(now.print.length);
  const print = now.print.slice();
  let beside = 0;
  let shift = 0;
  for (let i = 0; i < print.length; i++) {
    const [x, y] = [((i % side) + 0.5) / side, (Math.floor(i / side) + 0.5) / side];
    if (isOwn(before.face, x, y) || isOwn(now.face, x, y)) print[i] = Number.NaN;
    else {
      beside += 1;
      shift += print[i]! - before.print[i]!;
    }
  }
  // A face that fills the picture leaves nothing to tell by.
  if (beside < print.length / 4) return false;
  // The face's own fields change as the others do on average, which is as light does.
  const filled = print.map((value, i) => (Number.isNaN(value) ? before.print[i]! + shift / beside : value));
  return changeBetween(before.print, filled) < CHANGED;
}

const isOwn = ({ xCenter, yCenter, width, height }: FaceSquare, x: number, y: number): boolean =>
  Math.abs(x - xCenter) < BESIDE * width && y > yCenter - ABOVE * height;
