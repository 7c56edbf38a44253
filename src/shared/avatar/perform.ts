/** A reaction that a character performs itself: what its face does, and how it jumps. */
import type { Expression } from '../types';
import { CALM, type Coefficients, type Shapes, shapesWith } from './coefficients';

const both = <N extends string>(name: N, value: number): Record<string, number> => ({
  [`${name}Left`]: value,
  [`${name}Right`]: value,
});

/** The face of an expression at its strongest. */
const ACTED: Readonly<Record<Expression, Shapes>> = {
  neutral: shapesWith({}),
  happy: shapesWith({ jawOpen: 0.75, ...both('mouthSmile', 1) }),
  surprised: shapesWith({
    ...{ jawOpen: 0.8, mouthPucker: 0.55, browInnerUp: 0.9 },
    ...both('browOuterUp', 1),
    ...both('eyeWide', 1),
  }),
  sad: shapesWith({ browInnerUp: 0.9, ...both('mouthFrown', 0.9) }),
  angry: shapesWith({ ...both('browDown', 1), ...both('mouthFrown', 0.6) }),
  fearful: shapesWith({
    ...{ jawOpen: 0.3, browInnerUp: 0.9 },
    ...both('eyeWide', 0.9),
    ...both('mouthStretch', 0.3),
    ...both('mouthFrown', 0.75),
  }),
};

/** Seconds of growing into it and of going back. */
const IN = 0.18;
const OUT = 0.4;

/**
 * The face with the expression laid over it, and the head that bobs with it.
 * @param since seconds since it began @param left seconds until it is over
 */
export function performed(
  coefficients: Coefficients | null,
  expression: Expression,
  since: number,
  left: number,
): Coefficients {
  const share = Math.max(0, Math.min(1, since / IN, left / OUT));
  const { head, shapes } = coefficients ?? CALM;
  const acted = ACTED[expression];
  const mixed = Object.fromEntries(
    Object.entries(shapes).map(([name, value]) => [
      name,
      Math.max(value * (1 - 0.6 * share), acted[name as keyof Shapes] * share),
    ]),
  ) as unknown as Shapes;
  return { head: { ...head, roll: head.roll + share * 6 * Math.sin(since * 9) }, shapes: mixed };
}

/** By how much it is larger then: a spring that comes to rest. 1 and more: a mask must never shrink. */
export function bounce(since: number): number {
  if (!(since >= 0)) return 1;
  return 1 + 0.16 * Math.exp(-3.2 * since) * Math.abs(Math.sin(since * 8.5));
}
