/**
 * How likely each expression is in one frame: log odds against neutral, from what differs between this face and the same
 * person's calm face. docs/temporal.md explains each cue, and where the numbers come from. Pure.
 */
import { EXPRESSIONS, type Expression, type FaceGeometry, type Probabilities } from '../../shared/types';
import type { HeadPose } from '../face/pose';
import { type CalmFace, createCalmFaceEstimator, isFrontal, type MeasuredCalm } from './calm-face';
import { type FaceCues, type Odds, oddsOf } from './cues';
import { createMouthMotion } from './mouth-motion';
import { createRaisedFace } from './raised-face';

/** What was measured once of the user's own face, and what their corrections taught. */
export interface OwnFace {
  readonly calm: MeasuredCalm | null;
  /** Difference between the user's smile and calm face (`smileDifference`); null if it was not measured. */
  readonly smile: number | null;
  /** Added to the evidence, at most 0. */
  readonly corrections: Partial<Odds>;
}

export const NO_OWN_FACE: OwnFace = { calm: null, smile: null, corrections: {} };

/** A smile: weights of the network's log odds and of the corners of the mouth (logarithm of the distance to the eyes). */
const SMILE = { odds: 0.65, corners: 36 } as const;
/** Where a smile begins on that scale: for a mouth that moves, whose corners go everywhere, and for one that is still. */
const MOVING = 5;
const STILL = 1.2;
/** A still mouth counts steeper, so that a calm face stays as clearly calm. */
const STILL_SLOPE = 1.5;
/** From here (mouth-motion.ts) to here the mouth moves more and more; and a dropped jaw is no gentle smile. */
const MOTION = { from: 0.45, to: 0.8 } as const;
const JAW_DROPS = { from: 1.04, to: 1.09 } as const;
/** While the mouth moves, the network itself must also see a smile: log odds. */
const NETWORK_TOO = 0.5;
/** Nodding changes what the mesh measures of the mouth. Degrees from the calm pitch. */
const NOD = { from: 10, to: 28 } as const;
/** On the scale of a smile: beyond this a face is not calm. */
const EXPRESSIVE_FROM = 2;
/** With the user's own smile measured it begins at this share of it, but not below this: calm faces vary by 0.5. */
const OWN_SHARE = 0.5;
const OWN_LEAST = 0.6;
/** ... and the smile that they have shown is evidence of this much (log odds), as far as the steepest slope allows. */
const OWN_SHOWN = 1.5;
const STEEPEST = 6;

/** Surprise: eyes, brows and jaw together, as logarithms of ratios to calm, and the network. */
const SURPRISE = { odds: 0.5, eyes: 8, brows: 8, jaw: 6, begins: 3.2 } as const;
const SURPRISED_ODDS = { least: -6, most: 4 } as const;
/** Eyes count up to this: the mesh of small or dark eyes trembles. */
const WIDEST_EYES = 1.25;

/** Other expressions: the network's odds beyond the calm face's own, which count from `calm` on. */
const OTHERS = { calm: 4, begins: 0 } as const;
/** Looking down looks sad, and a yawn sad or angry: what that costs in log odds. */
const DOWN = { from: 8, to: 16, cost: 3 } as const;
const YAWN = { from: 1.12, to: 1.2, cost: 3 } as const;

/** The evidence of one frame is bounded by this: one frame never decides. */
const BOUND = 6;
/** The calm geometry counts in full once this much of it was seen. Milliseconds. */
export const CALM_NEEDED = 1000;
/** A calm face of which so much was seen is the user's own, however much it looks surprised. Milliseconds. */
const CALM_SURELY = 8000;

/** The evidence of one frame. */
export interface Evidence {
  /** As likelihoods for the filter; sum to 1. */
  readonly probabilities: Probabilities;
  /** Log odds against neutral: above 0 the frame itself shows the expression. */
  readonly odds: Odds;
  readonly calm: CalmFace;
  /** Of the mouth (mouth-motion.ts). */
  readonly motion: number;
  /** Whether the surprise is that of a face that has looked surprised for seconds (raised-face.ts). */
  readonly isRaised: boolean;
}

export interface EvidenceCollector {
  /** @param time milliseconds, never going back */
  update(seen: FaceGeometry & HeadPose & { readonly probabilities: Probabilities }, time: number): Evidence;
  /** Another face. */
  reset(): void;
}

