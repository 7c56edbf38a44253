/** docs/conditions.md: what bad conditions cost, and what each preprocessing setting gives against them. Pure. */
import type { PreprocessSetting } from '../../src/analysis/preprocess';
import { percent, points, table } from './markdown';
import type { FaceFigures } from './metrics';
import type { PhotoRow } from './photo-conditions-run';

export interface Setting extends PreprocessSetting {
  /** Whether the network's card asks for it. */
  readonly shipped: boolean;
}
export type RowFigures = Pick<FaceFigures, 'accuracy8' | 'accuracy6' | 'macroRecall6' | 'ece'>;
export interface FaceRow {
  readonly group: string;
  readonly name: string;
  /** One for each setting. */
  readonly figures: RowFigures[];
}
export interface ConditionsResult {
  readonly n: number;
  readonly splits: readonly string[];
  /** Of the network that reads every face first, if there are two, and of the large one. */
  readonly fingerprints: readonly string[];
  readonly settings: readonly Setting[];
  readonly conditions: readonly FaceRow[];
  readonly photos: { readonly changed: readonly PhotoRow[]; readonly byYaw: readonly PhotoRow[] } | null;
}

/** @param date of the measurement, YYYY-MM-DD */
export function conditionsPage(result: ConditionsResult, date: string): string {
  const { n, splits, fingerprints, settings, conditions, photos } = result;
  const shipped = Math.max(
    settings.findIndex((setting) => setting.shipped),
    0,
  );
  const usual = conditions[0]!.figures[shipped]!;
  // Half of the 95 % interval of a share.
  const margin = 1.96 * Math.sqrt((usual.accuracy6 * (1 - usual.accuracy6)) / n);
  const rows = conditions.map(({ name, figures }) => {
    const own = figures[shipped]!;
    return [
      name,
      percent(own.accuracy6),
      points(own.accuracy6 - usual.accuracy6),
      percent(own.macroRecall6),
      own.ece.toFixed(3),
    ];
  });
  const bySetting = conditions.map(({ name, figures }) => [
    name,
    ...figures.map((of) => percent(of.accuracy6)),
  ]);
  return `${[
    '# What light, blur, size and tilt cost',
    'Written by `npm run eval:conditions`; do not edit. ' +
      `Measured ${date}, ${n} faces of ${splits.join(', ')}, evenly chosen, ${networks(fingerprints)}.`,
    'Accuracy is that among the six expressions, in per cent. The pictures of one row are the same in every ' +
      `column; a single figure is good to ±${percent(margin)} points.`,
    '## Each condition, with the shipped preprocessing',
    table(['condition', 'accuracy', 'change', 'macro recall', 'ECE'], rows),
    'Light, blur, noise and covers are simulated on 48-pixel faces. σ of noise is in gray levels of 255. “Not levelled” ' +
      'is a tilt that the alignment missed; where it finds the eyes, the tilt is taken out before the network. ' +
      'Glasses are a drawn bar: no validation face is labelled for glasses. Turning to the side (yaw) cannot be made ' +
      'from a flat picture; the table of photographs has it.',
    '## What the preprocessing steps give',
    table(['condition', ...settings.map(settingName)], bySetting),
    ...(photos === null ? [] : photoTables(photos)),
  ].join('\n\n')}\n`;
}

/** By the beginnings of their weights' fingerprints. */
function networks(fingerprints: readonly string[]): string {
  const [first, second] = fingerprints.map((fingerprint) => fingerprint.slice(0, 12));
  return second === undefined
    ? `network ${first}`
    : `both networks as shipped: ${first} reads every face, ${second} those of which it is not sure`;
}

function settingName({ denoiseSigma, equaliseStrength, shipped }: Setting): string {
  const steps = [
    ...(denoiseSigma > 0 ? [`denoise σ ${denoiseSigma}`] : []),
    ...(equaliseStrength > 0 ? [`equalise ${equaliseStrength}`] : []),
  ];
  return `${steps.join(' + ') || 'neither'}${shipped ? ' (shipped)' : ''}`;
}

function photoTables({ changed, byYaw }: NonNullable<ConditionsResult['photos']>): string[] {
  const head = ['condition', 'photographs', 'face found', 'accuracy', 'balanced'];
  const cells = ({ name, n, found, accuracy, balancedAccuracy }: PhotoRow): string[] => [
    name,
    String(n),
    n > 0 ? percent(found / n) : '–',
    found > 0 ? percent(accuracy) : '–',
    found > 0 ? percent(balancedAccuracy) : '–',
  ];
  return [
    '## Whole photographs: detector, alignment, network',
    'Changed copies. Accuracy counts the photographs in which a face was found; “face of … px” is its width in the photograph.',
    table(head, changed.map(cells)),
    'All photographs, by how far the head is turned to the side (estimated from the face mesh).',
    table(head, byYaw.map(cells)),
  ];
}
