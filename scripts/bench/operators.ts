/**
 * `npm run bench:operators -- [--rounds N]`: what the operators of a small network take in our engine in Node (which has no
 * relaxed SIMD) and in TensorFlow.js's wasm, best of N on pictures of 24, 12 and 6 pixels. Multiply-adds alone mislead: the
 * table tells how many of them each does in a microsecond. Prints a table, and one JSON object as the last line.
 */
import { loadWithEngine } from '../../src/analysis/networks/engine';
import type { Network } from '../../src/analysis/networks/network';
import { loadWithTf } from '../../src/analysis/networks/tf-network';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { startBackend } from '../eval/models';
import { rounded, table } from './figures';
import { numbers, smallGraph } from './small-graph';

/** Sides of the picture with the channels that networks have there. */
const PLACES = [
  { side: 24, widths: [8, 16, 32] },
  { side: 12, widths: [16, 32, 64] },
  { side: 6, widths: [32, 64, 128] },
] as const;
/** Operators in a row: one alone takes little more than a clock tick. */
const ROW = 8;

type Graph = ReturnType<typeof smallGraph>;
interface Kind {
  readonly name: string;
  /** Multiply-adds for each pixel. */
  macs(width: number): number;
  add(graph: Graph, input: string, width: number): string;
}

const KINDS: readonly Kind[] = [
  { name: '3x3', macs: (w) => 9 * w * w, add: (g, input, w) => g.conv(input, 3, w, w, 1, true) },
  {
    name: '3x3 to a quarter and back',
    macs: (w) => (18 * w * w) / 4,
    add: (g, input, w) => g.conv(g.conv(input, 3, w, w / 4, 1, true), 3, w / 4, w, 1, true),
  },
  { name: '1x1', macs: (w) => w * w, add: (g, input, w) => g.conv(input, 1, w, w, 1, true) },
  { name: 'depthwise 3x3', macs: (w) => 9 * w, add: (g, input, w) => g.depthwise(input, 3, w) },
  {
    name: 'depthwise 3x3, then 1x1',
    macs: (w) => 9 * w + w * w,
    add: (g, input, w) => g.conv(g.depthwise(input, 3, w), 1, w, w, 1, true),
  },
];

async function bestOf(rounds: number, network: Network, input: Float32Array): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    await network.run(input);
    best = Math.min(best, performance.now() - began);
  }
  return best / ROW;
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { rounds: 'text' });
  const rounds = Math.max(1, wholeNumber(options.rounds, 'rounds', 300));
  await startBackend();
  const measured = [];
  for (const { side, widths } of PLACES) {
    for (const width of widths) {
      const input = numbers(side * side * width, 0.1);
      for (const kind of KINDS) {
        const graph = smallGraph(side, width);
        let last = 'input';
        for (let i = 0; i < ROW; i++) last = kind.add(graph, last, width);
        const { file, data } = graph.build(last);
        const ms: number[] = [];
        for (const load of [loadWithEngine, loadWithTf]) {
          const network = await load(file, data, ['out']);
          ms.push(rounded(await bestOf(rounds, network, input), 4));
          network.dispose();
        }
        measured.push({
          side,
          width,
          kind: kind.name,
          ms: ms[0]!,
          tfjs: ms[1]!,
          macs: kind.macs(width) * side ** 2,
        });
      }
    }
  }
  const rows = measured.map(({ side, width, kind, ms, tfjs, macs }) => [
    `${side}x${side}x${width}`,
    kind,
    (macs / 1e6).toFixed(2),
    ms.toFixed(3),
    Math.round(macs / (1000 * ms)),
    tfjs.toFixed(3),
    Math.round(macs / (1000 * tfjs)),
  ]);
  const head = ['picture', 'operator', 'million', 'engine ms', 'a microsecond', 'tfjs ms', 'a microsecond'];
  console.log(`best of ${rounds}\n\n${table(head, rows)}\n`);
  return { measured };
});
