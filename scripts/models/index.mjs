/** What other scripts and the tests use of this folder. */
export { buildModels } from './build.mjs';
export { faceDetector, faceMesh } from './face-models.mjs';
export {
  APACHE_LICENSE,
  BuildInputError,
  DETECTOR,
  EMOJI,
  emojiSource,
  MESH_PACK,
  MESH_PACK_LOADER,
} from './inputs.mjs';
export { depthwiseShape, ohwiToHwio } from './layouts.mjs';
export { unpack } from './packed-assets.mjs';
export { readTflite, TfliteError } from './tflite.mjs';
