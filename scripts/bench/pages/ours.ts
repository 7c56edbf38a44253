/** The product's chain, from camera pixels to what is known over time. */

import { loadEmotionModel } from '../../../src/analysis/networks/emotion-model';
import type { FacePicture } from '../../../src/analysis/networks/face-model';
import { loadFaceModel } from '../../../src/analysis/networks/face-model';
import * as tf from '../../../src/analysis/networks/tf';
import { createPipeline, type Pipeline } from '../../../src/analysis/pipeline';
import type { Plane } from '../../../src/analysis/preprocess/gray';
import { startBackend } from '../../../src/analysis/worker/backend';
import { decimate, shrinkFactor } from '../../../src/shared/pixels/decimate';
import type { BackendChoice } from '../../../src/shared/settings/schema';
import type { RegionOfInterest } from '../../../src/shared/types';
import { type Found, offer, strongest } from './contender';
import { createStageClock, type Kernel, multiplyAdds, type Stages } from './stages';

const clock = createStageClock(tf.GraphModel as never);
let pipeline: Pipeline;
let region: RegionOfInterest | null = null;
/** RGBA, as a camera that is not planar delivers it. */
let pixels: ImageData;

offer({
  async load(backend) {
    const started = await startBackend(backend as BackendChoice, '/ours/wasm/');
    if (started !== backend) throw new Error(`${backend} did not start`);
    const get = (name: string) => fetch(`/ours/models/emotion/${name}`);
    const files = (model: string, weights: string) => ({
      model: async () => (await get(model)).json(),
      weights: async () => (await get(weights)).arrayBuffer(),
    });
    const [faces, emotion] = await Promise.all([
      loadFaceModel({
        detector: '/ours/models/face/face-detector.json',
        mesh: '/ours/models/face/face-mesh.json',
      }),
      loadEmotionModel({
        card: async () => (await get('card.json')).json(),
        ...files('model.json', 'weights.bin'),
        small: files('small.json', 'small.bin'),
      }),
    ]);
    const timed = {
      faces: { ...faces, find: (picture: FacePicture) => clock.time('faces', () => faces.find(picture)) },
      emotion: {
        ...emotion,
        predict: (planes: readonly Plane[]) => clock.time('expressions', () => emotion.predict(planes)),
      },
    };
    pipeline = createPipeline('bench', timed, () => performance.now());
  },
  prepare(canvas) {
    pixels = canvas
      .getContext('2d', { willReadFrequently: true })!
      .getImageData(0, 0, canvas.width, canvas.height);
  },
  analyse,
  macs: async (canvas, time) =>
    multiplyAdds((await tf.profile(() => analyse(canvas, time) as never)).kernels as readonly Kernel[]),
  tensors: () => tf.memory().numTensors,
});

async function analyse({ width, height }: HTMLCanvasElement, time: number): Promise<Found> {
  const began = performance.now();
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
  const shrunk = performance.now();
  const frame = { ...picture, time, region: part, sourceWidth: width, sourceHeight: height };
  const analysis = await pipeline.analyse(frame);
  region = analysis.region;
  const { faces } = analysis.reading;
  const own = faces[0]?.probabilities;
  const total = performance.now() - began;
  return {
    faces: faces.length,
    expression: own ? strongest(own) : null,
    stages: stagesOf(total, shrunk - began),
  };
}

/** What is left of finding and of reading is the work around the networks. */
function stagesOf(total: number, shrink: number): Stages {
  const { faces = 0, expressions = 0, detect = 0, mesh = 0, expression = 0 } = clock.take();
  return {
    shrink,
    detect,
    mesh,
    'cut out and follow': faces - detect - mesh,
    preprocess: expressions - expression,
    expression,
    'crop, time and answer': total - shrink - faces - expressions,
  };
}
