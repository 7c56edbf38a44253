/** What the build makes of its inputs, still in memory. */
import { readFileSync } from 'node:fs';
import { faceDetector, faceMesh } from './face-models.mjs';
import * as source from './inputs.mjs';
import { unpack } from './packed-assets.mjs';
import { TfliteError } from './tflite.mjs';

/** Folders below `public` that belong to the build alone. */
export const OUTPUT_FOLDERS = ['models/face', 'emoji'];

/**
 * @param {Map<string, Buffer>} inputs see `readInputs`
 * @returns {Map<string, Buffer>} path below `public` -> contents
 * @throws {source.BuildInputError} where a model cannot be converted
 */
export function makeOutputs(inputs) {
  const loader = inputs.get(source.MESH_PACK_LOADER).toString('utf8');
  const mesh = unpack(loader, inputs.get(source.MESH_PACK), 'face_landmark.tflite');
  return new Map([
    ...modelFiles('face-detector', faceDetector, inputs.get(source.DETECTOR), source.DETECTOR),
    ...modelFiles('face-mesh', faceMesh, mesh, `${source.MESH_PACK} (face_landmark.tflite)`),
    ['models/face/NOTICE.txt', notice('face-models.txt')],
    ['models/face/LICENSE.txt', inputs.get(source.APACHE_LICENSE)],
    ...source.EMOJI.map((codePoint) => [
      `emoji/${codePoint}.webp`,
      inputs.get(source.emojiSource(codePoint)),
    ]),
    ['emoji/NOTICE.txt', notice('emoji.txt')],
  ]);
}

function modelFiles(name, toModel, file, shown) {
  try {
    const { json, binary } = toModel(file, `${name}.bin`);
    return [
      [`models/face/${name}.json`, Buffer.from(JSON.stringify(json))],
      [`models/face/${name}.bin`, binary],
    ];
  } catch (error) {
    if (!(error instanceof TfliteError)) throw error;
    throw new source.BuildInputError(`node_modules/${shown} cannot be converted: ${error.message}.`);
  }
}

const notice = (name) => readFileSync(new URL(`./notices/${name}`, import.meta.url));
