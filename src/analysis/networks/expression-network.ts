/** One network that reads expressions: its two files, and the logits that it gives. */
import { WORDS } from '../../shared/words/inference';
import type { PreprocessSetting } from '../preprocess';
import { preprocess } from '../preprocess';
import { contrastOf } from '../preprocess/contrast';
import type { Plane } from '../preprocess/gray';
import type { LoadNetwork, NetworkFiles } from './network';

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
export async function loadExpressionNetwork(
  load: LoadNetwork,
  files: NetworkFiles,
  weightsSha256: string,
  { inputSize: size, preprocess: setting }: NetworkSetting,
): Promise<ExpressionNetwork> {
  const [weights, json] = await Promise.all([files.weights(), files.model()]);
  if ((await sha256(weights)) !== weightsSha256) throw new Error(WORDS.expressionDamaged);
  const network = await load(json, weights, ['logits']).catch((cause) => {
    throw new Error(WORDS.expressionDamaged, { cause });
  });
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
      const [logits] = await network.run(input);
      return logits!;
    },
    dispose: () => network.dispose(),
  };
}

async function sha256(data: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
