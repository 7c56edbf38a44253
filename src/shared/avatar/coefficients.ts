/**
 * What a face does, as numbers: the hop between the analysis, which measures them, and whoever draws a character.
 * The shapes have ARKit's blendshape names; `Left` is the person's own left, which the camera sees on the right.
 */

/** 0: as in the person's calm face; 1: as far as a face goes. */
export const SHAPES = [
  'jawOpen',
  'mouthSmileLeft',
  'mouthSmileRight',
  'mouthFrownLeft',
  'mouthFrownRight',
  'mouthStretchLeft',
  'mouthStretchRight',
  'mouthPucker',
  'browInnerUp',
  'browDownLeft',
  'browDownRight',
  'browOuterUpLeft',
  'browOuterUpRight',
  'eyeBlinkLeft',
  'eyeBlinkRight',
  'eyeWideLeft',
  'eyeWideRight',
] as const;
export type Shape = (typeof SHAPES)[number];
export type Shapes = Readonly<Record<Shape, number>>;

/** Angles of the head in degrees; 0, 0, 0 looks into the camera, upright. */
export interface HeadAngles {
  /** Positive: towards the right side of the picture. */
  readonly yaw: number;
  /** Positive: up. */
  readonly pitch: number;
  /** Positive: clockwise in the picture. */
  readonly roll: number;
}
export const ANGLES = ['yaw', 'pitch', 'roll'] as const satisfies readonly (keyof HeadAngles)[];

/** Everything that a character follows. */
export interface Coefficients {
  readonly head: HeadAngles;
  readonly shapes: Shapes;
}

/** Largest angle that a mesh reports. Degrees. */
const MOST_DEGREES = 90;

/** Shapes that are all 0 but for the given ones. */
export function shapesWith(some: Partial<Shapes>): Shapes {
  return Object.fromEntries(SHAPES.map((name) => [name, some[name] ?? 0])) as Record<Shape, number>;
}

/** A calm face that looks into the camera. */
export const CALM: Coefficients = { head: { yaw: 0, pitch: 0, roll: 0 }, shapes: shapesWith({}) };

/**
 * The coefficients in a value that came from elsewhere, within their limits; null if one is missing or is no number:
 * half a face must not be drawn.
 */
export function parseCoefficients(value: unknown): Coefficients | null {
  const { head, shapes } = asRecord(value);
  const angles = readAll(asRecord(head), ANGLES, -MOST_DEGREES, MOST_DEGREES);
  const parsed = readAll(asRecord(shapes), SHAPES, 0, 1);
  return angles && parsed && { head: angles, shapes: parsed };
}

/** The named numbers, clamped to their limits; null if one is not finite. */
function readAll<K extends string>(
  from: Readonly<Record<string, unknown>>,
  names: readonly K[],
  least: number,
  most: number,
): Record<K, number> | null {
  const entries = names.map((name): [K, unknown] => [name, from[name]]);
  const isGood = (entry: [K, unknown]): entry is [K, number] => Number.isFinite(entry[1]);
  if (!entries.every(isGood)) return null;
  const held = entries.map(([name, number]) => [name, Math.min(Math.max(number, least), most)]);
  return Object.fromEntries(held) as Record<K, number>;
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
