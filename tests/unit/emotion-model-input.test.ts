import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEmotion } from '../../scripts/eval/models';
import { type EmotionModel, loadEmotionModel } from '../../src/analysis/networks/emotion-model';
import type { Plane } from '../../src/analysis/preprocess/gray';
import { EXPRESSIONS } from '../../src/shared/types';
import { shippedFiles } from './support/shipped-network';

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../public/models/emotion/${name}`, import.meta.url)));
const files = shippedFiles();

let model: EmotionModel;
beforeAll(async () => {
  model = await loadEmotion();
}, 60_000);
afterAll(() => model?.dispose());

const face = (level: (place: number) => number): Plane => {
  const size = model.card.inputSize;
  return { width: size, height: size, data: Float32Array.from({ length: size * size }, (_, i) => level(i)) };
};

describe('a damaged network', () => {
  it('is refused by its fingerprint, wherever the damage is', async () => {
    const { length } = read('weights.bin');
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const bytes = new Uint8Array(read('weights.bin'));
        bytes[at]! ^= flip;
        const weights = async (): Promise<ArrayBuffer> => bytes.buffer;
        await expect(loadEmotionModel({ ...files, weights })).rejects.toThrow(/damaged/);
      }),
      { numRuns: 10 },
    );
  });

  it('is refused where weights are missing', async () => {
    const weights = async (): Promise<ArrayBuffer> => new Uint8Array(read('weights.bin').subarray(4)).buffer;
    await expect(loadEmotionModel({ ...files, weights })).rejects.toThrow(/damaged/);
  });

  it.each<[string, (labels: string[]) => unknown]>([
    ['too few labels', (labels) => labels.slice(1)],
    ['too many labels', (labels) => [...labels, 'joy']],
    ['labels in another order', (labels) => [...labels].reverse()],
    ['no labels', () => undefined],
  ])('is refused with %s', async (_, change) => {
    const card = async (): Promise<unknown> => {
      const whole = (await files.card()) as { labels: string[] };
      return { ...whole, labels: change(whole.labels) };
    };
    await expect(loadEmotionModel({ ...files, card })).rejects.toThrow(/card is damaged/);
  });
});

describe('a damaged small network', () => {
  it('is refused by its fingerprint, too', async () => {
    const weights = async (): Promise<ArrayBuffer> => {
      const bytes = new Uint8Array(read('small.bin'));
      bytes[1000]! ^= 1;
      return bytes.buffer;
    };
    await expect(loadEmotionModel({ ...files, small: { ...files.small, weights } })).rejects.toThrow(
      /damaged/,
    );
  });
});

describe('a face of which nothing can be seen', () => {
  it('gets even probabilities, never a confident expression', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 253 }),
        fc.array(fc.nat({ max: 2 }), { minLength: 7, maxLength: 50 }),
        async (base, flicker) => {
          const [answer] = await model.predict([face((i) => base + flicker[i % flicker.length]!)]);
          for (const name of EXPRESSIONS) expect(answer![name]).toBeCloseTo(1 / EXPRESSIONS.length, 6);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does not change the answers to the others', async () => {
    const some = face((i) => (i * 7) % 255);
    const [black, mixed] = await model.predict([face(() => 0), some]);
    const [alone] = await model.predict([some]);
    expect(black).not.toEqual(mixed);
    for (const name of EXPRESSIONS) expect(mixed![name]).toBeCloseTo(alone![name], 4);
  });
});

describe('a face with numbers that are none', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is an error', async (bad) => {
    const broken = face((i) => (i === 5 ? bad : i % 200));
    await expect(model.predict([face((i) => i % 200), broken])).rejects.toThrow(/finite/);
  });

  it('and so is a face of another size', async () => {
    const small = { width: 4, height: 4, data: new Float32Array(16) };
    await expect(model.predict([small])).rejects.toThrow(/px square/);
  });
});
