/** One network that reads expressions: its two files, and the logits that it gives. */
import { WORDS } from '../../shared/words/inference';
import type { PreprocessSetting } from '../preprocess';
import { preprocess } from '../preprocess';
import { contrastOf } from '../preprocess/contrast';
import type { Plane } from '../preprocess/gray';
import * as tf from './tf';

/** Where a network's two files come from. */
export interface NetworkFiles {
  model(): Promise<unknown>;
  weights(): Promise<ArrayBuffer>;
}

export interface ExpressionNetwork {
  /**
   * The logits of each face, row by row.
   * @throws RangeError on a face of another size, and on numbers that are not finite
   */
  logits(faces: readonly Plane[]): Promise<Float32Array>;
  dispose(): void;
}

interface NetworkSetting {
  /** Side of the square gray input in pixels. */
  readonly inputSize: number;
  readonly preprocess: PreprocessSetting;
}

/**
 * @param weightsSha256 what the weights file must hash to
 * @throws Error in plain words if a file is damaged or does not belong to the other
 */
export async function loadNetwork(
  files: NetworkFiles,
  weightsSha256: string,
  { inputSize: size, preprocess: setting }: NetworkSetting,
): Promise<ExpressionNetwork> {
  const [weights, json] = await Promise.all([files.weights(), files.model()]);
  if ((await sha256(weights)) !== weightsSha256) throw new Error(WORDS.expressionDamaged);
  const graph = await parseGraph(json as tf.io.ModelJSON, weights);
  return {
    async logits(faces) {
      if (faces.length === 0) return new Float32Array(0);
      const input = new Float32Array(faces.length * size * size);
      faces.forEach((face, i) => {
        if (face.width !== size || face.height !== size)
          throw new RangeError(`A face must be ${size} px square.`);
        // The network would clip infinite values away and answer as if it had seen a face.
        if (!Number.isFinite(contrastOf(face))) throw new RangeError('A face must hold finite numbers.');
        input.set(preprocess(face, setting).data, i * size * size);
      });
      const output = tf.tidy(
        () => graph.execute(tf.tensor4d(input, [faces.length, size, size, 1]), 'logits') as tf.Tensor,
      );
      try {
        return (await output.data()) as Float32Array;
      } finally {
        output.dispose();
      }
    },
    dispose: () => graph.dispose(),
  };
}

async function parseGraph(json: tf.io.ModelJSON, weightData: ArrayBuffer): Promise<tf.GraphModel> {
  try {
    return await tf.loadGraphModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest.flatMap((group) => group.weights),
        weightData,
        ...(json.signature ? { signature: json.signature } : {}),
      }),
    );
  } catch (cause) {
    throw new Error(WORDS.expressionDamaged, { cause });
  }
}

async function sha256(data: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
