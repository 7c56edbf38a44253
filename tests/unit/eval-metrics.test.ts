import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accuracyOf,
  argmax,
  BINS,
  balancedAccuracyOf,
  calibrationError,
  classFigures,
  confusionOf,
  faceFigures,
  type PhotoAnswer,
  photoFigures,
  SIX,
} from '../../scripts/eval/metrics';
import { NETWORK_LABELS } from '../../src/analysis/emotion/labels';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';

const label = fc.nat({ max: NETWORK_LABELS.length - 1 });
const row = fc
  .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .map((values) => {
    const sum = values.reduce((a, b) => a + b);
    return values.map((value) => value / sum);
  });
const answers = fc.array(fc.tuple(label, row), { minLength: 1, maxLength: 60 });
const certain = (index: number): number[] => NETWORK_LABELS.map((_, i) => (i === index ? 1 : 0));
const split = (pairs: [number, number[]][]) =>
  [pairs.map(([truth]) => truth), pairs.map(([, values]) => values)] as const;

describe('faceFigures', () => {
  it('is perfect for a network that is always right and sure', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1 }), (truth) => {
        const figures = faceFigures(truth, truth.map(certain));
        expect(figures).toMatchObject({ n: truth.length, accuracy8: 1, ece: 0 });
        expect(truth.every((i) => figures.perClass[NETWORK_LABELS[i]!]!.recall === 1)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the faces', () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const there = faceFigures(...split(pairs));
        const back = faceFigures(...split([...pairs].reverse()));
        expect(back.confusion).toEqual(there.confusion);
        expect(back.perClass).toEqual(there.perClass);
        expect(back.ece).toBeCloseTo(there.ece, 10);
        expect([back.accuracy6, back.macroRecall6]).toEqual([there.accuracy6, there.macroRecall6]);
      }),
    );
  });

  it('agrees with counting by hand', () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const figures = faceFigures(...split(pairs));
        const right = pairs.filter(([truth, values]) =>
          // Of equal values the first one counts.
          values.every((v, i) => (i < truth ? v < values[truth]! : v <= values[truth]!)),
        );
        expect(figures.accuracy8).toBeCloseTo(right.length / pairs.length, 10);
        const counted = figures.confusion.counts.flat().reduce((a, b) => a + b);
        expect(counted).toBe(pairs.length);
        for (const [i, name] of NETWORK_LABELS.entries()) {
          expect(figures.perClass[name]!.n).toBe(pairs.filter(([truth]) => truth === i).length);
        }
      }),
    );
  });

  it('judges the six expressions among their own six outputs', () => {
    const fear = NETWORK_LABELS.indexOf('fear');
    const disgust = NETWORK_LABELS.indexOf('disgust');
    const contempt = NETWORK_LABELS.indexOf('contempt');
    const leaning = certain(disgust).map((_, i) => (i === disgust ? 0.6 : i === fear ? 0.4 : 0));
    const figures = faceFigures([fear, contempt], [leaning, certain(contempt)]);
    // Eight ways: the fearful face is taken for disgust. Among the six it is right; contempt has no part in them.
    expect(figures).toMatchObject({ n: 2, accuracy8: 0.5, accuracy6: 1, macroRecall6: 1 });
    expect(SIX).toEqual(['neutral', 'happiness', 'surprise', 'sadness', 'anger', 'fear']);
  });
});

