import type { SeenFace } from '../../../src/analysis/temporal';
import {
  EXPRESSIONS,
  type Expression,
  type FaceGeometry,
  type Probabilities,
} from '../../../src/shared/types';
import { mostly } from './probabilities';

/** A calm face. */
export const CALM: FaceGeometry = {
  ...{ browHeight: 0.45, eyeOpening: 0.3, mouthOpening: 0.02 },
  ...{ mouthWidth: 0.8, jawOpening: 1.1, mouthToEye: 1.12 },
};

/** The same face with an expression, as far as the measures tell it. */
export const SHOWN: Readonly<Record<Expression, FaceGeometry>> = {
  neutral: CALM,
  happy: { ...CALM, mouthWidth: 0.95, mouthToEye: 1.01 },
  surprised: { ...CALM, browHeight: 0.53, eyeOpening: 0.37, jawOpening: 1.3, mouthOpening: 0.3 },
  ...{ sad: CALM, angry: CALM, fearful: CALM },
};

/** A frame of the user's face that shows an expression clearly. */
export function faceOf(expression: Expression, more: Partial<SeenFace> = {}, share = 0.95): SeenFace {
  const pose = { yaw: 0, pitch: 0 };
  return { track: 1, probabilities: mostly(expression, share), ...SHOWN[expression], ...pose, ...more };
}

/** A smile that the network takes for a calm face: 3 in log odds more of it, and corners 3 % higher. */
export const GENTLE = faceOf('neutral', {
  probabilities: scaled(mostly('neutral'), 'happy', Math.exp(3)),
  mouthToEye: CALM.mouthToEye * 0.97,
});

/** Probabilities with one of them made so many times as large beside the others. */
export function scaled(of: Probabilities, name: Expression, factor: number): Probabilities {
  const powers = EXPRESSIONS.map((each) => of[each] * (each === name ? factor : 1));
  const sum = powers.reduce((a, b) => a + b, 0);
  return Object.fromEntries(EXPRESSIONS.map((each, i) => [each, powers[i]! / sum])) as Record<
    Expression,
    number
  >;
}
