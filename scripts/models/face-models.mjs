/** The two face networks with names for what goes in and comes out. */
import { convert } from './convert.mjs';
import { TfliteError } from './tflite.mjs';

/**
 * Face detector (short range). In: [1, 128, 128, 3], -1..1. Out, for each anchor: `scores`, a logit, and `boxes`, box and six
 * key points in pixels of the input.
 *
 * @param {Buffer} file `face_detection_short_range.tflite`
 * @param {string} binary name of the weights' file
 * @throws {import('./tflite.mjs').TfliteError}
 */
export function faceDetector(file, binary) {
  const { graph, input, outputs } = convert(file);
  const [scores, boxes] = [outputOf(outputs, [1, 896, 1]), outputOf(outputs, [1, 896, 16])];
  return graph.build({ binary, inputs: { input }, outputs: { scores, boxes } });
}

/**
 * Face mesh. In: [1, 192, 192, 3], 0..1. Out: `output_mesh`, 468 points x, y, z in pixels of the input, and
 * `output_faceflag`, the probability (0..1) that the crop shows a face; the file has it as a logit.
 *
 * @param {Buffer} file `face_landmark.tflite`
 * @param {string} binary name of the weights' file
 * @throws {import('./tflite.mjs').TfliteError}
 */
export function faceMesh(file, binary) {
  const { graph, input, outputs } = convert(file);
  const mesh = outputOf(outputs, [1, 1, 1, 1404]);
  const logit = outputOf(outputs, [1, 1, 1, 1]);
  const flag = { node: graph.operation('faceflag', 'Sigmoid', [logit.node]), shape: logit.shape };
  return graph.build({ binary, inputs: { input }, outputs: { output_mesh: mesh, output_faceflag: flag } });
}

function outputOf(outputs, shape) {
  const found = outputs.find((output) => String(output.shape) === String(shape));
  if (!found) throw new TfliteError(`it has no output of shape [${shape}]`);
  return found;
}
