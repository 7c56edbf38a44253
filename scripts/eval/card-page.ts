/** The blocks of figures in docs/model-card.md. Pure. */
import type { ModelName } from './classifier';
import { percent, table } from './markdown';
import type { ClassFigures, FaceFigures, PhotoFigures } from './metrics';

/** When and of what a figure is. */
interface Measured {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Fingerprint of our weights; null for a peer. */
  readonly weightsSha256: string | null;
}
export interface FaceResult extends FaceFigures, Measured {
  readonly params: number;
  readonly bytes: number;
  readonly splits: readonly string[];
  /** Accuracy and count without near-copies; null where the table does not say which they are. */
  readonly clean: { readonly n: number; readonly accuracy8: number; readonly accuracy6: number } | null;
}
export interface PhotoResult extends PhotoFigures, Measured {
  /** Name of the folder. */
  readonly set: string;
}

/** docs/evaluation.json: the newest figures of every model. */
export interface Evaluation {
  readonly faces: Partial<Record<ModelName, FaceResult>>;
  readonly photos: Partial<Record<ModelName, PhotoResult>>;
}

/** What `card.json` says beyond what running the network needs (training/export.py writes it). */
export interface FullCard {
  readonly inputSize: number;
  readonly temperature: number;
  readonly secondLookBelow: number;
  readonly small?: {
    readonly sureFrom: number;
    readonly temperature: number;
    readonly parameters?: number;
    readonly weightsBytes?: number;
    readonly weightsSha256: string;
  };
  readonly photograph?: Readonly<Record<string, number>>;
  readonly preprocess: { readonly denoiseSigma: number; readonly equaliseStrength: number };
  readonly weightsSha256: string;
  readonly weightsBytes?: number;
  readonly training?: {
    readonly data?: string;
    readonly faces?: number;
    readonly terms?: string;
    /** The network that it began with. */
    readonly origin?: { readonly name: string; readonly data: string; readonly terms: string };
  };
}

const NAMES: Readonly<Record<ModelName, string>> = {
  ours: 'EmojiGen',
  human: '@vladmandic/human',
  faceapi: '@vladmandic/face-api',
};
const entries = <T>(results: Partial<Record<ModelName, T>>): [ModelName, T][] =>
  Object.entries(results) as [ModelName, T][];
const number = (value: number): string => value.toLocaleString('en-GB');

/** @returns name of each block and its text */
export function cardBlocks({ faces, photos }: Evaluation, card: FullCard): Record<string, string> {
  return {
    network: networkBlock(card, faces.ours),
    faces: faces.ours ? facesBlock(faces, faces.ours, card) : 'Not measured yet.',
    photos: photos.ours ? photosBlock(photos, photos.ours, card) : 'Not measured yet.',
  };
}

function networkBlock(card: FullCard, ours: FaceResult | undefined): string {
  const { denoiseSigma, equaliseStrength } = card.preprocess;
  const training = card.training ?? {};
  return [
    `- Fingerprint of the weights (SHA-256): \`${card.weightsSha256}\``,
    ...(ours
      ? [`- ${number(ours.params)} numbers, ${number(ours.bytes)} bytes shipped (weights and graph)`]
      : []),
    `- In: a gray face of ${card.inputSize} × ${card.inputSize} px; noise reduction σ ${denoiseSigma} px, equalisation ${equaliseStrength}`,
    `- Calibration: one temperature, ${card.temperature}`,
    `- Second look: a face whose likeliest label is below ${Math.round(100 * card.secondLookBelow)} % is looked at once more, mirrored`,
    ...(card.small ? [smallLine(card.small)] : []),
    ...(card.photograph ? [photographLine(card.photograph)] : []),
    ...(training.origin
      ? [
          `- Begun with: ${training.origin.name} (${training.origin.terms}), trained on ${training.origin.data}`,
        ]
      : []),
    ...(training.data
      ? [`- Trained on: ${training.data}${training.faces ? ` (${number(training.faces)})` : ''}`]
      : []),
    ...(training.terms ? [`- Terms: ${training.terms}`] : []),
  ].join('\n');
}

