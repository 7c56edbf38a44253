/** The product's chain, from camera pixels to what is known over time. */

import { loadEmotionModel } from '../../../src/analysis/networks/emotion-model';
import { type FacePicture, loadFaceModel } from '../../../src/analysis/networks/face-model';
import type { LoadNetwork } from '../../../src/analysis/networks/network';
import { createPipeline, type Pipeline } from '../../../src/analysis/pipeline';
import type { Plane } from '../../../src/analysis/preprocess/gray';
import { type Backend, startBackend } from '../../../src/analysis/worker/backend';
import { decimate, shrinkFactor } from '../../../src/shared/pixels/decimate';
import type { BackendChoice } from '../../../src/shared/settings/schema';
import type { RegionOfInterest } from '../../../src/shared/types';
import { type Found, offer, strongest } from './contender';
import { createStageClock, type Stages } from './stages';

const clock = createStageClock();
let backend: Backend;
let pipeline: Pipeline;
/** Loads the large network after the first answer, as the worker does. */
let complete: (() => Promise<void>) | null = null;
let region: RegionOfInterest | null = null;
/** Multiply-adds of this frame. */
let macs = 0;
/** RGBA, as a camera that is not planar delivers it. */
let pixels: ImageData;

/** The networks by the outputs that are asked of them. */
const STAGES: Readonly<Record<string, string>> = {
  boxes: 'detect',
  output_mesh: 'mesh',
  logits: 'expression',
};
const timed: LoadNetwork = async (file, weights, outputs) => {
  const network = await backend.load(file, weights, outputs);
  const { multiplyAdds = 0 } = network;
  const stage = STAGES[outputs.at(-1)!]!;
  return {
    ...network,
    run(input) {
      macs += multiplyAdds;
      return clock.time(stage, () => network.run(input));
    },
    ...(network.begin && {
      begin(input) {
        const run = network.begin!(input);
        return {
          proceed(share) {
            macs += share * multiplyAdds;
            return clock.timeNow(stage, () => run.proceed(share));
          },
        };
      },
    }),
  };
};

offer({
  async load(name) {
    backend = await startBackend(name as BackendChoice);
    if (backend.name !== name) throw new Error(`${name} did not start`);
    const networkFiles = (model: string, weights: string) => ({
      model: async () => (await fetch(`/ours/models/${model}`)).json(),
      weights: async () => (await fetch(`/ours/models/${weights}`)).arrayBuffer(),
    });
    const [faces, emotion] = await Promise.all([
      loadFaceModel(
        {
          detector: networkFiles('face/face-detector.json', 'face/face-detector.bin'),
          mesh: networkFiles('face/face-mesh.json', 'face/face-mesh.bin'),
        },
        timed,
      ),
      loadEmotionModel(
        {
          card: async () => (await fetch('/ours/models/emotion/card.json')).json(),
          ...networkFiles('emotion/model.json', 'emotion/weights.bin'),
          small: networkFiles('emotion/small.json', 'emotion/small.bin'),
        },
        timed,
        true,
      ),
    ]);
    const models = {
      faces: { ...faces, find: (picture: FacePicture) => clock.time('faces', () => faces.find(picture)) },
      emotion: {
        ...emotion,
        predict: (planes: readonly Plane[]) => clock.time('expressions', () => emotion.predict(planes)),
      },
    };
    complete = async () => {
      await emotion.complete();
      await emotion.warmUp();
    };
    pipeline = createPipeline('bench', models, () => performance.now());
  },
  prepare(canvas) {
    pixels = canvas
      .getContext('2d', { willReadFrequently: true })!
      .getImageData(0, 0, canvas.width, canvas.height);
  },
  analyse,
  tensors: () => backend.figures().held,
});

async function analyse({ width, height }: HTMLCanvasElement, time: number): Promise<Found> {
  const began = performance.now();
  macs = 0;
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
  complete?.().catch(console.error);
  complete = null;
  const { faces } = analysis.reading;
  const own = faces[0]?.probabilities;
  const total = performance.now() - began;
  return {
    faces: faces.length,
    expression: own ? strongest(own) : null,
    stages: stagesOf(total, shrunk - began),
    ...(macs > 0 && { macs }),
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
