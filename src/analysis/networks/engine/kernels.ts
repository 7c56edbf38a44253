/**
 * What the networks compute, as WebAssembly with SIMD: convolutions as products of matrices, depthwise ones, pooling. All
 * addresses and steps are in bytes. Pictures lie row by row with all channels of a pixel together, in multiples of four.
 */
import {
  add,
  and,
  assemble,
  type Builder,
  type Code,
  constant,
  floats,
  fusedMultiplyAdd,
  larger,
  lessThan,
  load,
  loadInt,
  loadOne,
  minus,
  moduleOf,
  multiply,
  plus,
  repeatWhile,
  smaller,
  store,
  times,
  when,
  whileLoop,
  zeros,
} from './assembler';
import { ENTRY, everyKernel } from './kernel-names';

/** Bytes of four floats. */
const VECTOR = 16;
type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
/** max(x, 0) + slope x min(x, 0): slope 0 is ReLU, 1 nothing at all. */
const activated = (x: Code, slope: Code): Code => add(larger(x, zeros), multiply(slope, smaller(x, zeros)));

/**
 * A convolution as a product of matrices: for blocks of output channels, for tiles of pixels. A pixel's input is `runs` rows
 * of `run` bytes. Weights of a block: bias, slope, then the vectors of each input float.
 * @param pixels of a tile @param vectors of four output channels in a block
 */
const product = (pixels: number, vectors: number, multiplyAdd: MultiplyAdd) =>
  assemble((b: Builder) => {
    const { table, tableEnd, input, output, summand, weights, blocks, runs, run, step } = b.parameters(
      'table',
      'tableEnd',
      'input',
      'output',
      'summand',
      'weights',
      'blocks',
      'runs',
      'run',
      'step',
    );
    const { entry, weight, left, end, at } = b.integers('entry', 'weight', 'left', 'end', 'at');
    const from = range(pixels).map(() => b.integer());
    const sums = range(pixels).map(() => range(vectors).map(() => b.vector()));
    const weightOf = range(vectors).map(() => b.vector());
    const value = b.vector();
    const width = VECTOR * vectors;

    /** `count` floats of each pixel's input. */
    const take = (count: number): Code => [
      range(count).map((k) => [
        weightOf.map((w, j) => w.set(load(weight.get, k * width + VECTOR * j))),
        from.map((pixel, i) => [
          value.set(loadOne(pixel.get, 4 * k)),
          sums[i]!.map((sum, j) => sum.set(multiplyAdd(value.get, weightOf[j]!.get, sum.get))),
        ]),
      ]),
      from.map((pixel) => pixel.set(plus(pixel.get, constant(4 * count)))),
      weight.set(plus(weight.get, constant(count * width))),
    ];
    const finish = (i: number): Code => [
      when(summand.get, [
        at.set(plus(summand.get, loadInt(entry.get, ENTRY * i + 8))),
        sums[i]!.map((sum, j) => sum.set(add(sum.get, load(at.get, VECTOR * j)))),
      ]),
      at.set(plus(output.get, loadInt(entry.get, ENTRY * i + 4))),
      sums[i]!.map((sum, j) =>
        store(at.get, activated(sum.get, load(weights.get, width + VECTOR * j)), VECTOR * j),
      ),
    ];
    const tile: Code = [
      sums.map((row) => row.map((sum, j) => sum.set(load(weights.get, VECTOR * j)))),
      weight.set(plus(weights.get, constant(2 * width))),
      from.map((pixel, i) => pixel.set(plus(input.get, loadInt(entry.get, ENTRY * i)))),
      left.set(runs.get),
      repeatWhile(
        [
          end.set(plus(from[0]!.get, and(run.get, constant(-16)))),
          whileLoop(lessThan(from[0]!.get, end.get), take(4)),
          end.set(plus(end.get, and(run.get, constant(15)))),
          whileLoop(lessThan(from[0]!.get, end.get), take(1)),
          from.map((pixel) => pixel.set(plus(pixel.get, minus(step.get, run.get)))),
          left.set(minus(left.get, constant(1))),
        ],
        left.get,
      ),
      range(pixels).map(finish),
      entry.set(plus(entry.get, constant(ENTRY * pixels))),
    ];
    return [
      repeatWhile(
        [
          entry.set(table.get),
          repeatWhile(tile, lessThan(entry.get, tableEnd.get)),
          weights.set(weight.get),
          output.set(plus(output.get, constant(width))),
          when(summand.get, summand.set(plus(summand.get, constant(width)))),
          blocks.set(minus(blocks.get, constant(1))),
        ],
        blocks.get,
      ),
    ];
  });

/**
 * A depthwise convolution, `pixels` of a row at a time; where the row is no multiple of it, the last ones are computed twice.
 * Weights of four channels: bias, slope, then a vector for each place of the window.
 */
