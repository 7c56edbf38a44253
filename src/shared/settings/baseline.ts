/** The stored measurement of the user's own face. */
import type { Expression, FaceGeometry } from '../types';
import type { Corrections } from './corrections';

/** The expressions that can be calibrated, in order; each is optional. */
export const CALIBRATED = ['neutral', 'happy', 'surprised'] as const;
export type Calibrated = (typeof CALIBRATED)[number];
/** Interquartile means over some seconds of one shown expression. No pictures, no landmarks. */
export interface Sample {
  /** Frames that were measured. */
  readonly frames: number;
  /** Mean log odds of each expression, as the network reported them, within ±`ODDS_LIMIT`. */
  readonly logOdds: Readonly<Record<Expression, number>>;
  readonly geometry: SampleGeometry;
}

/** Baselines of version 1 know four measures of a face. */
export type SampleGeometry = Pick<FaceGeometry, (typeof FIRST_MEASURES)[number]> &
  Partial<Pick<FaceGeometry, (typeof LATER_MEASURES)[number]>>;
export const FIRST_MEASURES = ['browHeight', 'eyeOpening', 'mouthOpening', 'mouthWidth'] as const;
export const LATER_MEASURES = ['jawOpening', 'mouthToEye'] as const;

export interface Baseline {
  readonly version: 2;
  /** When it was measured. Milliseconds since the epoch. */
  readonly time: number;
  readonly samples: Readonly<Partial<Record<Calibrated, Sample>>>;
  /** Offsets learned from the user's corrections since then. */
  readonly corrections?: Corrections;
}

/** Beyond this the network is saturated and the exact value is noise. */
export const ODDS_LIMIT = 10;
/** Frames that make a sample. */
export const ENOUGH_FRAMES = 10;
/** Log odds of a probability, within ±`ODDS_LIMIT`. */
export function logOdds(probability: number): number {
  const odds = Math.log(Math.max(probability, 1e-9) / Math.max(1 - probability, 1e-9));
  return Math.min(Math.max(odds, -ODDS_LIMIT), ODDS_LIMIT);
}
