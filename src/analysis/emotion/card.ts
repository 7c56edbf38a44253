import { WORDS } from '../../shared/words/inference';
import type { PreprocessSetting } from '../preprocess';
import { NETWORK_LABELS } from './labels';

/** What `card.json` beside the network says, as far as running it needs. */
export interface EmotionCard {
  /** Side of the square gray input in pixels. */
  readonly inputSize: number;
  readonly labels: readonly string[];
  readonly preprocess: PreprocessSetting;
  readonly temperature: number;
  /** Flip averaging is used if the most likely label is less likely than this; 0: never. */
  readonly secondLookBelow: number;
  /** SHA-256 of the weights file, lower-case hex. */
  readonly weightsSha256: string;
}

const between = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high;

/** @throws Error in plain words if the card does not fit this program */
export function parseCard(json: unknown): EmotionCard {
  const card = (json ?? {}) as Partial<EmotionCard>;
  const steps = (card.preprocess ?? {}) as Partial<PreprocessSetting>;
  const fits =
    Number.isInteger(card.inputSize) &&
    between(card.inputSize, 16, 256) &&
    Array.isArray(card.labels) &&
    card.labels.join() === NETWORK_LABELS.join() &&
    between(card.temperature, 0.1, 10) &&
    between(card.secondLookBelow, 0, 1) &&
    between(steps.denoiseSigma, 0, 2) &&
    between(steps.equaliseStrength, 0, 1) &&
    /^[0-9a-f]{64}$/.test(String(card.weightsSha256));
  if (!fits) throw new Error(WORDS.cardDamaged);
  return card as EmotionCard;
}
