/** Whether a face does what a step of the calibration asks for. Pure. */
import { type Calibrated, logOdds, type Sample } from '../../shared/settings/baseline';
import type { Measured } from '../../shared/settings/baseline-sample';

/** Shown, for the network, whatever the calm face looks like. */
const CLEAR = 0.5;
/** Log odds above those of the user's calm face: enough on their own (gentle smiles differ by 3 to 7) ... */
const DIFFERS = 3;
/** ... and the least where the network sees the expression anyway: in some calm faces it sees one. */
const DIFFERS_LITTLE = 1;
/** A face that laughs or talks is not relaxed. The mouth's opening is relative to the distance between the eyes. */
const LAUGHS = 0.8;
const OPEN_MOUTH = 0.3;

/** @param calm the user's calm face, if that step was not skipped */
export function doesAsked(
  step: Calibrated,
  { probabilities, geometry }: Measured,
  calm: Sample | undefined,
): boolean {
  if (step === 'neutral') return probabilities.happy < LAUGHS && geometry.mouthOpening < OPEN_MOUTH;
  const isClear = probabilities[step] >= CLEAR;
  if (calm === undefined) return isClear;
  const difference = logOdds(probabilities[step]) - calm.logOdds[step];
  return difference >= DIFFERS || (isClear && difference >= DIFFERS_LITTLE);
}
