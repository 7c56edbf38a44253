import { WORDS } from '../../shared/words/inference';
import type { PreprocessSetting } from '../preprocess';
import { NETWORK_LABELS, type NetworkLabel } from './labels';

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
  /** A smaller network that reads every face first. */
  readonly small?: SmallCard;
  /** How many times as likely each label is in a photograph as in a call's frame. */
  readonly photograph?: Readonly<Record<NetworkLabel, number>>;
}

interface SmallCard {
  readonly temperature: number;
  /** A face whose most likely label is less likely than this goes to the large network. */
  readonly sureFrom: number;
  readonly weightsSha256: string;
}

const between = (value: unknown, low: number, high: number): value is number =>
  typeof value === 'number' && value >= low && value <= high;

const isSha256 = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

function fitsSmall(json: unknown): boolean {
  const small = (json ?? {}) as Partial<SmallCard>;
  return (
    between(small.temperature, 0.1, 10) && between(small.sureFrom, 0, 1) && isSha256(small.weightsSha256)
  );
}

function fitsPhotograph(json: unknown): boolean {
  const photograph = (json ?? {}) as Partial<Record<NetworkLabel, unknown>>;
  return NETWORK_LABELS.every((label) => between(photograph[label], 0.1, 10));
}

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
    isSha256(card.weightsSha256) &&
    (card.small === undefined || fitsSmall(card.small)) &&
    (card.photograph === undefined || fitsPhotograph(card.photograph));
  if (!fits) throw new Error(WORDS.cardDamaged);
  return card as EmotionCard;
}