/** @param own asked at every frame: what is calibrated in mid-call counts with the next face */
export function createEvidenceCollector(own: () => OwnFace): EvidenceCollector {
  const estimator = createCalmFaceEstimator(() => own().calm);
  const mouth = createMouthMotion();
  const raisedFace = createRaisedFace();
  return {
    update(seen, time) {
      const cues: FaceCues = { odds: oddsOf(seen.probabilities), geometry: seen, pose: seen };
      const motion = mouth.update(seen, time);
      const others = Math.max(cues.odds.sad, cues.odds.angry, cues.odds.fearful);
      const known = estimator.calm.seen >= CALM_NEEDED;
      const smiles = known && smileDifference(cues, estimator.calm) > EXPRESSIVE_FROM;
      const { calm: measured, corrections } = own();
      const isSure = measured !== null || estimator.calm.seen >= CALM_SURELY;
      const usual = isSure ? estimator.calm.geometry : null;
      const lasts = isFrontal(seen) ? raisedFace.update(cues, usual, time) : -BOUND;
      const raised = lasts + (corrections.surprised ?? 0);
      const expressive = smiles || others > 0 || raised > 0;
      const calm = estimator.update(cues, expressive, time);
      const shown = evidenceOf(cues, calm, motion, own());
      const odds = { ...shown, surprised: Math.max(shown.surprised, raised) };
      const isRaised = raised > 0 && raised >= shown.surprised;
      return { odds, calm, motion, isRaised, probabilities: likelihoods(odds) };
    },
    reset() {
      estimator.reset();
      mouth.reset();
      raisedFace.reset();
    },
  };
}

/** @param motion of the mouth (mouth-motion.ts) @returns log odds of each expression against neutral */
export function evidenceOf(cues: FaceCues, calm: CalmFace, motion: number, own: OwnFace = NO_OWN_FACE): Odds {
  const other = (name: 'sad' | 'angry' | 'fearful'): number =>
    cues.odds[name] - Math.max(calm.odds[name] + OTHERS.calm, 0) - OTHERS.begins - mistakable(cues, calm);
  const odds = {
    happy: smileOdds(cues, calm, motion, own.smile),
    surprised: surpriseOdds(cues, calm),
    ...{ sad: other('sad'), angry: other('angry'), fearful: other('fearful') },
  };
  for (const [name, moved] of Object.entries(own.corrections)) odds[name as keyof Odds] += moved;
  return odds;
}

/** How much more of a smile a face shows than the calm one: 0 for the calm face, 4 to 15 for smiles that anybody sees. */
export function smileDifference({ odds, geometry, pose }: FaceCues, calm: CalmFace): number {
  const known = Math.min(calm.seen / CALM_NEEDED, 1);
  const level = 1 - rise(Math.abs(pose.pitch - calm.pitch), NOD);
  const corners = Math.log(calm.geometry.mouthToEye / geometry.mouthToEye);
  return SMILE.odds * (odds.happy - calm.odds.happy) + known * level * SMILE.corners * corners;
}

function smileOdds(cues: FaceCues, calm: CalmFace, motion: number, own: number | null): number {
  const difference = smileDifference(cues, calm);
  const moving = Math.min(difference - MOVING, cues.odds.happy - NETWORK_TOO);
  const dropped = rise(cues.geometry.jawOpening / calm.geometry.jawOpening, JAW_DROPS);
  const known = Math.min(calm.seen / CALM_NEEDED, 1);
  const still = known * (1 - rise(motion, MOTION)) * (1 - dropped);
  const begins = own === null ? STILL : Math.max(Math.min(OWN_SHARE * own, STILL), OWN_LEAST);
  const wanted = own === null ? 0 : OWN_SHOWN / Math.max(own - begins, OWN_SHOWN / STEEPEST);
  const slope = Math.max(wanted, STILL_SLOPE);
  return moving + still * Math.max(slope * (difference - begins) - moving, 0);
}

function surpriseOdds({ odds, geometry }: FaceCues, { geometry: calm }: CalmFace): number {
  const network = Math.min(Math.max(odds.surprised, SURPRISED_ODDS.least), SURPRISED_ODDS.most);
  const eyes = Math.log(Math.min(Math.max(geometry.eyeOpening / calm.eyeOpening, 0.1), WIDEST_EYES));
  const brows = Math.log(geometry.browHeight / calm.browHeight);
  const jaw = Math.log(geometry.jawOpening / calm.jawOpening);
  const face = SURPRISE.eyes * eyes + SURPRISE.brows * brows + SURPRISE.jaw * jaw;
  return SURPRISE.odds * network + face - SURPRISE.begins;
}

/** What looking down and yawning take from sad, angry and fearful. */
function mistakable({ geometry, pose }: FaceCues, calm: CalmFace): number {
  const jaw = geometry.jawOpening / calm.geometry.jawOpening;
  return DOWN.cost * rise(calm.pitch - pose.pitch, DOWN) + YAWN.cost * rise(jaw, YAWN);
}

function likelihoods(odds: Odds): Probabilities {
  const weights = EXPRESSIONS.map((name) =>
    name === 'neutral' ? 1 : Math.exp(Math.min(Math.max(odds[name], -BOUND), BOUND)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, weights[i]! / sum])) as Record<
    Expression,
    number
  >;
}

/** 0 up to `from`, 1 beyond `to`, straight between them. */
function rise(value: number, { from, to }: { readonly from: number; readonly to: number }): number {
  return Math.min(Math.max((value - from) / (to - from), 0), 1);
}
