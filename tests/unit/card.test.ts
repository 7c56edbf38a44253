import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCard } from '../../src/analysis/emotion/card';
import { NETWORK_LABELS } from '../../src/analysis/emotion/labels';

const GOOD = {
  inputSize: 48,
  labels: [...NETWORK_LABELS],
  preprocess: { denoiseSigma: 0.5, equaliseStrength: 1 },
  temperature: 1.2,
  secondLookBelow: 0.7,
  weightsSha256: '0123456789abcdef'.repeat(4),
};

const SMALL = { temperature: 0.8, sureFrom: 0.85, weightsSha256: 'f'.repeat(64) };

const FACTORS = { ...Object.fromEntries(NETWORK_LABELS.map((label) => [label, 1])), surprise: 3 };

describe('the network’s card', () => {
  it('passes with whatever else it says', () => {
    expect(parseCard({ ...GOOD, training: { epochs: 3 } })).toMatchObject(GOOD);
  });

  it('passes with a small network beside the large one', () => {
    expect(parseCard({ ...GOOD, small: SMALL }).small).toEqual(SMALL);
  });

  it('passes with factors for photographs', () => {
    expect(parseCard({ ...GOOD, photograph: FACTORS }).photograph).toEqual(FACTORS);
  });

  it.each<[string, object]>([
    ['no input size', { inputSize: undefined }],
    ['half a pixel', { inputSize: 48.5 }],
    ['a label too few', { labels: NETWORK_LABELS.slice(1) }],
    ['a label too many', { labels: [...NETWORK_LABELS, 'boredom'] }],
    ['labels in another order', { labels: NETWORK_LABELS.toReversed() }],
    ['labels that are no list', { labels: NETWORK_LABELS.join() }],
    ['no temperature', { temperature: undefined }],
    ['a temperature of nothing', { temperature: 0 }],
    ['a temperature that is not a number', { temperature: Number.NaN }],
    ['a temperature in words', { temperature: '1.2' }],
    ['no word on second looks', { secondLookBelow: undefined }],
    ['second looks beyond certainty', { secondLookBelow: 1.1 }],
    ['no preprocessing', { preprocess: undefined }],
    ['a negative sigma', { preprocess: { ...GOOD.preprocess, denoiseSigma: -1 } }],
    ['a strength above 1', { preprocess: { ...GOOD.preprocess, equaliseStrength: 1.5 } }],
    ['no checksum', { weightsSha256: undefined }],
    ['half a checksum', { weightsSha256: '0123' }],
    ['a small network that is none', { small: null }],
    ['a small network without a checksum', { small: { ...SMALL, weightsSha256: undefined } }],
    ['a small network without a temperature', { small: { ...SMALL, temperature: 0 } }],
    ['a small network that is surer than certain', { small: { ...SMALL, sureFrom: 1.01 } }],
    ['factors for photographs that are none', { photograph: null }],
    ['a factor too few', { photograph: { ...FACTORS, fear: undefined } }],
    ['a factor of nothing', { photograph: { ...FACTORS, neutral: 0 } }],
  ])('is refused with %s', (_, damage) => {
    expect(() => parseCard({ ...GOOD, ...damage })).toThrow('card is damaged');
  });

  it('is refused in the same words where it is something else altogether', () => {
    fc.assert(
      fc.property(fc.anything(), (json) => void expect(() => parseCard(json)).toThrow('card is damaged')),
    );
  });
});
