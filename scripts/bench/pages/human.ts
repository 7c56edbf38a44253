/**
 * `@vladmandic/human` with face, mesh and emotion, and nothing else. Its settings are its own, with two exceptions: no
 * picture filters, and an expression for every frame (as it ships it repeats the last one for 1.5 seconds).
 */
import { Human } from '@vladmandic/human';
import { offer, strongest } from './contender';
import type { Stages } from './stages';

let human: Human;

offer({
  async load(backend) {
    const off = { enabled: false };
    human = new Human({
      backend: backend as 'wasm',
      modelBasePath: '/human/models/',
      wasmPath: '/human/wasm/',
      debug: false,
      filter: off,
      face: { iris: off, description: off, emotion: { minConfidence: 0, skipFrames: 0, skipTime: 0 } },
      body: off,
      hand: off,
      gesture: off,
      object: off,
      segmentation: off,
    });
    await human.load();
    const started = human.tf.getBackend();
    if (started !== backend) throw new Error(`${backend} did not start, but ${started}`);
  },
  async analyse(canvas) {
    const { face: faces, error, performance: told } = await human.detect(canvas);
    if (error) throw new Error(error);
    const scores = Object.fromEntries(
      (faces[0]?.emotion ?? []).map(({ emotion, score }) => [emotion, score]),
    );
    return { faces: faces.length, expression: strongest(scores), stages: stagesOf(told) };
  },
  tensors: () => human.tf.memory().numTensors,
});

/** What Human tells of a frame, in whole milliseconds: its networks run beside each other, so it has one time for all. */
function stagesOf({ total = 0, inputProcess = 0 }: Readonly<Record<string, number>>): Stages {
  return { picture: inputProcess, 'detect, mesh and expression': total - inputProcess };
}