describe('confusion figures', () => {
  const table = confusionOf(['a', 'b', 'c'], [0, 0, 0, 1], [0, 0, 1, 1]);

  it('count truth in rows and answers in columns', () => {
    expect(table.counts).toEqual([
      [2, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
    expect(classFigures(table)).toEqual({
      a: { n: 3, recall: 2 / 3, precision: 1 },
      b: { n: 1, recall: 1, precision: 0.5 },
      c: { n: 0, recall: null, precision: null },
    });
    expect(accuracyOf(table)).toBe(0.75);
  });

  it('leave classes without examples out of the balanced accuracy', () => {
    expect(balancedAccuracyOf(table)).toBeCloseTo((2 / 3 + 1) / 2, 10);
  });

  it('are 0, not NaN, for nothing', () => {
    const empty = confusionOf(['a'], [], []);
    expect([accuracyOf(empty), balancedAccuracyOf(empty), calibrationError([], [])]).toEqual([0, 0, 0]);
  });
});

describe('calibrationError', () => {
  it('lies between 0 and 1, and is the distance of confidence and accuracy where all share one bin', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Math.ceil(BINS / 2), max: BINS - 1 }),
        fc.array(fc.boolean(), { minLength: 1 }),
        (bin, hits) => {
          const confidence = (bin + 0.5) / BINS;
          const rows = hits.map(() => [confidence, 1 - confidence]);
          const error = calibrationError(
            rows,
            hits.map((hit) => (hit ? 0 : 1)),
          );
          const accuracy = hits.filter(Boolean).length / hits.length;
          expect(error).toBeCloseTo(Math.abs(confidence - accuracy), 10);
        },
      ),
    );
  });

  it('is never below the distance of mean confidence and accuracy', () => {
    fc.assert(
      fc.property(answers, (pairs) => {
        const [truth, rows] = split(pairs);
        const confidence = rows.reduce((sum, values) => sum + Math.max(...values), 0) / rows.length;
        const hits = rows.filter((values, i) => argmax(values) === truth[i]).length / rows.length;
        const error = calibrationError(rows, truth);
        expect(error).toBeGreaterThanOrEqual(Math.abs(confidence - hits) - 1e-9);
        expect(error).toBeLessThanOrEqual(1);
      }),
    );
  });
});

const sure = (name: Expression): Probabilities =>
  Object.fromEntries(EXPRESSIONS.map((other) => [other, other === name ? 1 : 0])) as Probabilities;
const photo = fc.record({
  truth: fc.constantFrom(...EXPRESSIONS),
  answer: fc.option(fc.constantFrom(...EXPRESSIONS).map(sure)),
  groups: fc.record({ gender: fc.constantFrom('f', 'm'), light: fc.constantFrom('day', 'night') }),
});

describe('photoFigures', () => {
  it('divides by the faces found, and by all for accuracyOfAll', () => {
    const list: PhotoAnswer[] = [
      { truth: 'happy', answer: sure('happy'), groups: {} },
      { truth: 'sad', answer: sure('angry'), groups: {} },
      { truth: 'sad', answer: null, groups: {} },
      { truth: 'neutral', answer: null, groups: {} },
    ];
    const figures = photoFigures(list);
    expect(figures).toMatchObject({ n: 4, found: 2, accuracy: 0.5, accuracyOfAll: 0.25, byGroup: {} });
    expect(figures.balancedAccuracy).toBe(0.5);
    expect(figures.perClass.happy).toEqual({ n: 1, found: 1, recall: 1, precision: 1 });
    // A class whose faces are not found at all is there, and as bad as it is.
    expect(figures.perClass.neutral).toEqual({ n: 1, found: 0, recall: null, precision: null });
    expect(figures.balancedAccuracyOfAll).toBeCloseTo(1 / 3, 10);
  });

  it('takes no column with more than a dozen values for groups', () => {
    const list = Array.from({ length: 26 }, (_, i) => ({
      truth: 'happy' as const,
      answer: null,
      groups: { age: String(20 + i), month: String(i % 12), week: String(i % 13) },
    }));
    expect(Object.keys(photoFigures(list).byGroup)).toEqual(['month']);
  });

  it('splits every group column without losing a photograph', () => {
    fc.assert(
      fc.property(fc.array(photo, { minLength: 1, maxLength: 40 }), (list) => {
        const figures = photoFigures(list);
        for (const column of ['gender', 'light']) {
          const groups = Object.values(figures.byGroup[column]!);
          const total = (pick: (g: (typeof groups)[number]) => number): number =>
            groups.reduce((sum, group) => sum + pick(group), 0);
          expect(total((g) => g.n)).toBe(figures.n);
          expect(total((g) => g.found)).toBe(figures.found);
          expect(total((g) => g.accuracy * g.found)).toBeCloseTo(figures.accuracy * figures.found, 8);
        }
        expect(figures.accuracyOfAll).toBeLessThanOrEqual(figures.accuracy + 1e-12);
        expect(figures.balancedAccuracyOfAll).toBeLessThanOrEqual(figures.balancedAccuracy + 1e-12);
      }),
    );
  });
});
