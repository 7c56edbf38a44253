/** Expression networks side by side: ours and the peers', with the same faces in and the same labels out. */
import { readFile } from 'node:fs/promises';
import type { PreprocessSetting } from '../../src/analysis/preprocess';
import type { Plane } from '../../src/analysis/preprocess/gray';
import { SIDE } from './faces-data';
import { EMOTION_FOLDER, inRepository, loadEmotion, startBackend } from './models';
import { UsageError } from './usage-error';

export const MODELS = ['ours', 'human', 'faceapi'] as const;
export type ModelName = (typeof MODELS)[number];

/** A network that judges gray 48-pixel faces. */
export interface FaceClassifier {
  /** Numbers in the network, without those that only say shapes. */
  readonly params: number;
  /** Files that are shipped for it: weights and graph. */
  readonly bytes: number;
  /** @returns eight probabilities a face, in the order of NETWORK_LABELS; a label that it does not know gets 0 */
  classify(faces: readonly Uint8Array[]): Promise<ArrayLike<number>[]>;
  dispose(): void;
}

/** @throws UsageError on a name that is none */
export function modelName(name = 'ours'): ModelName {
  const known = MODELS.find((model) => model === name);
  if (known === undefined) throw new UsageError(`There is no model "${name}": use ${MODELS.join(', ')}.`);
  return known;
}

/** @throws UsageError where a peer's package is missing */
export async function loadClassifier(name: ModelName): Promise<FaceClassifier> {
  if (name === 'human') return (await import('./peers/human')).loadHumanFaces();
  if (name === 'faceapi') return (await import('./peers/faceapi')).loadFaceApiFaces();
  await startBackend();
  return ourClassifier();
}

/** Ours, with the steps its card asks for or with others. The backend must have been started. */
export async function ourClassifier(setting?: PreprocessSetting): Promise<FaceClassifier> {
  const emotion = await loadEmotion(setting);
  const networks = [
    ['model.json', 'weights.bin'],
    ...(emotion.card.small ? [['small.json', 'small.bin']] : []),
  ];
  let [params, bytes] = [0, 0];
  for (const [model, weights] of networks) {
    const graph = await readFile(inRepository(EMOTION_FOLDER + model), 'utf8');
    const { weightsManifest } = JSON.parse(graph) as { weightsManifest: WeightGroup[] };
    params += countParams(weightsManifest);
    bytes += Buffer.byteLength(graph) + (await readFile(inRepository(EMOTION_FOLDER + weights))).length;
  }
  return {
    params,
    bytes,
    classify: (faces) => emotion.probabilities(faces.map(planeOf)),
    dispose: () => emotion.dispose(),
  };
}

export const planeOf = (face: Uint8Array): Plane => ({
  width: SIDE,
  height: SIDE,
  data: Float32Array.from(face),
});

/** One entry of `weightsManifest` in a TensorFlow.js model. */
export interface WeightGroup {
  readonly weights: readonly { readonly shape: readonly number[]; readonly dtype: string }[];
}

/** Whole numbers in a graph are shapes and axes, which nobody trained. */
export function countParams(manifest: readonly WeightGroup[]): number {
  return manifest
    .flatMap(({ weights }) => weights)
    .filter(({ dtype }) => dtype === 'float32')
    .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

const BATCH = 64;

/** Judges faces in batches; the memory of one batch is what is needed at a time. */
export async function classifyAll(
  classifier: FaceClassifier,
  faces: readonly Uint8Array[],
  tell: (done: number) => void = () => {},
): Promise<ArrayLike<number>[]> {
  const answers: ArrayLike<number>[] = [];
  for (let from = 0; from < faces.length; from += BATCH) {
    answers.push(...(await classifier.classify(faces.slice(from, from + BATCH))));
    tell(answers.length);
  }
  return answers;
}
