/** Our own detection and landmarks beside the package that they were taken from. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  createDetector,
  type FaceLandmarksDetector,
  SupportedModels,
} from '@tensorflow-models/face-landmarks-detection';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { frameOf } from '../../scripts/eval/mjpeg';
import { inRepository, loadModels, startBackend } from '../../scripts/eval/models';
import * as tf from '../../src/analysis/networks/tf';
import type { Models } from '../../src/analysis/pipeline';
import { i420ToRgb } from '../../src/shared/pixels/rgb';

const PORTRAIT = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));
let models: Models;
let theirs: FaceLandmarksDetector;

async function handler(name: string): Promise<tf.io.IOHandler> {
  const read = (type: string) => readFile(inRepository(`public/models/face/${name}.${type}`));
  const { modelTopology, weightsManifest, signature } = JSON.parse(String(await read('json')));
  const weightSpecs = weightsManifest[0].weights;
  return tf.io.fromMemory({
    ...{ modelTopology, weightSpecs, signature },
    weightData: Uint8Array.from(await read('bin')).buffer,
  });
}

beforeAll(async () => {
  await startBackend();
  models = await loadModels();
  theirs = await createDetector(SupportedModels.MediaPipeFaceMesh, {
    runtime: 'tfjs',
    refineLandmarks: false,
    maxFaces: 4,
    detectorModelUrl: await handler('face-detector'),
    landmarkModelUrl: await handler('face-mesh'),
  });
  // The package wants scores and boxes joined.
  const inner = (theirs as unknown as { detector: { detectorModel: tf.GraphModel } }).detector;
  const network = inner.detectorModel;
  inner.detectorModel = {
    execute: (input: tf.Tensor) => tf.concat(network.execute(input, ['scores', 'boxes']) as tf.Tensor3D[], 2),
    dispose: () => network.dispose(),
  } as never;
}, 60_000);

afterAll(() => {
  theirs?.dispose();
  models?.faces.dispose();
  models?.emotion.dispose();
});

const face = (side: number, turned = 0) =>
  sharp(PORTRAIT)
    .removeAlpha()
    .extract({ left: 98, top: 0, width: 256, height: 256 })
    .rotate(turned, { background: '#667' })
    .resize(side, side)
    .toBuffer();
type Part = { readonly side: number; readonly left: number; readonly top: number; readonly turned?: number };

/** 640x480, gray but for these faces. */
async function pictureOf(parts: readonly Part[]): Promise<Buffer> {
  const layers = parts.map(async ({ side, turned, left, top }) => ({
    ...{ input: await face(side, turned), left, top },
  }));
  return sharp({ create: { width: 640, height: 480, channels: 3, background: '#667' } })
    .composite(await Promise.all(layers))
    .jpeg({ quality: 95 })
    .toBuffer();
}

it.each<[string, readonly Part[]]>([
  ['one face', [{ side: 420, left: 110, top: 40 }]],
  ['one small face at the edge', [{ side: 260, left: 380, top: 220 }]],
  ['a tilted face', [{ side: 360, left: 110, top: 20, turned: 14 }]],
  [
    'two faces',
    [
      { side: 320, left: 0, top: 60 },
      { side: 280, left: 330, top: 40, turned: -8 },
    ],
  ],
  ['no face', []],
])('finds what the landmark package finds: %s', async (name, parts) => {
  const frame = await frameOf(await pictureOf(parts), 1000, null);
  const fromLeft = (a: readonly { x: number }[], b: readonly { x: number }[]) => a[0]!.x - b[0]!.x;
  const ours = (await models.faces.find({ ...frame, trackingKey: name })).sort(fromLeft);
  theirs.reset();
  const picture = tf.tensor3d(i420ToRgb(frame), [frame.height, frame.width, 3]);
  const found = await theirs.estimateFaces(picture, { flipHorizontal: false });
  const others = found.map(({ keypoints }) => keypoints).sort(fromLeft);
  picture.dispose();
  expect(ours).toHaveLength(parts.length);
  expect(others).toHaveLength(parts.length);
  ours.forEach((landmarks, i) => {
    const apart = landmarks.map(({ x, y }, n) => {
      const { x: theirX, y: theirY } = others[i]![n]!;
      return Math.hypot(x - theirX, y - theirY);
    });
    expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(0.7);
    expect(Math.max(...apart)).toBeLessThan(2.5);
  });
});
