/** Our own engine beside TensorFlow.js: the four shipped networks, and small ones with every kernel. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { numbers, smallGraph } from '../../scripts/bench/small-graph';
import { inRepository, startBackend } from '../../scripts/eval/models';
import { hasEngine, loadWithEngine, loadWithoutSimd } from '../../src/analysis/networks/engine';
import { loadWithTf } from '../../src/analysis/networks/tf-network';

beforeAll(startBackend);

async function compare(
  file: unknown,
  weights: ArrayBuffer,
  outputs: readonly string[],
  input: Float32Array,
): Promise<void> {
  const theirs = await loadWithTf(file, weights, outputs);
  const other = await theirs.run(input);
  for (const load of [loadWithEngine, loadWithoutSimd]) {
    const ours = await load(file, weights, outputs);
    // Twice: what is left in memory of the first run must not show in the second.
    await ours.run(numbers(input.length, 3));
    const mine = await ours.run(input);
    expect(mine).toHaveLength(outputs.length);
    const run = ours.begin!(input);
    for (let part = 0; part < 3; part++) expect(run.proceed(1 / 4)).toBeNull();
    expect(run.proceed(1 / 4)).toEqual(mine);
    mine.forEach((values, i) => {
      expect(values).toHaveLength(other[i]!.length);
      const largest = Math.max(...other[i]!.map(Math.abs), 1);
      const apart = values.map((value, k) => Math.abs(value - other[i]![k]!) / largest);
      expect(Math.max(...apart)).toBeLessThan(1e-4);
    });
    ours.dispose();
  }
  theirs.dispose();
}

describe('the shipped networks', () => {
  it.each([
    ['face/face-mesh', 'face/face-mesh', ['output_faceflag', 'output_mesh'], 192 * 192 * 3],
    ['face/face-detector', 'face/face-detector', ['scores', 'boxes'], 128 * 128 * 3],
    ['emotion/small', 'emotion/small', ['logits'], 48 * 48],
    ['emotion/model', 'emotion/weights', ['embedding', 'logits'], 48 * 48],
  ])('say what TensorFlow.js says: %s', async (name, weights, outputs, size) => {
    expect(hasEngine()).toBe(true);
    const read = (path: string) => readFileSync(inRepository(`public/models/${path}`));
    const data = Uint8Array.from(read(`${weights}.bin`)).buffer;
    await compare(JSON.parse(String(read(`${name}.json`))), data, outputs, numbers(size, 0.5));
  });
});

describe('small networks', () => {
  it.each([1, 2, 3, 6, 7, 10, 13])(
    'with a depthwise convolution of 5 and of 3 on %i pixels',
    async (side) => {
      for (const size of [3, 5]) {
        for (const stride of [1, 2]) {
          const { conv, depthwise, build } = smallGraph(side, 3);
          const { file, data } = build(conv(depthwise(conv('input', 3, 3, 9), size, 9, stride), 1, 9, 5));
          await compare(file, data, ['out'], numbers(side * side * 3));
        }
      }
    },
  );

  it.each([1, 2, 4, 5, 7, 8, 12, 17])('with %i channels, a sum and slopes', async (count) => {
    const { add, weight, conv, build } = smallGraph(7, 1);
    const first = add('Prelu', [conv('input', 5, 1, count), weight([1, 1, count])]);
    const sum = add('AddV2', [first, conv(first, 3, count, count)]);
    const second = add('Prelu', [sum, weight([1, 1, count])]);
    const { file, data } = build(conv(second, 3, count, count + 1, 2, true));
    await compare(file, data, ['out'], numbers(49));
  });

  it('several pictures at a time, each as if it were alone', async () => {
    const { conv, build } = smallGraph(5, 1);
    const { file, data } = build(conv('input', 3, 1, 6));
    const network = await loadWithEngine(file, data, ['out']);
    const both = numbers(50);
    const [together] = await network.run(both);
    const [first] = await network.run(both.slice(0, 25));
    const [second] = await network.run(both.slice(25));
    expect(together).toEqual(Float32Array.from([...first!, ...second!]));
    await expect(network.run(numbers(26))).rejects.toThrow(RangeError);
  });
});

describe('what is no network that it can run', () => {
  const small = () => {
    const { conv, build } = smallGraph(5, 1);
    return build(conv('input', 3, 1, 6));
  };

  it.each([
    ['null', null],
    ['a text', 'network'],
    ['an empty object', {}],
  ])('is refused: %s', async (_, file) => {
    await expect(loadWithEngine(file, new ArrayBuffer(0), ['out'])).rejects.toThrow(
      'does not hold a network',
    );
  });

  it('is refused: weights that end too early, another operator, an output that is not there', async () => {
    const { file, data } = small();
    await expect(loadWithEngine(file, data.slice(4), ['out'])).rejects.toThrow('Weights are missing');
    await expect(loadWithEngine(file, data, ['nothing'])).rejects.toThrow('nothing is missing');
    const { add, build } = smallGraph(5, 1);
    const other = build(add('Softmax', ['input']));
    await expect(loadWithEngine(other.file, other.data, ['out'])).rejects.toThrow('no kernel for Softmax');
  });
});