function smallLine(small: NonNullable<FullCard['small']>): string {
  const { parameters, weightsBytes, sureFrom, temperature, weightsSha256 } = small;
  const size =
    parameters && weightsBytes ? ` (${number(parameters)} numbers, ${number(weightsBytes)} bytes)` : '';
  const sure = Math.round(100 * sureFrom);
  return (
    `- Small network in front${size}: reads every face; the large one reads those whose likeliest label it finds ` +
    `less likely than ${sure} %. Temperature ${temperature}, fingerprint \`${weightsSha256}\``
  );
}

function photographLine(factors: Readonly<Record<string, number>>): string {
  const raised = Object.entries(factors).filter(([, factor]) => factor !== 1);
  const list = raised.map(([label, factor]) => `${label} × ${factor}`).join(', ');
  return `- In a photograph, not in a call: ${list}, then the probabilities are divided by their sum`;
}

function facesBlock(all: Evaluation['faces'], ours: FaceResult, card: FullCard): string {
  const overview = entries(all).map(([name, r]) => [
    NAMES[name],
    number(r.n),
    percent(r.accuracy8),
    percent(r.accuracy6),
    percent(r.macroRecall6),
    r.ece.toFixed(3),
    number(r.params),
    number(r.bytes),
  ]);
  const { labels, counts } = ours.confusion;
  return [
    measured(ours, card, `faces of ${ours.splits.join(', ')}`),
    table(
      ['model', 'faces', '8 labels', '6 expressions', 'macro recall', 'ECE', 'numbers', 'bytes'],
      overview,
    ),
    ...(ours.clean
      ? [
          `Without the ${number(ours.n - ours.clean.n)} faces that look like a training face (cosine above 0.93): ` +
            `${percent(ours.clean.accuracy8)} with 8 labels, ${percent(ours.clean.accuracy6)} among the six.`,
        ]
      : []),
    'By label, eight ways:',
    classTable(ours.perClass),
    'Confusion (rows: what people said, columns: what the network says):',
    table(
      ['', ...labels],
      counts.map((row, i) => [labels[i]!, ...row.map(String)]),
    ),
  ].join('\n\n');
}

function photosBlock(all: Evaluation['photos'], ours: PhotoResult, card: FullCard): string {
  const overview = entries(all).map(([name, r]) => [
    NAMES[name],
    number(r.n),
    percent(r.found / r.n),
    percent(r.accuracy),
    percent(r.balancedAccuracy),
    percent(r.accuracyOfAll),
  ]);
  const groups = Object.entries(ours.byGroup).map(([column, values]) =>
    [
      `By ${column}:`,
      table(
        [column, 'photographs', 'face found', 'accuracy', 'balanced'],
        Object.entries(values).map(([value, r]) => [
          value || '(not given)',
          number(r.n),
          percent(r.found / r.n),
          percent(r.accuracy),
          percent(r.balancedAccuracy),
        ]),
      ),
    ].join('\n\n'),
  );
  return [
    measured(ours, card, `photographs of \`${ours.set}\`, whole chain`),
    table(['model', 'photographs', 'face found', 'accuracy', 'balanced', 'of all'], overview),
    'By expression:',
    classTable(ours.perClass),
    ...(groups.length > 0 ? groups : ['These photographs have no group labels.']),
  ].join('\n\n');
}

function measured({ date, weightsSha256 }: Measured, card: FullCard, what: string): string {
  const other = weightsSha256 === card.weightsSha256 ? '' : ' **These are figures of an earlier network.**';
  return `Measured ${date}, ${what}.${other}`;
}

const classTable = (perClass: Readonly<Record<string, ClassFigures>>): string =>
  table(
    ['label', 'examples', 'recall', 'precision'],
    Object.entries(perClass).map(([name, { n, recall, precision }]) => [
      name,
      number(n),
      percent(recall),
      percent(precision),
    ]),
  );
