/**
 * `npm run bench:operators -- [--rounds N]`: what the convolutions of a small network take in tfjs-wasm in Node, best of N
 * on pictures of 24, 12 and 6 pixels. Multiply-adds alone mislead: the table tells how many of them each kind does in a
 * microsecond. Prints a table, and one JSON object as the last line.
 */
import * as tf from '../../src/analysis/networks/tf';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { startBackend } from '../eval/models';
import { rounded, table } from './figures';

/** Sides of the picture with the channels that networks have there. */
const PLACES = [
  { side: 24, widths: [8, 16, 24, 32] },
  { side: 12, widths: [16, 32, 64, 96] },
  { side: 6, widths: [32, 64, 128, 192] },
] as const;

type Weights = { readonly filter: tf.Tensor4D; readonly bias: tf.Tensor1D };
interface Kind {
  readonly name: string;
  /** Multiply-adds for each pixel. */
  macs(width: number): number;
  filter(width: number): [number, number, number, number];
  run(x: tf.Tensor4D, weights: Weights): tf.Tensor;
}

const dense = (x: tf.Tensor4D, { filter, bias }: Weights): tf.Tensor =>
  tf.fused.conv2d({ x, filter, bias, strides: 1, pad: 'same', activation: 'relu' });
const KINDS: readonly Kind[] = [
  { name: '3x3', macs: (w) => 9 * w * w, filter: (w) => [3, 3, w, w], run: dense },
  { name: '3x3 to a quarter', macs: (w) => (9 * w * w) / 4, filter: (w) => [3, 3, w, w / 4], run: dense },
  { name: '1x1', macs: (w) => w * w, filter: (w) => [1, 1, w, w], run: dense },
  { name: '1x1 to four times', macs: (w) => 4 * w * w, filter: (w) => [1, 1, w, 4 * w], run: dense },
  {
    name: 'depthwise 3x3',
    macs: (w) => 9 * w,
    filter: (w) => [3, 3, w, 1],
    run: (x, { filter, bias }) =>
      tf.fused.depthwiseConv2d({ x, filter, bias, strides: 1, pad: 'same', activation: 'relu' }),
  },
  {
    // tfjs has no grouped convolution: slices, a convolution each, and joining them again.
    name: '3x3 in four groups',
    macs: (w) => (9 * w * w) / 4,
    filter: (w) => [3, 3, w / 4, w / 4],
    run: (x, weights) =>
      tf.concat(
        tf.split(x, 4, 3).map((part) => dense(part as tf.Tensor4D, weights)),
        3,
      ),
  },
  { name: 'sum and relu', macs: () => 0, filter: () => [1, 1, 1, 1], run: (x) => tf.relu(tf.add(x, x)) },
];

async function bestOf(rounds: number, run: () => tf.Tensor): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  // Several runs at a time: one takes little more than a clock tick.
  const times = 10;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    for (let i = 0; i < times; i++) run().dispose();
    best = Math.min(best, (performance.now() - began) / times);
  }
  return best;
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { rounds: 'text' });
  const rounds = Math.max(1, wholeNumber(options.rounds, 'rounds', 30));
  await startBackend();
  const measured = [];
  for (const { side, widths } of PLACES) {
    for (const width of widths) {
      const x = tf.randomNormal<tf.Rank.R4>([1, side, side, width]);
      for (const kind of KINDS) {
        const shape = kind.filter(width);
        const filter = tf.randomNormal<tf.Rank.R4>(shape);
        const bias = tf.zeros<tf.Rank.R1>([kind.name.startsWith('depthwise') ? width : shape[3]]);
        const ms = await bestOf(rounds, () => tf.tidy(() => kind.run(x, { filter, bias })));
        const macs = kind.macs(width) * side * side;
        measured.push({ side, width, kind: kind.name, ms: rounded(ms, 4), macs });
        tf.dispose([filter, bias]);
      }
      x.dispose();
    }
  }
  const rows = measured.map(({ side, width, kind, ms, macs }) => [
    `${side}x${side}x${width}`,
    kind,
    ms.toFixed(3),
    (macs / 1e6).toFixed(2),
    macs ? Math.round(macs / (1000 * ms)) : '',
  ]);
  console.log(
    `best of ${rounds}\n\n${table(['picture', 'operator', 'ms', 'million', 'a microsecond'], rows)}\n`,
  );
  return { measured };
});
