import type { SeenFace } from '../../../src/analysis/temporal';
import type { Expression, FaceGeometry } from '../../../src/shared/types';
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
