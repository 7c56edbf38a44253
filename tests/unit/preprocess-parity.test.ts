import { describe, expect, it } from 'vitest';
import { parseCard } from '../../src/analysis/emotion/card';
import { type PreprocessSetting, preprocess } from '../../src/analysis/preprocess';
import { parity, parityFaces, shippedFiles } from './support/shipped-network';

/** Sizes of the fixture: see training/export.py. */
const PIXELS = 48 * 48;

describe('preprocessing here and in training', () => {
  const expected = parity();
  const first = parityFaces()[0]!;

  function largestDifference(setting: PreprocessSetting, reference: readonly number[]): number {
    expect(reference).toHaveLength(PIXELS);
    const ours = preprocess(first, setting).data;
    return Math.max(...reference.map((value, i) => Math.abs(value - ours[i]!)));
  }

  it('give the same network input with the setting of the card', async () => {
    const card = parseCard(await shippedFiles().card());
    expect(largestDifference(card.preprocess, expected.firstInput)).toBeLessThan(1e-3);
  });

  it('give the same network input with every step on, and not without them', () => {
    const setting = { denoiseSigma: 0.6, equaliseStrength: 0.7 };
    expect(largestDifference(setting, expected.allSteps)).toBeLessThan(1e-3);
    expect(largestDifference({ ...setting, denoiseSigma: 0 }, expected.allSteps)).toBeGreaterThan(0.01);
    expect(largestDifference({ ...setting, equaliseStrength: 0 }, expected.allSteps)).toBeGreaterThan(0.01);
  });
});
