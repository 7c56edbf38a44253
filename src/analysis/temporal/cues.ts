/** What a face shows in one frame, as numbers: the network's log odds, measures of the mesh, the pose of the head. Pure. */
import { EXPRESSIONS, type Expression, type FaceGeometry, type Probabilities } from '../../shared/types';
import type { HeadPose } from '../face/pose';

export const MEASURES = [
  'browHeight',
  'eyeOpening',
  'mouthOpening',
  'mouthWidth',
  'jawOpening',
  'mouthToEye',
] as const satisfies readonly (keyof FaceGeometry)[];

/** The expressions that are compared with a neutral face. */
export type Expressive = Exclude<Expression, 'neutral'>;
export const EXPRESSIVE: readonly Expressive[] = EXPRESSIONS.filter((name) => name !== 'neutral');

/** Log odds of each expression against all others together: the natural logarithm of p / (1 - p). */
export type Odds = Readonly<Record<Expressive, number>>;

export interface FaceCues {
  readonly odds: Odds;
  readonly geometry: FaceGeometry;
  readonly pose: HeadPose;
}

/** Beyond these the exact number is noise. */
export const LEAST_ODDS = -8;
export const MOST_ODDS = 8;
const TINY = 1e-9;

/** @returns within `LEAST_ODDS` and `MOST_ODDS` */
export function oddsOf(probabilities: Probabilities): Odds {
  const odds = {} as Record<Expressive, number>;
  for (const name of EXPRESSIVE) {
    const share = probabilities[name];
    const ratio = Math.max(share, TINY) / Math.max(1 - share, TINY);
    odds[name] = Math.min(Math.max(Math.log(ratio), LEAST_ODDS), MOST_ODDS);
  }
  return odds;
}

/** No face measures less where it is divided by, or more anywhere: all are shares of the distance between the eyes. */
const LEAST = 0.01;
const MOST = 10;
const NEVER_ZERO = ['browHeight', 'mouthWidth', 'jawOpening', 'mouthToEye'] as const;

/** Whether every measure is a number that a face can have: garbage is no evidence. */
export function isFace(geometry: FaceGeometry, { yaw, pitch }: HeadPose): boolean {
  return (
    MEASURES.every((name) => geometry[name] >= 0 && geometry[name] <= MOST) &&
    NEVER_ZERO.every((name) => geometry[name] >= LEAST) &&
    Number.isFinite(yaw) &&
    Number.isFinite(pitch)
  );
}
