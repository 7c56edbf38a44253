/** The product's chain, from camera pixels to what is known over time. */

import { loadEmotionModel } from '../../../src/analysis/networks/emotion-model';
import { loadFaceModel } from '../../../src/analysis/networks/face-model';
import * as tf from '../../../src/analysis/networks/tf';
import { createPipeline, type Pipeline } from '../../../src/analysis/pipeline';
import { startBackend } from '../../../src/analysis/worker/backend';
import { decimate, shrinkFactor } from '../../../src/shared/pixels/decimate';
import type { BackendChoice } from '../../../src/shared/settings/schema';
import type { RegionOfInterest } from '../../../src/shared/types';
import { offer, strongest } from './contender';

let pipeline: Pipeline;
let region: RegionOfInterest | null = null;
/** RGBA, as a camera that is not planar delivers it. */
let pixels: ImageData;

offer({
  async load(backend) {
    const started = await startBackend(backend as BackendChoice, '/ours/wasm/');
    if (started !== backend) throw new Error(`${backend} did not start`);
    const get = (name: string) => fetch(`/ours/models/emotion/${name}`);
    const [faces, emotion] = await Promise.all([
      loadFaceModel({
        detector: '/ours/models/face/face-detector.json',
        mesh: '/ours/models/face/face-mesh.json',
      }),
      loadEmotionModel({
        card: async () => (await get('card.json')).json(),
        model: async () => (await get('model.json')).json(),
        weights: async () => (await get('weights.bin')).arrayBuffer(),
      }),
    ]);
    pipeline = createPipeline('bench', { faces, emotion }, () => performance.now());
  },
  prepare(canvas) {
    pixels = canvas
      .getContext('2d', { willReadFrequently: true })!
      .getImageData(0, 0, canvas.width, canvas.height);
  },
  async analyse({ width, height }, time) {
    const { factor, ...part } = region ?? { x: 0, y: 0, width, height, factor: undefined };
    const picture = decimate(
      {
        format: 'RGBA',
        width: part.width,
        height: part.height,
        data: new Uint8Array(pixels.data.buffer),
        layout: [{ offset: 4 * (part.y * width + part.x), stride: 4 * width }],
      },
      factor ?? shrinkFactor(part.width),
    );
    const frame = { ...picture, time, region: part, sourceWidth: width, sourceHeight: height };
    const analysis = await pipeline.analyse(frame);
    region = analysis.region;
    const { faces } = analysis.reading;
    const own = faces[0]?.probabilities;
    return { faces: faces.length, expression: own ? strongest(own) : null };
  },
  tensors: () => tf.memory().numTensors,
});
