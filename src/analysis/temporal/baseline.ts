/** A user's own face, measured once: which expressions the network sees in it when nothing is expressed. */

import type { Baseline, Sample } from '../../shared/settings/baseline';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../shared/types';
import { knownCalm, type MeasuredCalm } from './calm-face';
import { type OwnFace, smileDifference } from './evidence';

/** In the user's calm face no expression may have more than one in ten ... */
const CALM_ODDS = Math.log(0.1 / 0.9);
/** ... but no expression is pushed down by more than this (to a twelfth), so that a strong one still shows ... */
const MOST_DOWN = 2.5;
/** ... and in the user's own smile `happy` should have four in five, ... */
const SHOWN_ODDS = Math.log(0.8 / 0.2);
/** ... and is lifted by as much as that takes, up to this: gentle smiles differ by 3 to 7 from the calm face. */
export const MOST_UP = 4;
/** Shown and calm must differ by this much in log odds for the shown one to teach anything, ... */
const DIFFERENCE = 1;
/** ... and by this much on the scale of a smile, where calm faces vary by 0.5. */
const SMILE_DIFFERENCE = 0.7;

/** By how much the log odds of each expression are moved; 0 for neutral, which takes and gives the difference. */
export type Shift = Readonly<Record<Expression, number>>;

/** The effects of a baseline; null if there are none, as without a calm sample and without corrections. */
export function shiftOf(baseline: Baseline | null): Shift | null {
  if (!baseline) return null;
  const { samples, corrections } = baseline;
  const learned = samples.neutral ? learnedShift(samples, samples.neutral) : null;
  if (!corrections) return learned;
  const shift = {} as Record<Expression, number>;
  for (const name of EXPRESSIONS) {
    const moved = (learned?.[name] ?? 0) + (corrections[name] ?? 0);
    shift[name] = name === 'neutral' ? 0 : Math.max(moved, -MOST_DOWN);
  }
  return shift;
}

function learnedShift(samples: Baseline['samples'], calm: Sample): Shift {
  const shift = {} as Record<Expression, number>;
  for (const name of EXPRESSIONS) {
    const excess = Math.min(CALM_ODDS - calm.logOdds[name], 0);
    shift[name] = name === 'neutral' ? 0 : Math.max(excess, -MOST_DOWN);
  }
  for (const name of ['happy', 'surprised'] as const) {
    const shown = samples[name];
    if (!shown || shown.logOdds[name] - calm.logOdds[name] < DIFFERENCE) continue;
    const wanted = SHOWN_ODDS - shown.logOdds[name];
    // Up only as far as the calm face stays calm.
    const room = CALM_ODDS - calm.logOdds[name];
    if (room > 0) shift[name] = Math.min(Math.max(wanted, 0), room, MOST_UP);
  }
  return shift;
}

/**
 * The network's answer with the user's own face taken into account. What is taken from an expression goes to
 * neutral and what is given comes from there, so that one expression never gains by another's loss.
 * @returns probabilities that sum to what they summed to before
 */
export function adapt(probabilities: Probabilities, shift: Shift | null): Probabilities {
  if (shift === null) return probabilities;
  const adapted = { ...probabilities } as Record<Expression, number>;
  for (const up of [false, true]) {
    for (const name of EXPRESSIONS) {
      if (name === 'neutral' || shift[name] === 0 || shift[name] > 0 !== up) continue;
      const before = adapted[name];
      const factor = Math.exp(shift[name]);
      const wanted = (before * factor) / (1 - before + before * factor);
      const after = Math.min(wanted, before + adapted.neutral);
      adapted.neutral = Math.max(adapted.neutral + before - after, 0);
      adapted[name] = after;
    }
  }
  return adapted;
}

/** What the analysis over time uses of a baseline. */
export function ownFaceOf(baseline: Baseline | null): OwnFace {
  const { samples = {}, corrections = {} } = baseline ?? {};
  const calm = samples.neutral ? calmOf(samples.neutral) : null;
  return { calm, smile: calm && samples.happy ? ownSmile(calm, samples.happy) : null, corrections };
}

const calmOf = ({ logOdds, geometry }: Sample): MeasuredCalm => ({ odds: logOdds, geometry });

/** Null if the "smile" was none, or the baseline lacks the corners of the mouth. */
function ownSmile(calm: MeasuredCalm, shown: Sample): number | null {
  const { mouthToEye } = calm.geometry;
  if (mouthToEye === undefined || shown.geometry.mouthToEye === undefined) return null;
  const known = knownCalm(calm);
  const cues = {
    odds: shown.logOdds,
    geometry: { ...known.geometry, ...shown.geometry },
    pose: { yaw: 0, pitch: known.pitch },
  };
  const difference = smileDifference(cues, known);
  return difference >= SMILE_DIFFERENCE ? difference : null;
}
