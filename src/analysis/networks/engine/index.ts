/**
 * Runs networks in WebAssembly with SIMD, or in JavaScript where there is none, without TensorFlow.js. Everything is planned
 * once, so a run is a row of calls that allocates next to nothing.
 */
import type { LoadNetwork, Network, NetworkRun } from '../network';
import { readGraph, UnsupportedNetwork } from './graph';
import type { Kernel } from './kernel-names';
import { assembleKernels } from './kernels';
import { plainKernels } from './plain-kernels';
import { type NetworkPlan, planOf } from './plan';
import { compiled, instanceOf } from './programs';

/** Null where WebAssembly has no SIMD. Without fused multiply-adds the functions are assembled here, which takes longer. */
const kernels = (): WebAssembly.Module | null => compiled('kernels', () => assembleKernels(false));

/** JavaScript alone is too slow for calls where there is no compiler for WebAssembly either. */
export const hasEngine = (): boolean => typeof WebAssembly !== 'undefined';

export const loadWithEngine: LoadNetwork = async (file, weights, outputs) =>
  networkOf(kernels(), planOf(readGraph(file, weights), outputs), outputs);

/** As `loadWithEngine` where WebAssembly has no SIMD. */
export const loadWithoutSimd: LoadNetwork = async (file, weights, outputs) =>
  networkOf(null, planOf(readGraph(file, weights), outputs), outputs);

function kernelsIn(
  module: WebAssembly.Module | null,
  size: number,
): { readonly buffer: ArrayBuffer; readonly kernels: Readonly<Record<string, unknown>> } {
  if (module === null) {
    const buffer = new ArrayBuffer(size + (-size & 3));
    return { buffer, kernels: plainKernels(buffer) };
  }
  const { memory, exports } = instanceOf(module, size);
  return { buffer: memory.buffer, kernels: exports };
}

function networkOf(
  module: WebAssembly.Module | null,
  plan: NetworkPlan,
  outputs: readonly string[],
): Network {
  const { buffer, kernels } = kernelsIn(module, plan.size);
  plan.fill(buffer);
  const steps = plan.steps.map((step) => {
    if ('compute' in step) return () => step.compute(buffer);
    const kernel = kernels[step.kernel] as Kernel | undefined;
    if (!kernel) throw new UnsupportedNetwork(`There is no kernel ${step.kernel}.`);
    const { parameters } = step;
    return () => kernel(...parameters);
  });
  const { input } = plan;
  const length = (input.width * input.pixel) / 4;
  const rows = Array.from(
    { length: input.height },
    (_, y) => new Float32Array(buffer, input.start + y * input.row, length),
  );
  const size = length * rows.length;

  const read = (): Float32Array[] => outputs.map((name) => plan.read(buffer, name));

  function give(picture: Float32Array): void {
    for (let y = 0; y < rows.length; y++) rows[y]!.set(picture.subarray(y * length, (y + 1) * length));
  }

  function runOne(picture: Float32Array): Float32Array[] {
    give(picture);
    for (const step of steps) step();
    return read();
  }

  function begin(picture: Float32Array): NetworkRun {
    give(picture);
    let next = 0;
    let wanted = 0;
    return {
      proceed(share) {
        wanted += share * plan.multiplyAdds;
        while (next < steps.length && plan.steps[next]!.multiplyAddsSoFar <= wanted + 1) steps[next++]!();
        return next === steps.length ? read() : null;
      },
    };
  }

  return {
    async run(pictures) {
      const count = pictures.length / size;
      if (!Number.isInteger(count)) throw new RangeError('The input has another size.');
      if (count === 1) return runOne(pictures);
      const answers = Array.from({ length: count }, (_, i) =>
        runOne(pictures.subarray(i * size, (i + 1) * size)),
      );
      return outputs.map((_, i) => joined(answers.map((answer) => answer[i]!)));
    },
    begin,
    multiplyAdds: plan.multiplyAdds,
    bytes: buffer.byteLength,
    // The memory goes with the last reference.
    dispose() {},
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let out = 0;
  for (const part of parts) {
    all.set(part, out);
    out += part.length;
  }
  return all;
}
