/** Lengths and angles of a face mesh in the head's own coordinates: turning the head changes them little. */
import type { HeadAngles } from '../../shared/avatar/coefficients';
import type { Landmark } from '../../shared/types';

/** Measures of each half of the face; `left` is the person's own, on the right of the picture. */
export const RIG_MEASURES = [
  'lipGap',
  'mouthWidth',
  'cornerLeft',
  'cornerRight',
  'browInnerLeft',
  'browInnerRight',
  'browOuterLeft',
  'browOuterRight',
  'eyeLeft',
  'eyeRight',
] as const;
export type Measure = (typeof RIG_MEASURES)[number];
/** In distances between the eyes (`eye…`: height of the gap in widths of the eye); up is positive. */
export type Measures = Readonly<Record<Measure, number>>;

/** Points of MediaPipe's canonical mesh; `right` is the person's own, on the left of the picture. */
const POINTS = {
  forehead: 10,
  noseBase: 2,
  ears: [234, 454],
  upperLip: 13,
  lowerLip: 14,
  right: {
    outer: 33,
    inner: 133,
    top: [159, 158],
    bottom: [145, 153],
    corner: 61,
    brow: [55, 107, 46, 53, 105],
  },
  left: {
    outer: 263,
    inner: 362,
    top: [386, 385],
    bottom: [374, 380],
    corner: 291,
    brow: [285, 336, 276, 283, 334],
  },
} as const;

/**
 * The line from forehead to nose base leans forward by this in the canonical face, whose points 10 and 2 are at
 * (8.26, 4.48) and (-2.09, 6.06) in height and depth. Degrees.
 */
const NOSE_LEAN = 8.7;
const DEGREES = 180 / Math.PI;

type Vector = readonly [x: number, y: number, z: number];

/**
 * @param landmarks 468 points of the face mesh, `z` on the scale of `x`
 * @returns null if they are no face: too few of them, not numbers, or all in one place
 */
export function measure(
  landmarks: readonly Landmark[],
): { readonly head: HeadAngles; readonly measures: Measures } | null {
  if (landmarks.length < 468) return null;
  const at = (index: number): Vector => {
    const { x, y, z } = landmarks[index]!;
    return [x, y, z];
  };
  const { right, left } = POINTS;
  const eyes = {
    right: middle([at(right.outer), at(right.inner)]),
    left: middle([at(left.outer), at(left.inner)]),
  };
  const between = distance(eyes.left, eyes.right);
  const across = unit(
    add(minus(at(POINTS.ears[1]), at(POINTS.ears[0])), minus(at(left.outer), at(right.outer))),
  );
  const spine = minus(at(POINTS.noseBase), at(POINTS.forehead));
  const down = unit(minus(spine, scaled(across, dot(spine, across))));
  if (!(between > 0) || ![...across, ...down, between].every(Number.isFinite)) return null;
  const heightOf = (point: Vector, above: Vector): number => dot(minus(above, point), down) / between;
  const gapOf = ({ outer, inner, top, bottom }: typeof left | typeof right): number =>
    (distance(at(top[0]), at(bottom[0])) + distance(at(top[1]), at(bottom[1]))) /
    2 /
    distance(at(outer), at(inner));
  const upperLip = at(POINTS.upperLip);
  const browOf = (points: readonly number[], eye: Vector): number => heightOf(middle(points.map(at)), eye);
  const [lx, ly] = minus(eyes.left, eyes.right);
  const measures: Measures = {
    lipGap: distance(upperLip, at(POINTS.lowerLip)) / between,
    mouthWidth: distance(at(left.corner), at(right.corner)) / between,
    cornerLeft: heightOf(at(left.corner), upperLip),
    cornerRight: heightOf(at(right.corner), upperLip),
    browInnerLeft: browOf(left.brow.slice(0, 2), eyes.left),
    browInnerRight: browOf(right.brow.slice(0, 2), eyes.right),
    browOuterLeft: browOf(left.brow.slice(2), eyes.left),
    browOuterRight: browOf(right.brow.slice(2), eyes.right),
    eyeLeft: gapOf(left),
    eyeRight: gapOf(right),
  };
  const head: HeadAngles = {
    yaw: Math.atan2(across[2], Math.hypot(across[0], across[1])) * DEGREES,
    pitch: -Math.atan2(down[2], Math.hypot(down[0], down[1])) * DEGREES - NOSE_LEAN,
    roll: Math.atan2(ly, lx) * DEGREES,
  };
  const numbers = [...Object.values(measures), head.yaw, head.pitch, head.roll];
  return numbers.every(Number.isFinite) ? { head, measures } : null;
}

const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const distance = (a: Vector, b: Vector): number => Math.hypot(...minus(a, b));
const unit = (a: Vector): Vector => scaled(a, 1 / Math.hypot(...a));
const middle = (points: readonly Vector[]): Vector =>
  scaled(
    points.reduce((sum, point) => add(sum, point), [0, 0, 0]),
    1 / points.length,
  );
