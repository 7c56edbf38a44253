/** The product's networks in Node: the same code as in the extension, files from disk, wasm backend. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type EmotionModel, loadEmotionModel } from '../../src/analysis/networks/emotion-model';
import { loadFaceModel } from '../../src/analysis/networks/face-model';
import * as tf from '../../src/analysis/networks/tf';
import type { Models } from '../../src/analysis/pipeline';
import type { PreprocessSetting } from '../../src/analysis/preprocess';
import { UsageError } from './usage-error';

/** @param path from the repository's root */
export const inRepository = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

export { UsageError };

async function bytes(path: string): Promise<ArrayBuffer> {
  const data = await readFile(inRepository(path)).catch(() => {
    throw new UsageError(`${path} is missing. \`npm run models\` makes the face networks.`);
  });
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer;
}

const json = async (path: string): Promise<unknown> =>
  JSON.parse(new TextDecoder().decode(await bytes(path)));

async function graph(name: string): Promise<tf.io.IOHandler> {
  const model = (await json(`public/models/face/${name}.json`)) as tf.io.ModelJSON;
  return tf.io.fromMemory({
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: await bytes(`public/models/face/${name}.bin`),
    ...(model.signature ? { signature: model.signature } : {}),
  });
}

export async function startBackend(): Promise<void> {
  setWasmPaths(inRepository('node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
}

/** Where the expression network and its card are. */
export const EMOTION_FOLDER = 'public/models/emotion/';

const networkFiles = (model: string, weights: string) => ({
  model: () => json(EMOTION_FOLDER + model),
  weights: () => bytes(EMOTION_FOLDER + weights),
});

/** @param setting other preprocessing steps than those that the network's card asks for, to measure what they give */
export function loadEmotion(setting?: PreprocessSetting): Promise<EmotionModel> {
  return loadEmotionModel({
    card: async () => {
      const card = (await json(`${EMOTION_FOLDER}card.json`)) as object;
      return setting ? { ...card, preprocess: setting } : card;
    },
    ...networkFiles('model.json', 'weights.bin'),
    small: networkFiles('small.json', 'small.bin'),
  });
}

export async function loadModels(): Promise<Models> {
  await startBackend();
  const faces = await loadFaceModel({
    detector: await graph('face-detector'),
    mesh: await graph('face-mesh'),
  });
  return { faces, emotion: await loadEmotion() };
}