const depthwise = (side: number, stride: number, pixels: number, multiplyAdd: MultiplyAdd) =>
  assemble((b: Builder) => {
    const { output, input, weights, rows, columns, pixel, inputRow, outputRow } = b.parameters(
      'output',
      'input',
      'weights',
      'rows',
      'columns',
      'pixel',
      'inputRow',
      'outputRow',
    );
    const { x, channel, weight, from, to, row } = b.integers('x', 'channel', 'weight', 'from', 'to', 'row');
    const sums = range(pixels).map(() => b.vector());
    const weightOf = range(side).map(() => b.vector());
    const value = b.vector();
    const columnsRead = stride * (pixels - 1) + side;

    const line = (y: number): Code => [
      weightOf.map((w, i) => w.set(load(weight.get, VECTOR * (2 + y * side + i)))),
      from.set(row.get),
      range(columnsRead).map((j) => [
        value.set(load(from.get)),
        from.set(plus(from.get, pixel.get)),
        sums.map((sum, i) => {
          const w = weightOf[j - stride * i];
          return w ? sum.set(multiplyAdd(value.get, w.get, sum.get)) : [];
        }),
      ]),
      row.set(plus(row.get, inputRow.get)),
    ];
    const tile: Code = [
      sums.map((sum) => sum.set(load(weight.get))),
      row.set(plus(plus(input.get, times(times(x.get, constant(stride)), pixel.get)), channel.get)),
      range(side).map(line),
      to.set(plus(plus(output.get, times(x.get, pixel.get)), channel.get)),
      sums.map((sum) => [
        store(to.get, activated(sum.get, load(weight.get, VECTOR))),
        to.set(plus(to.get, pixel.get)),
      ]),
      weight.set(plus(weight.get, constant(VECTOR * (2 + side * side)))),
      channel.set(plus(channel.get, constant(VECTOR))),
    ];
    return [
      repeatWhile(
        [
          x.set(constant(0)),
          repeatWhile(
            [
              when(
                lessThan(minus(columns.get, constant(pixels)), x.get),
                x.set(minus(columns.get, constant(pixels))),
              ),
              weight.set(weights.get),
              channel.set(constant(0)),
              repeatWhile(tile, lessThan(channel.get, pixel.get)),
              x.set(plus(x.get, constant(pixels))),
            ],
            lessThan(x.get, columns.get),
          ),
          input.set(plus(input.get, times(inputRow.get, constant(stride)))),
          output.set(plus(output.get, outputRow.get)),
          rows.set(minus(rows.get, constant(1))),
        ],
        rows.get,
      ),
    ];
  });

/** The largest or mean of each window; a window of one copies. The output's pixels may have more channels. */
const pooling = (side: number, stride: number, isMean: boolean) =>
  assemble((b: Builder) => {
    const { output, input, rows, columns, inputPixel, outputPixel, inputRow, outputRow } = b.parameters(
      'output',
      'input',
      'rows',
      'columns',
      'inputPixel',
      'outputPixel',
      'inputRow',
      'outputRow',
    );
    const { x, channel, from, row } = b.integers('x', 'channel', 'from', 'row');
    const sum = b.vector();
    const windowed: Code = [
      row.set(plus(plus(input.get, times(times(x.get, constant(stride)), inputPixel.get)), channel.get)),
      sum.set(load(row.get)),
      range(side).map((y) => [
        from.set(row.get),
        range(side).map((i) => [
          y + i > 0 ? sum.set(isMean ? add(sum.get, load(from.get)) : larger(sum.get, load(from.get))) : [],
          from.set(plus(from.get, inputPixel.get)),
        ]),
        row.set(plus(row.get, inputRow.get)),
      ]),
      store(
        plus(plus(output.get, times(x.get, outputPixel.get)), channel.get),
        isMean ? multiply(sum.get, floats(1 / side ** 2)) : sum.get,
      ),
      channel.set(plus(channel.get, constant(VECTOR))),
    ];
    return [
      repeatWhile(
        [
          x.set(constant(0)),
          repeatWhile(
            [
              channel.set(constant(0)),
              repeatWhile(windowed, lessThan(channel.get, inputPixel.get)),
              x.set(plus(x.get, constant(1))),
            ],
            lessThan(x.get, columns.get),
          ),
          input.set(plus(input.get, times(inputRow.get, constant(stride)))),
          output.set(plus(output.get, outputRow.get)),
          rows.set(minus(rows.get, constant(1))),
        ],
        rows.get,
      ),
    ];
  });

/** @param isRelaxed with fused multiply-adds, which not every browser has */
export function assembleKernels(isRelaxed: boolean): Uint8Array<ArrayBuffer> {
  const multiplyAdd: MultiplyAdd = isRelaxed ? fusedMultiplyAdd : (a, b, c) => add(c, multiply(a, b));
  return moduleOf(
    everyKernel({
      product: (pixels, vectors) => product(pixels, vectors, multiplyAdd),
      depthwise: (side, stride, pixels) => depthwise(side, stride, pixels, multiplyAdd),
      pooling,
    }),
  );
}
