import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DETECTOR,
  faceDetector,
  faceMesh,
  MESH_PACK,
  MESH_PACK_LOADER,
  unpack,
} from '../../scripts/models/index.mjs';
import * as tf from '../../src/analysis/networks/tf';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const photo = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));
/** Where the face is in the photo, with the margin that the mesh wants. */
const FACE = { left: 158, top: 20, width: 136, height: 136 };

let detector: tf.GraphModel;
let mesh: tf.GraphModel;

beforeAll(async () => {
  setWasmPaths(`${modules}@tensorflow/tfjs-backend-wasm/dist/`);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  expect(await tf.setBackend('wasm')).toBe(true);
  detector = await load(faceDetector(readFileSync(modules + DETECTOR), 'detector.bin'));
  const loader = readFileSync(modules + MESH_PACK_LOADER, 'utf8');
  const file = unpack(loader, readFileSync(modules + MESH_PACK), 'face_landmark.tflite');
  mesh = await load(faceMesh(file, 'mesh.bin'));
}, 60_000);

afterAll(() => {
  detector?.dispose();
  mesh?.dispose();
});

describe('the converted detector', () => {
  it('finds the face in a photo', async () => {
    const { best, values } = detect(await picture(128, null, [-1, 1]));
    expect(values.every(Number.isFinite)).toBe(true);
    expect(best.score).toBeGreaterThanOrEqual(0.5);
    // The anchor of the best row lies on the face: box centre = anchor + offset, and offsets are small.
    expect(Math.abs(best.row[0]!)).toBeLessThan(16);
    expect(best.row[2]).toBeGreaterThan(10); // face width, pixels of 128
    expect(best.row[2]).toBeLessThan(60);
  });

  it('finds none in an empty picture', () => {
    expect(detect(tf.zeros([1, 128, 128, 3])).best.score).toBeLessThan(0.5);
  });
});

describe('the converted mesh', () => {
  it('puts eyes above nose above mouth above chin, and says that it is a face', async () => {
    const { flag, point } = landmarks(await picture(192, FACE, [0, 1]));
    expect(flag).toBeGreaterThanOrEqual(0.5);
    expect(flag).toBeLessThanOrEqual(1);
    const [eye, otherEye, nose, mouth, chin] = [33, 263, 1, 13, 152].map(point) as [P, P, P, P, P];
    expect(eye.x).toBeLessThan(nose.x);
    expect(nose.x).toBeLessThan(otherEye.x);
    for (const side of [eye, otherEye]) expect(side.y).toBeLessThan(nose.y);
    expect(nose.y).toBeLessThan(mouth.y);
    expect(mouth.y).toBeLessThan(chin.y);
    for (const { x, y } of [eye, otherEye, nose, mouth, chin]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(192);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(192);
    }
  });

  it('says that an empty picture is no face', () => {
    expect(landmarks(tf.zeros([1, 192, 192, 3])).flag).toBeLessThan(0.5);
  });
});

type P = { x: number; y: number };

async function load({ json, binary }: ReturnType<typeof faceDetector>): Promise<tf.GraphModel> {
  const { modelTopology, signature, format, weightsManifest } = json;
  const weightSpecs = weightsManifest[0].weights as tf.io.WeightsManifestEntry[];
  const weightData = new Uint8Array(binary).buffer;
  return await tf.loadGraphModel(
    tf.io.fromMemory({ modelTopology, signature, format, weightSpecs, weightData }),
  );
}

/** The photo, or a part of it, as the network's input of `side` pixels. */
async function picture(side: number, part: typeof FACE | null, [low, high]: [number, number]) {
  const image = part ? sharp(photo).extract(part) : sharp(photo);
  const { data } = await image.resize(side, side).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const values = Float32Array.from(data, (byte) => low + (byte / 255) * (high - low));
  return tf.tensor4d(values, [1, side, side, 3]);
}

function detect(input: tf.Tensor) {
  const outputs = detector.execute(input, ['scores', 'boxes']) as tf.Tensor[];
  expect(outputs.map(({ shape }) => shape)).toEqual([
    [1, 896, 1],
    [1, 896, 16],
  ]);
  const [scores, boxes] = outputs.map((output) => output.dataSync()) as [Float32Array, Float32Array];
  tf.dispose([input, ...outputs]);
  const at = scores.indexOf(Math.max(...scores));
  const row = boxes.slice(16 * at, 16 * (at + 1));
  return { values: [...scores, ...boxes], best: { row, score: 1 / (1 + Math.exp(-scores[at]!)) } };
}

function landmarks(input: tf.Tensor) {
  const outputs = mesh.execute(input, ['output_faceflag', 'output_mesh']) as tf.Tensor[];
  expect(outputs.map((output) => output.size)).toEqual([1, 1404]);
  const [flag, points] = outputs.map((output) => output.dataSync()) as [Float32Array, Float32Array];
  tf.dispose([input, ...outputs]);
  expect(points.every(Number.isFinite)).toBe(true);
  return { flag: flag[0]!, point: (i: number): P => ({ x: points[3 * i]!, y: points[3 * i + 1]! }) };
}
