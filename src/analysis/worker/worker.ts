/** The inference worker: owns the networks and one pipeline per call. Works on one frame at a time. */

import type { Baseline } from '../../shared/settings/baseline';
import { WORDS } from '../../shared/words/inference';
import { holdAliveLock } from '../host/alive-lock';
import { loadEmotionModel } from '../networks/emotion-model';
import { loadFaceModel } from '../networks/face-model';
import type { LoadNetwork, NetworkFiles } from '../networks/network';
import { createPipeline, type Models, type Pipeline } from '../pipeline';
import { DEFAULT_POLICY, policyOf } from '../temporal/policy';
import { type Backend, startBackend } from './backend';
import type { FromWorker, ToWorker } from './messages';

const pipelines = new Map<string, Pipeline>();
let models: Models | null = null;
let backend: Backend | null = null;
let baseline: Baseline | null = null;
let policy = DEFAULT_POLICY;

/** The owner sees by this lock when the worker dies. */
const held = holdAliveLock(self.name);

const send = (message: FromWorker): void => self.postMessage(message);
const now = (): number => performance.now();

/** @param load of the backend that has started */
async function loadModels(load: LoadNetwork): Promise<Models> {
  const emotionFiles = (model: string, weights: string): NetworkFiles => ({
    model: async () => (await emotionFile(model)).json(),
    weights: async () => (await emotionFile(weights)).arrayBuffer(),
  });
  const faceFiles = (name: string): NetworkFiles => ({
    model: async () => (await fetch(`/models/face/${name}.json`)).json(),
    weights: async () => (await fetch(`/models/face/${name}.bin`)).arrayBuffer(),
  });
  const loading = {
    faces: loadFaceModel({ detector: faceFiles('face-detector'), mesh: faceFiles('face-mesh') }, load),
    emotion: loadEmotionModel(
      {
        card: async () => (await emotionFile('card.json')).json(),
        ...emotionFiles('model.json', 'weights.bin'),
        small: emotionFiles('small.json', 'small.bin'),
      },
      load,
      true,
    ),
  };
  const [faces, emotion] = await Promise.all([warm(loading.faces), warm(loading.emotion)]);
  return { faces, emotion };
}

/**
 * The first run of each network compiles it: done before the first frame counts, and as soon as that network is there,
 * while the files of the others are still being read.
 */
async function warm<Network extends { warmUp(): Promise<void> }>(
  loading: Promise<Network>,
): Promise<Network> {
  const network = await loading;
  await network.warmUp();
  return network;
}

let isComplete = false;
/** Loads the large network, as soon as the first answer is given. */
function complete(): void {
  if (models === null || isComplete) return;
  isComplete = true;
  warm(models.emotion.complete().then(() => models!.emotion)).catch((error) => {
    console.error(error);
    send({ type: 'load-failed', message: messageOf(error) });
  });
}

async function emotionFile(name: string): Promise<Response> {
  const response = await fetch(`/models/emotion/${name}`).catch(() => null);
  if (!response?.ok) {
    throw new Error(WORDS.expressionMissing);
  }
  return response;
}

function pipelineOf(call: string): Pipeline {
  if (models === null) throw new Error(WORDS.notLoaded);
  let pipeline = pipelines.get(call);
  if (pipeline === undefined) {
    pipeline = createPipeline(
      call,
      models,
      now,
      undefined,
      () => baseline,
      () => policy,
    );
    pipelines.set(call, pipeline);
  }
  return pipeline;
}

async function handle(message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'load':
      await held;
      try {
        // Thrown outside of any promise, it ends the worker; the owner starts another one.
        const onLost = (): void => {
          setTimeout(() => {
            throw new Error('The graphics card was lost.');
          });
        };
        backend = await startBackend(message.backend, onLost);
        models = await loadModels(backend.load);
        send({ type: 'ready', backend: backend.name });
      } catch (error) {
        console.error(error);
        send({ type: 'load-failed', message: messageOf(error) });
      }
      return;
    case 'baseline':
      baseline = message.baseline;
      return;
    case 'reactions':
      policy = policyOf(message.reactions);
      return;
    case 'cancel':
      pipelines.get(message.call)?.cancel();
      return;
    case 'analyse': {
      const { request, call, frame, purpose } = message;
      try {
        send({ type: 'analysed', request, analysis: await pipelineOf(call).analyse(frame, purpose) });
        complete();
      } catch (error) {
        console.error(error);
        send({ type: 'request-failed', request, message: messageOf(error) });
      }
      return;
    }
    case 'figures':
      return send({
        type: 'figures',
        request: message.request,
        figures: { ...(backend?.figures() ?? { held: 0, bytes: 0 }), calls: pipelines.size },
      });
    case 'flush': {
      const spans = pipelines.get(message.call)?.flush() ?? [];
      if (message.end) pipelines.delete(message.call);
      send({ type: 'flushed', request: message.request, spans });
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

// Strictly one after the other: the networks are shared and track faces from frame to frame.
let turn: Promise<void> = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  turn = turn.then(() => handle(data)).catch((error) => console.error(error));
};
