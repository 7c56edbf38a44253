import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NETWORK_LABELS, type NetworkLabel } from '../../src/analysis/emotion/labels';
import { asInPhotograph } from '../../src/analysis/emotion/photograph';

const factors = (some: Partial<Record<NetworkLabel, number>>) =>
  Object.fromEntries(NETWORK_LABELS.map((label) => [label, some[label] ?? 1])) as Record<
    NetworkLabel,
    number
  >;

const answer = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
  .map((values) => values.map((value) => value / values.reduce((a, b) => a + b, 0)));

describe('the answer to a photograph', () => {
  it('multiplies the odds of two labels by the ratio of their factors', () => {
    const [neutral, , surprise] = asInPhotograph([0.6, 0, 0.3, 0, 0.1, 0, 0, 0], factors({ surprise: 3 }));
    expect(surprise! / neutral!).toBeCloseTo(1.5, 10);
  });

  it('stays as it is where no label is more common', () => {
    fc.assert(
      fc.property(answer, (before) => {
        asInPhotograph(before, factors({})).forEach((value, i) => {
          expect(value).toBeCloseTo(before[i]!, 10);
        });
      }),
    );
  });

  it('remains probabilities, and no label with a higher factor gets less likely than before', () => {
    fc.assert(
      fc.property(answer, fc.double({ min: 1, max: 10, noNaN: true }), (before, factor) => {
        const after = asInPhotograph(before, factors({ surprise: factor, fear: factor }));
        expect(after.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
        for (const label of ['surprise', 'fear'] as const) {
          const i = NETWORK_LABELS.indexOf(label);
          expect(after[i]!).toBeGreaterThanOrEqual(before[i]! - 1e-12);
        }
      }),
    );
  });
});
