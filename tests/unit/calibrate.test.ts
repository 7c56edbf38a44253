import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FOLD, fold, NETWORK_LABELS } from '../../src/analysis/emotion/labels';
import { softmax } from '../../src/analysis/emotion/temperature';
import { EXPRESSIONS } from '../../src/shared/types';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const logits = fc.array(number(-40, 40), { minLength: 8, maxLength: 8 });
const temperature = number(0.1, 10);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

describe('softmax', () => {
  it('gives probabilities that sum to 1 and keep the order of the logits', () => {
    fc.assert(
      fc.property(logits, temperature, (values, t) => {
        const out = softmax(values, t);
        expect(sum(out)).toBeCloseTo(1, 9);
        expect(out.every((p) => p >= 0 && p <= 1)).toBe(true);
        values.forEach((a, i) => {
          values.forEach((b, j) => {
            if (a > b) expect(out[i]).toBeGreaterThanOrEqual(out[j]!);
          });
        });
      }),
    );
  });

  it('minds differences only', () => {
    fc.assert(
      fc.property(logits, number(-1000, 1000), (values, shift) => {
        const shifted = softmax(values.map((value) => value + shift));
        softmax(values).forEach((p, i) => {
          expect(shifted[i]).toBeCloseTo(p, 6);
        });
      }),
    );
  });

  it('is less sure the higher the temperature', () => {
    fc.assert(
      fc.property(logits, temperature, temperature, (values, a, b) => {
        const [sure, unsure] = [Math.min(a, b), Math.max(a, b)].map((t) => Math.max(...softmax(values, t)));
        expect(unsure).toBeLessThanOrEqual(sure! + 1e-9);
      }),
    );
  });

  it('bears logits that would overflow, and equal ones', () => {
    expect([...softmax([1000, 0])]).toEqual([1, 0]);
    expect([...softmax([-1e6, -1e6])]).toEqual([0.5, 0.5]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('refuses %d', (bad) => {
    fc.assert(
      fc.property(logits, fc.nat(7), (values, at) => {
        expect(() => softmax(values.with(at, bad))).toThrow(/network/);
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a temperature of %d', (bad) => {
    expect(() => softmax([1, 2], bad)).toThrow(/temperature/);
  });

  it('takes any temperature above 0', () => {
    expect([...softmax([1e10, 0], Number.MIN_VALUE)]).toEqual([1, 0]);
  });
});

describe('fold', () => {
  it('loses nothing: six expressions sum to what eight labels did', () => {
    fc.assert(
      fc.property(logits, (values) => {
        const folded = fold(softmax(values));
        expect(Object.keys(folded)).toEqual([...EXPRESSIONS]);
        expect(sum(Object.values(folded))).toBeCloseTo(1, 9);
      }),
    );
  });

  it.each(NETWORK_LABELS.map((label, i) => [label, FOLD[label], i] as const))(
    '%s -> %s',
    (_, expression, i) => {
      const only = NETWORK_LABELS.map((__, j) => Number(i === j));
      expect(fold(only)[expression]).toBe(1);
      expect(sum(Object.values(fold(only)))).toBe(1);
    },
  );

  it('reaches every expression', () => {
    expect(new Set(Object.values(FOLD))).toEqual(new Set(EXPRESSIONS));
  });
});
