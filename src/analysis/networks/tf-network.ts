/** Networks that TensorFlow.js runs, on graphics cards. */
import type { LoadNetwork } from './network';
import * as tf from './tf';

export const loadWithTf: LoadNetwork = async (file, weightData, outputs) => {
  const { modelTopology, weightsManifest, signature } = file as tf.io.ModelJSON;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const graph = await tf.loadGraphModel(
    tf.io.fromMemory({ modelTopology, weightSpecs, weightData, ...(signature ? { signature } : {}) }),
  );
  const shape = graph.inputs[0]!.shape!.slice(1);
  const size = shape.reduce((product, each) => product * each, 1);
  return {
    async run(input) {
      const results = tf.tidy(() => {
        const picture = tf.tensor(input, [input.length / size, ...shape]);
        const answer = graph.execute(picture, [...outputs]);
        return Array.isArray(answer) ? answer : [answer];
      });
      try {
        return (await Promise.all(results.map((result) => result.data()))) as Float32Array[];
      } finally {
        tf.dispose(results);
      }
    },
    dispose: () => graph.dispose(),
  };
};
