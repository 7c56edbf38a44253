/** The functions of kernels.ts in JavaScript, for processors without SIMD: the same parameters, ten to thirty times as slow. Pure. */
import { ENTRY, everyKernel, type Kernel } from './kernel-names';

/** Channels that lie together in the weights. */
const LANES = 4;

/** @param memory in which all addresses lie */
export function plainKernels(memory: ArrayBuffer): Record<string, Kernel> {
  const floats = new Float32Array(memory);
  const ints = new Int32Array(memory);
  const activated = (x: number, slope: number): number => (x < 0 ? slope * x : x);

  /** @param width output channels of a block */
  const product =
    (width: number): Kernel =>
    (table, tableEnd, input, output, summand, weights, blocks, runs, run, step) => {
      const sums = new Float64Array(width);
      const inputs = (runs! * run!) / 4;
      for (let block = 0; block < blocks!; block++) {
        const bias = weights! / 4 + block * (2 + inputs) * width;
        const channel = block * width;
        for (let entry = table! / 4; entry < tableEnd! / 4; entry += ENTRY / 4) {
          for (let j = 0; j < width; j++) sums[j] = floats[bias + j]!;
          let weight = bias + 2 * width;
          for (let row = 0; row < runs!; row++) {
            const from = (input! + ints[entry]! + row * step!) / 4;
            for (let k = from; k < from + run! / 4; k++, weight += width) {
              const value = floats[k]!;
              for (let j = 0; j < width; j++) sums[j] = sums[j]! + value * floats[weight + j]!;
            }
          }
          const to = (output! + ints[entry + 1]!) / 4 + channel;
          const other = summand ? (summand + ints[entry + 2]!) / 4 + channel : -1;
          for (let j = 0; j < width; j++) {
            const sum = sums[j]! + (other < 0 ? 0 : floats[other + j]!);
            floats[to + j] = activated(sum, floats[bias + width + j]!);
          }
        }
      }
    };

  const depthwise =
    (side: number, stride: number): Kernel =>
    (output, input, weights, rows, columns, pixel, inputRow, outputRow) => {
      for (let y = 0; y < rows!; y++) {
        for (let x = 0; x < columns!; x++) {
          for (let channel = 0; channel < pixel! / 4; channel++) {
            const bias =
              weights! / 4 + Math.floor(channel / LANES) * LANES * (2 + side ** 2) + (channel % LANES);
            let sum = floats[bias]!;
            for (let place = 0; place < side ** 2; place++) {
              const [down, across] = [Math.floor(place / side), place % side];
              const from = input! + (y * stride + down) * inputRow! + (x * stride + across) * pixel!;
              sum += floats[from / 4 + channel]! * floats[bias + LANES * (2 + place)]!;
            }
            floats[(output! + y * outputRow! + x * pixel!) / 4 + channel] = activated(
              sum,
              floats[bias + LANES]!,
            );
          }
        }
      }
    };

  const pooling =
    (side: number, stride: number, isMean: boolean): Kernel =>
    (output, input, rows, columns, inputPixel, outputPixel, inputRow, outputRow) => {
      for (let y = 0; y < rows!; y++) {
        for (let x = 0; x < columns!; x++) {
          for (let channel = 0; channel < inputPixel! / 4; channel++) {
            let result = isMean ? 0 : Number.NEGATIVE_INFINITY;
            for (let place = 0; place < side ** 2; place++) {
              const [down, across] = [Math.floor(place / side), place % side];
              const from = input! + (y * stride + down) * inputRow! + (x * stride + across) * inputPixel!;
              const value = floats[from / 4 + channel]!;
              result = isMean ? result + value / side ** 2 : Math.max(result, value);
            }
            floats[(output! + y * outputRow! + x * outputPixel!) / 4 + channel] = result;
          }
        }
      }
    };

  return everyKernel({
    product: (_, vectors) => product(LANES * vectors),
    depthwise,
    pooling,
  });
}
