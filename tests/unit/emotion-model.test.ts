import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../scripts/eval/models';
import type { EmotionCard } from '../../src/analysis/emotion/card';
import { isUnsure, meanOf } from '../../src/analysis/emotion/flip-averaging';
import { softmax } from '../../src/analysis/emotion/temperature';
import { type EmotionModel, loadEmotionModel } from '../../src/analysis/networks/emotion-model';
import * as tf from '../../src/analysis/networks/tf';
import { loadWithTf } from '../../src/analysis/networks/tf-network';
import type { Plane } from '../../src/analysis/preprocess/gray';
import { mirror } from '../../src/analysis/preprocess/mirror';
import { EXPRESSIONS } from '../../src/shared/types';
import { parity, parityFaces, shippedFiles } from './support/shipped-network';

const faces = parityFaces();
const flat = (value: number): Plane => ({
  width: 48,
  height: 48,
  data: new Float32Array(48 * 48).fill(value),
});
let model: EmotionModel;

beforeAll(async () => {
  model = await loadEmotionModel(shippedFiles());
}, 60_000);

afterAll(() => model?.dispose());

describe('the shipped expression network', () => {
  it.each(['large', 'small'] as const)('says what it said in training: %s', async (network) => {
    expect(faces.length).toBeGreaterThanOrEqual(100);
    const expected = network === 'large' ? parity().logits : parity().smallLogits;
    expect(expected).toHaveLength(faces.length);
    const ours = await model.logits(faces, network);
    const differences = expected.flat().map((value, i) => Math.abs(value - ours[i]!));
    expect(differences).toHaveLength(ours.length);
    expect(Math.max(...differences)).toBeLessThan(1e-3);
  });

  it('answers each face as if it were alone, with probabilities', async () => {
    const together = await model.predict(faces.slice(0, 4));
    for (const [i, probabilities] of together.entries()) {
      const [alone] = await model.predict([faces[i]!]);
      const total = EXPRESSIONS.reduce((sum, name) => sum + probabilities[name], 0);
      expect(total).toBeCloseTo(1, 6);
      for (const name of EXPRESSIONS) expect(alone![name]).toBeCloseTo(probabilities[name], 4);
    }
  });

  it.each([0, 128, 255])('sees no clear expression in a flat picture of level %i', async (value) => {
    const [probabilities] = await model.predict([flat(value)]);
    for (const name of EXPRESSIONS.slice(1)) expect(probabilities![name]).toBeLessThanOrEqual(0.6);
  });

  it('weighs surprise and fear in a photograph as the card says, and in a call not at all', async () => {
    const some = faces.slice(0, 20);
    const [inCall, inPhotograph] = [await model.predict(some), await model.predict(some, 'photograph')];
    const { surprise, fear, neutral } = model.card.photograph!;
    expect(surprise).toBeGreaterThan(neutral);
    expect(fear).toBe(surprise);
    for (const [i, before] of inCall.entries()) {
      const now = inPhotograph[i]!;
      expect(now.surprised / now.happy / (before.surprised / before.happy)).toBeCloseTo(surprise, 6);
      expect(now.angry / now.neutral).toBeCloseTo(before.angry / before.neutral, 6);
    }
    expect(await model.predict(some, 'call')).toEqual(inCall);
  });

  it('answers no face with nothing, and refuses a face of another size', async () => {
    expect(await model.predict([])).toEqual([]);
    const small = { width: 8, height: 8, data: new Float32Array(64) };
    await expect(model.predict([small])).rejects.toThrow('48 px square');
  });

  it('says the same where TensorFlow.js runs it, which keeps no tensor after its end', async () => {
    await startBackend();
    const before = tf.memory().numTensors;
    const another = await loadEmotionModel(shippedFiles(), loadWithTf);
    const loaded = tf.memory().numTensors;
    for (const network of ['large', 'small'] as const) {
      const [theirs, ours] = [
        await another.logits(faces.slice(0, 20), network),
        await model.logits(faces.slice(0, 20), network),
      ];
      ours.forEach((value, i) => void expect(Math.abs(value - theirs[i]!)).toBeLessThan(1e-3));
    }
    expect(tf.memory().numTensors).toBe(loaded);
    another.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

/** The weights with NaN for every float; the whole numbers (shapes) stay. */
function withoutNumbers(weights: ArrayBuffer, model: unknown): ArrayBuffer {
  let offset = 0;
  for (const { dtype, shape, quantization } of (model as tf.io.ModelJSON).weightsManifest[0]!.weights) {
    const size = quantization ? { float16: 2, uint8: 1, uint16: 2 }[quantization.dtype] : 4;
    const bytes = shape.reduce((a, b) => a * b, 1) * size;
    // As float16 these bytes are not a number; weights kept as bytes have no such value.
    if (dtype === 'float32') new Uint8Array(weights, offset, bytes).fill(0xff);
    offset += bytes;
  }
  expect(offset).toBe(weights.byteLength);
  return weights;
}

describe('a second look', () => {
  /** At the first look, one face after the other. */
  async function firstLooks(planes: readonly Plane[]): Promise<Float64Array[]> {
    const all = await model.logits(planes);
    return planes.map((_, i) => softmax(all.subarray(8 * i, 8 * i + 8), model.card.temperature));
  }

  /** The shipped network with another opinion about when to look twice. */
  async function lookingBelow(secondLookBelow: number): Promise<EmotionModel> {
    const card = { ...((await shippedFiles().card()) as object), secondLookBelow, small: undefined };
    return loadEmotionModel(shippedFiles({ card: async () => card }));
  }

  it('is had at the faces of which the network is unsure, and at no others', async () => {
    const some = faces.slice(0, 20);
    const [first, mirrored] = [await firstLooks(some), await firstLooks(some.map(mirror))];
    const surest = first.map((each) => Math.max(...each));
    // The face whose mirror image changes most shows whether it was looked at again.
    const change = first.map((each, i) =>
      Math.max(...each.map((value, k) => Math.abs(value - mirrored[i]![k]!))),
    );
    const most = change.indexOf(Math.max(...change));
    expect(change[most]).toBeGreaterThan(0.001);
    for (const twice of [true, false]) {
      // "Less than" is meant: at its own certainty a face is looked at once.
      const model = await lookingBelow(twice ? Math.min(surest[most]! + 1e-6, 1) : surest[most]! - 1e-6);
      const [answer] = await model.probabilities([some[most]!]);
      model.dispose();
      const expected = first[most]!.map((value, k) => (twice ? (value + mirrored[most]![k]!) / 2 : value));
      answer!.forEach(
        (value, k) => void expect(Math.abs(value - expected[k]!)).toBeLessThan(change[most]! / 10),
      );
    }
  });

  it('is wanted below a certainty, and the mean of both answers is the answer', () => {
    expect(isUnsure([0.2, 0.69, 0.11], 0.7)).toBe(true);
    expect(isUnsure([0.2, 0.7, 0.1], 0.7)).toBe(false);
    expect(isUnsure([0.2, 0.7, 0.1], 0)).toBe(false);
    expect([...meanOf([0.5, 0.25, 0.25], [0.25, 0.25, 0.5])]).toEqual([0.375, 0.25, 0.375]);
  });

  it('is the same for a face and its mirror image, where both are unsure', async () => {
    const always = await lookingBelow(1);
    const [plain, turned] = [
      await always.probabilities(faces.slice(0, 10)),
      await always.probabilities(faces.slice(0, 10).map(mirror)),
    ];
    plain.forEach((answer, i) => {
      answer.forEach((value, k) => void expect(turned[i]![k]).toBeCloseTo(value, 4));
    });
    always.dispose();
  });
});

describe('the small network', () => {
  /** The shipped networks with another opinion about when the small one is sure. */
  async function sureFrom(share: number): Promise<EmotionModel> {
    const card = (await shippedFiles().card()) as EmotionCard;
    const changed = { ...card, secondLookBelow: 0, small: { ...card.small!, sureFrom: share } };
    return loadEmotionModel(shippedFiles({ card: async () => changed }));
  }

  const answersOf = (logits: Float32Array, temperature: number) =>
    faces.map((_, i) => softmax(logits.subarray(8 * i, 8 * i + 8), temperature));

  it('answers where it is sure, and the large one where it is not', async () => {
    const { card } = model;
    const small = answersOf(await model.logits(faces, 'small'), card.small!.temperature);
    const large = answersOf(await model.logits(faces, 'large'), card.temperature);
    const surest = small.map((each) => Math.max(...each)).sort((a, b) => a - b);
    const middle = (surest[49]! + surest[50]!) / 2;
    const half = await sureFrom(middle);
    const answers = await half.probabilities(faces);
    half.dispose();
    let sure = 0;
    answers.forEach((answer, i) => {
      const isSure = Math.max(...small[i]!) >= middle;
      sure += isSure ? 1 : 0;
      const expected = (isSure ? small : large)[i]!;
      answer.forEach((value, k) => void expect(value).toBeCloseTo(expected[k]!, 4));
    });
    expect(sure).toBe(50);
  });

  it('keeps a face that is sure away from the large network', async () => {
    const always = await sureFrom(0);
    const [answer] = await always.probabilities(faces.slice(0, 1));
    always.dispose();
    const [small] = answersOf(await model.logits(faces.slice(0, 1), 'small'), model.card.small!.temperature);
    answer!.forEach((value, k) => void expect(value).toBeCloseTo(small![k]!, 6));
  });

  it('answers alone as long as the large one is put off', async () => {
    const card = (await shippedFiles().card()) as EmotionCard;
    const never = { ...card, small: { ...card.small!, sureFrom: 1 } };
    const files = shippedFiles({ card: async () => never });
    const later = await loadEmotionModel(files, undefined, true);
    const at = await loadEmotionModel(files);
    const some = faces.slice(0, 8);
    const small = answersOf(await later.logits(faces, 'small'), card.small!.temperature);
    (await later.probabilities(some)).forEach((answer, i) => void expect(answer).toEqual(small[i]));
    await later.complete();
    const both = await later.probabilities(some);
    expect(both).toEqual(await at.probabilities(some));
    expect(both).not.toEqual(small.slice(0, 8));
    later.dispose();
    at.dispose();
  });

  it('works on where the large one that was put off is damaged, which is said', async () => {
    const weights = async () => new ArrayBuffer(8);
    const later = await loadEmotionModel(shippedFiles({ weights }), undefined, true);
    await expect(later.complete()).rejects.toThrow('file is damaged');
    expect(await later.predict(faces.slice(0, 1))).toHaveLength(1);
    later.dispose();
  });

  it('has logits only where there is one', async () => {
    const card = { ...((await shippedFiles().card()) as object), small: undefined };
    const alone = await loadEmotionModel(shippedFiles({ card: async () => card }));
    await expect(alone.logits(faces.slice(0, 1), 'small')).rejects.toThrow('no small network');
    alone.dispose();
  });
});

describe('a damaged expression network', () => {
  const card = async (change: object): Promise<unknown> => ({
    ...((await shippedFiles().card()) as object),
    ...change,
  });
  const load = (change: Parameters<typeof shippedFiles>[0]) => loadEmotionModel(shippedFiles(change));
  const sha256 = (data: ArrayBuffer): string =>
    createHash('sha256').update(new Uint8Array(data)).digest('hex');

  it('is refused when one bit of the weights is wrong, or they are cut short', async () => {
    const weights = await shippedFiles().weights();
    const flipped = new Uint8Array(weights.slice(0));
    flipped[12_345]! ^= 1;
    await expect(load({ weights: async () => flipped.buffer })).rejects.toThrow('file is damaged');
    await expect(load({ weights: async () => weights.slice(4) })).rejects.toThrow('file is damaged');
  });

  it.each<[string, object]>([
    ['a label is missing', { labels: ['neutral', 'happiness'] }],
    ['the temperature is missing', { temperature: undefined }],
  ])('is refused when %s', async (_, damage) => {
    await expect(load({ card: () => card(damage) })).rejects.toThrow('card is damaged');
  });

  it.each([null, {}, { modelTopology: {}, weightsManifest: [] }])(
    'is refused when its graph is %j',
    async (graph) => {
      await expect(load({ model: async () => graph })).rejects.toThrow(/is damaged/);
    },
  );

  it('never turns numbers that are none into an answer', async () => {
    const weights = withoutNumbers(await shippedFiles().weights(), await shippedFiles().model());
    const weightsSha256 = sha256(weights);
    const broken = await load({
      weights: async () => weights,
      card: async () => ({ ...((await card({})) as object), weightsSha256, small: undefined }),
    });
    await expect(broken.predict([faces[0]!])).rejects.toThrow('not finite');
    broken.dispose();
  });
});
