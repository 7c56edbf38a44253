/** `@vladmandic/human` (MIT): BlazeFace, face mesh, oarriaga's network for 64-pixel gray faces. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fold, type NetworkLabel } from '../../../src/analysis/emotion/labels';
import * as tf from '../../../src/analysis/networks/tf';
import { countParams, type FaceClassifier, type WeightGroup } from '../classifier';
import { SIDE } from '../faces-data';
import { mainFace, type PhotoReader, rgbOf } from '../photo-views';
import { inOurOrder, loadPeer, peerFolder, readBytes } from './package';

const INPUT = 64;
/** The network's outputs, in order. */
const LABELS: readonly NetworkLabel[] = [
  'anger',
  'disgust',
  'fear',
  'happiness',
  'sadness',
  'surprise',
  'neutral',
];
/** The package's own names for them. */
const NAMES = ['angry', 'disgust', 'fear', 'happy', 'sad', 'surprise', 'neutral'] as const;

interface Found {
  /** Left, top, width, height in pixels. */
  readonly box: readonly [number, number, number, number];
  readonly emotion?: readonly { readonly emotion: string; readonly score: number }[];
}
interface Human {
  readonly tf: typeof tf;
  load(): Promise<void>;
  detect(image: tf.Tensor3D): Promise<{ readonly face: readonly Found[]; readonly error: string | null }>;
}
interface HumanPackage {
  readonly Human: new (config: object) => Human;
}

const build = (): Promise<HumanPackage> =>
  loadPeer(`${peerFolder('@vladmandic/human')}dist/human.node-wasm.js`);

async function artifacts(json: string): Promise<tf.io.ModelArtifacts> {
  const model = JSON.parse(await readFile(json, 'utf8')) as tf.io.ModelJSON;
  return {
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: await readBytes(json.replace(/json$/, 'bin')),
    ...(model.signature ? { signature: model.signature } : {}),
    ...(model.userDefinedMetadata ? { userDefinedMetadata: model.userDefinedMetadata } : {}),
  };
}

/** Its expression network alone, fed as the package does: enlarged to 64 px, gray from -1 to 1. */
export async function loadHumanFaces(): Promise<FaceClassifier> {
  const file = `${peerFolder('@vladmandic/human')}models/emotion`;
  await build();
  const graph = await readFile(`${file}.json`, 'utf8');
  const { weightsManifest } = JSON.parse(graph) as { weightsManifest: WeightGroup[] };
  const files = await artifacts(`${file}.json`);
  const network = await tf.loadGraphModel(tf.io.fromMemory(files));
  return {
    params: countParams(weightsManifest),
    bytes: Buffer.byteLength(graph) + (await readBytes(`${file}.bin`)).byteLength,
    async classify(faces) {
      const pixels = new Float32Array(faces.length * SIDE * SIDE);
      faces.forEach((face, i) => {
        pixels.set(face, i * SIDE * SIDE);
      });
      const output = tf.tidy(() => {
        const gray = tf.sub<tf.Tensor4D>(
          tf.div(tf.tensor4d(pixels, [faces.length, SIDE, SIDE, 1]), 127.5),
          1,
        );
        return network.execute(tf.image.resizeBilinear(gray, [INPUT, INPUT])) as tf.Tensor2D;
      });
      try {
        const rows = await output.array();
        return rows.map((row) => inOurOrder(LABELS, row));
      } finally {
        output.dispose();
      }
    },
    dispose: () => network.dispose(),
  };
}

/** Its whole chain as it ships, without what has no part in expressions (body, hands, gestures, age). */
export async function loadHumanPhotos(): Promise<PhotoReader[]> {
  const folder = peerFolder('@vladmandic/human');
  const { Human } = await build();
  const off = { enabled: false };
  const human = new Human({
    backend: 'wasm',
    modelBasePath: 'file://models/',
    wasmPath: `${peerFolder('@tensorflow/tfjs-backend-wasm')}dist/`,
    // Every photograph is judged by itself: nothing is kept from the one before.
    cacheSensitivity: 0,
    skipAllowed: false,
    debug: false,
    // As many faces as we look at: the largest in the middle is judged.
    face: {
      detector: { maxDetected: 4 },
      emotion: { minConfidence: 0 },
      description: off,
      iris: { enabled: true },
    },
    body: off,
    hand: off,
    gesture: off,
    object: off,
    segmentation: off,
  });
  // The files lie beside the package; without this it would ask for them over the network.
  human.tf.io.registerLoadRouter((url) =>
    typeof url === 'string' && url.startsWith('file://')
      ? { load: () => artifacts(`${folder}models/${basename(url)}`) }
      : null!,
  );
  await human.load();
  const read: PhotoReader = async (view) => {
    const image = tf.tensor3d(rgbOf(view), [view.height, view.width, 3]);
    try {
      const { face: faces, error } = await human.detect(image);
      if (error) throw new Error(`The package human reports: ${error}`);
      const face = mainFace(faces, ({ box: [x, y, width, height] }) => ({ x, y, width, height }), view);
      if (!face?.emotion?.length) return null;
      const scores = NAMES.map((name) => face.emotion!.find(({ emotion }) => emotion === name)?.score ?? 0);
      return fold(inOurOrder(LABELS, scores));
    } finally {
      image.dispose();
    }
  };
  return [read];
}
