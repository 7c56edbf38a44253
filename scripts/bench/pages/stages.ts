/** Where the time of a frame goes, measured from outside: the product carries no clocks for it. */
import type * as Core from '@tensorflow/tfjs-core';

/** Milliseconds by stage, of one frame. */
export type Stages = Record<string, number>;

/** The networks by the shape of what they see. */
const BY_INPUT: Readonly<Record<string, string>> = {
  '128,128,3': 'detect',
  '192,192,3': 'mesh',
  '48,48,1': 'expression',
};

interface Graph {
  execute(inputs: Core.Tensor, outputs: string | string[]): Core.Tensor | Core.Tensor[];
}

export interface StageClock {
  /** Runs something and adds its time to a stage. */
  time<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** The stages since the last call. */
  take(): Stages;
}

/**
 * Adds up what every network takes. On wasm a network has run when `execute` returns; on webgl it has only been sent.
 * @param graphModel whose `execute` is measured
 */
export function createStageClock(graphModel: { readonly prototype: Graph }): StageClock {
  let stages: Stages = {};
  const add = (stage: string, ms: number): void => {
    stages[stage] = (stages[stage] ?? 0) + ms;
  };
  const { execute } = graphModel.prototype;
  graphModel.prototype.execute = function measured(this: Graph, inputs, outputs) {
    const began = performance.now();
    try {
      return execute.call(this, inputs, outputs);
    } finally {
      add(BY_INPUT[inputs.shape.slice(1).join()] ?? 'other network', performance.now() - began);
    }
  };
  return {
    async time(stage, work) {
      const began = performance.now();
      try {
        return await work();
      } finally {
        add(stage, performance.now() - began);
      }
    },
    take() {
      const taken = stages;
      stages = {};
      return taken;
    },
  };
}

/** A kernel that TensorFlow.js has run, as `tf.profile` tells of it. */
export interface Kernel {
  readonly name: string;
  readonly inputShapes: readonly (readonly number[])[];
  readonly outputShapes: readonly (readonly number[])[];
}

/** Multiply-adds of convolutions and matrix products; everything else has hardly any. */
export function multiplyAdds(kernels: readonly Kernel[]): number {
  const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
  return kernels.reduce((sum, { name, inputShapes, outputShapes }) => {
    const [, filter] = inputShapes;
    const [output] = outputShapes;
    if (!filter || !output) return sum;
    // Filters are [height, width, in, out]; a depthwise one sees one channel at a time.
    if (/Depthwise/.test(name)) return sum + product(output) * filter[0]! * filter[1]!;
    if (/Conv2D/.test(name)) return sum + product(output) * product(filter.slice(0, 3));
    if (/MatMul/.test(name)) return sum + product(output) * inputShapes[0]!.at(-1)!;
    return sum;
  }, 0);
}
