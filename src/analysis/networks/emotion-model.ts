import { EXPRESSIONS, type Probabilities } from '../../shared/types';
import { WORDS } from '../../shared/words/inference';
import { type EmotionCard, parseCard } from '../emotion/card';
import { meanOf, wantsFlipAveraging } from '../emotion/flip-averaging';
import { fold } from '../emotion/labels';
import { softmax } from '../emotion/temperature';
import { preprocess } from '../preprocess';
import { contrastOf } from '../preprocess/contrast';
import type { Plane } from '../preprocess/gray';
import { mirror } from '../preprocess/mirror';
import * as tf from './tf';

/** Gray levels. The faintest of 3,199 validation faces deviates by 15; below 2 a picture shows nothing at all. */
const FAINTEST = 2;
/** Every expression is as likely as the others. */
const UNSURE = Object.fromEntries(EXPRESSIONS.map((name) => [name, 1 / EXPRESSIONS.length])) as Probabilities;

/** Where the network's files come from: `fetch` in the extension, the file system in evaluation. */
export interface EmotionFiles {
  card(): Promise<unknown>;
  model(): Promise<unknown>;
  weights(): Promise<ArrayBuffer>;
}

/** The expression network: gray faces in, calibrated probabilities out. */
export interface EmotionModel {
  readonly card: EmotionCard;
  /**
   * Gray square faces of `card.inputSize`, 0..255 -> probabilities of each. A face in which nothing can be seen (black,
   * white, covered camera) gets even probabilities: the network's answer would be no observation.
   * @throws RangeError on a face with numbers that are not finite
   */
  predict(faces: readonly Plane[]): Promise<Probabilities[]>;
  /**
   * The eight calibrated probabilities of each face, in the order of `card.labels`: what `predict` folds into six. For
   * a face that the network is unsure of, the mirror image is averaged in.
   */
  probabilities(faces: readonly Plane[]): Promise<Float64Array[]>;
  /** The eight logits of each face without flip averaging, row by row, for comparison with training. */
  logits(faces: readonly Plane[]): Promise<Float32Array>;
  dispose(): void;
}

/** @throws Error in plain words if a file is missing, damaged or does not belong to the others */
export async function loadEmotionModel(files: EmotionFiles): Promise<EmotionModel> {
  const card = parseCard(await files.card());
  const weights = await files.weights();
  if ((await sha256(weights)) !== card.weightsSha256) {
    throw new Error(WORDS.expressionDamaged);
  }
  const network = await loadNetwork((await files.model()) as tf.io.ModelJSON, weights);

  async function logits(faces: readonly Plane[]): Promise<Float32Array> {
    if (faces.length === 0) return new Float32Array(0);
    const size = card.inputSize;
    const input = new Float32Array(faces.length * size * size);
    faces.forEach((face, i) => {
      if (face.width !== size || face.height !== size)
        throw new RangeError(`A face must be ${size} px square.`);
      // The network would clip infinite values away and answer as if it had seen a face.
      if (!Number.isFinite(contrastOf(face))) throw new RangeError('A face must hold finite numbers.');
      input.set(preprocess(face, card.preprocess).data, i * size * size);
    });
    const output = tf.tidy(
      () => network.execute(tf.tensor4d(input, [faces.length, size, size, 1]), 'logits') as tf.Tensor,
    );
    try {
      return (await output.data()) as Float32Array;
    } finally {
      output.dispose();
    }
  }

  async function look(faces: readonly Plane[]): Promise<Float64Array[]> {
    const all = await logits(faces);
    const count = card.labels.length;
    return faces.map((_, i) => softmax(all.subarray(i * count, (i + 1) * count), card.temperature));
  }

  async function probabilities(faces: readonly Plane[]): Promise<Float64Array[]> {
    const first = await look(faces);
    const again = [...faces.keys()].filter((i) => wantsFlipAveraging(first[i]!, card.secondLookBelow));
    const second = await look(again.map((i) => mirror(faces[i]!)));
    again.forEach((face, i) => {
      first[face] = meanOf(first[face]!, second[i]!);
    });
    return first;
  }

  return {
    card,
    logits,
    probabilities,
    async predict(faces) {
      const answers = await probabilities(faces);
      return faces.map((face, i) => (contrastOf(face) < FAINTEST ? UNSURE : fold(answers[i]!)));
    },
    dispose: () => network.dispose(),
  };
}

async function loadNetwork(json: tf.io.ModelJSON, weightData: ArrayBuffer): Promise<tf.GraphModel> {
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
