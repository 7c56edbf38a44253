/** Measures of a classifier. Pure: numbers in, numbers out. Definitions as in training/figures.py. */
import { FOLD, NETWORK_LABELS, type NetworkLabel } from '../../src/analysis/emotion/labels';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';
import { groupColumns } from './groups';

/** Bins of confidence for the expected calibration error. */
export const BINS = 15;

/**
 * The six expressions' own outputs: what `accuracy6` chooses among. Disgust and contempt, which the product folds
 * into angry and neutral, take no part in it.
 */
export const SIX: readonly NetworkLabel[] = EXPRESSIONS.map(
  (expression) => NETWORK_LABELS.find((label) => FOLD[label] === expression)!,
);

/** How often a class is found, and how often its name is right; null where there is nothing to divide by. */
export interface ClassFigures {
  readonly n: number;
  readonly recall: number | null;
  readonly precision: number | null;
}

/** Rows are the truth, columns what was answered. */
export interface Confusion {
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
}

export interface FaceFigures {
  readonly n: number;
  readonly accuracy8: number;
  readonly accuracy6: number;
  readonly macroRecall6: number;
  readonly perClass: Readonly<Record<string, ClassFigures>>;
  readonly confusion: Confusion;
  readonly ece: number;
}

/** Place of the largest value, the first of equals; `among` limits the choice. */
export function argmax(values: ArrayLike<number>, among?: readonly number[]): number {
  const places = among ?? Array.from({ length: values.length }, (_, i) => i);
  return places.reduce((best, i) => (values[i]! > values[best]! ? i : best), places[0]!);
}

export function confusionOf(
  labels: readonly string[],
  truth: readonly number[],
  guess: readonly number[],
): Confusion {
  const counts = labels.map(() => labels.map(() => 0));
  truth.forEach((label, i) => {
    counts[label]![guess[i]!]! += 1;
  });
  return { labels, counts };
}

export function classFigures({ labels, counts }: Confusion): Record<string, ClassFigures> {
  const figures = labels.map((label, i): [string, ClassFigures] => {
    const hit = counts[i]![i]!;
    const n = sum(counts[i]!);
    const named = sum(counts.map((row) => row[i]!));
    return [label, { n, recall: share(hit, n), precision: share(hit, named) }];
  });
  return Object.fromEntries(figures);
}

/** Share of the diagonal; 0 for an empty table. */
export function accuracyOf({ counts }: Confusion): number {
  return share(sum(counts.map((row, i) => row[i]!)), sum(counts.map(sum))) ?? 0;
}

/** Mean recall over the classes that occur: chance is 1 / classes whatever their sizes. */
export function balancedAccuracyOf(confusion: Confusion): number {
  const recalls = Object.values(classFigures(confusion)).flatMap(({ recall }) => recall ?? []);
  return share(sum(recalls), recalls.length) ?? 0;
}

/**
 * Expected calibration error (Guo et al. 2017): mean distance between confidence and accuracy over equally wide bins
 * of confidence, weighted by how many answers fall into each.
 */
export function calibrationError(
  probabilities: readonly ArrayLike<number>[],
  truth: readonly number[],
): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, hits: 0 }));
  probabilities.forEach((row, i) => {
    const guess = argmax(row);
    const confidence = row[guess]!;
    // A bin holds its upper end and not its lower one.
    const bin = bins[Math.min(Math.max(Math.ceil(confidence * BINS) - 1, 0), BINS - 1)]!;
    bin.confidence += confidence;
    bin.hits += guess === truth[i] ? 1 : 0;
  });
  return share(sum(bins.map((bin) => Math.abs(bin.confidence - bin.hits))), truth.length) ?? 0;
}

/**
 * @param truth index into NETWORK_LABELS of each face
 * @param probabilities eight for each face, in the same order
 */
export function faceFigures(
  truth: readonly number[],
  probabilities: readonly ArrayLike<number>[],
): FaceFigures {
  const confusion = confusionOf(
    NETWORK_LABELS,
    truth,
    probabilities.map((row) => argmax(row)),
  );
  const six = SIX.map((label) => NETWORK_LABELS.indexOf(label));
  const among = truth.flatMap((label, i) => (six.includes(label) ? [i] : []));
  const confusion6 = confusionOf(
    SIX,
    among.map((i) => six.indexOf(truth[i]!)),
    among.map((i) => six.indexOf(argmax(probabilities[i]!, six))),
  );
  return {
    n: truth.length,
    accuracy8: accuracyOf(confusion),
    accuracy6: accuracyOf(confusion6),
    macroRecall6: balancedAccuracyOf(confusion6),
    perClass: classFigures(confusion),
    confusion,
    ece: calibrationError(probabilities, truth),
  };
}

/** One photograph's label and answer; null where no face was found. */
export interface PhotoAnswer {
  readonly truth: Expression;
  readonly answer: Probabilities | null;
  /** Value of every further column of labels.csv. */
  readonly groups: Readonly<Record<string, string>>;
}

export interface GroupFigures {
  readonly n: number;
  readonly found: number;
  /** Over the photographs in which a face was found. */
  readonly accuracy: number;
  readonly balancedAccuracy: number;
  /** A photograph without a found face counted as wrong. */
  readonly accuracyOfAll: number;
  readonly balancedAccuracyOfAll: number;
}

/** `n`: photographs with that label; `recall` and `precision` are of those in which a face was found. */
export interface PhotoClassFigures extends ClassFigures {
  readonly found: number;
}

export interface PhotoFigures extends GroupFigures {
  readonly perClass: Readonly<Record<string, PhotoClassFigures>>;
  /** Column -> value -> figures, of columns with at most a dozen values. */
  readonly byGroup: Readonly<Record<string, Readonly<Record<string, GroupFigures>>>>;
}

export function photoFigures(answers: readonly PhotoAnswer[]): PhotoFigures {
  const { perClass, figures } = groupFigures(answers);
  const byGroup = groupColumns(answers.map(({ groups }) => groups)).map(([column, values]) => {
    const rows = values.map((value) => [
      value,
      groupFigures(answers.filter(({ groups }) => groups[column] === value)).figures,
    ]);
    return [column, Object.fromEntries(rows)];
  });
  return {
    ...figures,
    perClass,
    byGroup: Object.fromEntries(byGroup),
  };
}

function groupFigures(answers: readonly PhotoAnswer[]) {
  const found = answers.flatMap(({ truth, answer }) => (answer ? [{ truth, answer }] : []));
  const confusion = confusionOf(
    EXPRESSIONS,
    found.map(({ truth }) => EXPRESSIONS.indexOf(truth)),
    found.map(({ answer }) => argmax(EXPRESSIONS.map((name) => answer[name]))),
  );
  const perClass = Object.fromEntries(
    Object.entries(classFigures(confusion)).map(([name, of]): [string, PhotoClassFigures] => {
      const n = answers.filter(({ truth }) => truth === name).length;
      return [name, { ...of, n, found: of.n }];
    }),
  );
  const accuracy = accuracyOf(confusion);
  const recalls = Object.values(perClass).flatMap(
    ({ n, found, recall }) => share((recall ?? 0) * found, n) ?? [],
  );
  const figures: GroupFigures = {
    n: answers.length,
    found: found.length,
    accuracy,
    balancedAccuracy: balancedAccuracyOf(confusion),
    accuracyOfAll: share(accuracy * found.length, answers.length) ?? 0,
    balancedAccuracyOfAll: share(sum(recalls), recalls.length) ?? 0,
  };
  return { perClass, figures };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
