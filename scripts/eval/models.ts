/** The product's networks in Node: the same code as in the extension, files from disk, wasm backend. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { type EmotionModel, loadEmotionModel } from '../../src/analysis/networks/emotion-model';
import { loadFaceModel } from '../../src/analysis/networks/face-model';
import type { NetworkFiles } from '../../src/analysis/networks/network';
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

const files = (folder: string, model: string, weights: string): NetworkFiles => ({
  model: () => json(`${folder}${model}`),
  weights: () => bytes(`${folder}${weights}`),
});

/** TensorFlow.js, which the compared packages and some measurements need; ours do without. */
export async function startBackend(): Promise<void> {
  setWasmPaths(inRepository('node_modules/@tensorflow/tfjs-backend-wasm/dist/'));
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
}

/** Where the expression network and its card are. */
export const EMOTION_FOLDER = 'public/models/emotion/';

/** @param setting other preprocessing steps than those that the network's card asks for, to measure what they give */
export function loadEmotion(setting?: PreprocessSetting): Promise<EmotionModel> {
  return loadEmotionModel({
    card: async () => {
      const card = (await json(`${EMOTION_FOLDER}card.json`)) as object;
      return setting ? { ...card, preprocess: setting } : card;
    },
    ...files(EMOTION_FOLDER, 'model.json', 'weights.bin'),
    small: files(EMOTION_FOLDER, 'small.json', 'small.bin'),
  });
}

const FACE_FOLDER = 'public/models/face/';

export async function loadModels(): Promise<Models> {
  const faces = await loadFaceModel({
    detector: files(FACE_FOLDER, 'face-detector.json', 'face-detector.bin'),
    mesh: files(FACE_FOLDER, 'face-mesh.json', 'face-mesh.bin'),
  });
  return { faces, emotion: await loadEmotion() };
}
