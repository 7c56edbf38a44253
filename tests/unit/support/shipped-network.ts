import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EmotionFiles } from '../../../src/analysis/networks/emotion-model';
import type { Plane } from '../../../src/analysis/preprocess/gray';

const read = (path: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)));
const json = (path: string): unknown => JSON.parse(read(path).toString());

const SIZE = 48;

/** What PyTorch says to the pictures of `parityFaces` (training/export.py). */
export interface Parity {
  /** Of the large and of the small network, eight for each picture. */
  readonly logits: readonly (readonly number[])[];
  readonly smallLogits: readonly (readonly number[])[];
  /** Network input made from picture 0 with the card's setting, and with every step on. */
  readonly firstInput: readonly number[];
  readonly allSteps: readonly number[];
}

export const parity = (): Parity => json('tests/fixtures/parity.json') as Parity;

export function parityFaces(): Plane[] {
  const data = read('tests/fixtures/parity-faces.bin');
  return Array.from({ length: data.length / SIZE ** 2 }, (_, i) => ({
    width: SIZE,
    height: SIZE,
    data: Float32Array.from(data.subarray(i * SIZE ** 2, (i + 1) * SIZE ** 2)),
  }));
}

const networkFiles = (model: string, weights: string) => ({
  model: async () => json(`public/models/emotion/${model}`),
  weights: async () => Uint8Array.from(read(`public/models/emotion/${weights}`)).buffer,
});

/** The files as they are shipped; `change` replaces some of them. */
export function shippedFiles(change: Partial<EmotionFiles> = {}): EmotionFiles {
  return {
    card: async () => json('public/models/emotion/card.json'),
    ...networkFiles('model.json', 'weights.bin'),
    small: networkFiles('small.json', 'small.bin'),
    ...change,
  };
}
