/** `@vladmandic/face-api` (MIT): SSD MobileNet, 68 landmarks, an expression network for 112-pixel colour faces. */
import { readFile } from 'node:fs/promises';
import { fold, type NetworkLabel } from '../../../src/analysis/emotion/labels';
import * as tf from '../../../src/analysis/networks/tf';
import { countParams, type FaceClassifier } from '../classifier';
import { SIDE } from '../faces-data';
import { mainFace, type PhotoReader, rgbOf } from '../photo-views';
import { inOurOrder, loadPeer, peerFolder } from './package';

/** The network's outputs, in order. */
const LABELS: readonly NetworkLabel[] = [
  'neutral',
  'happiness',
  'sadness',
  'anger',
  'fear',
  'disgust',
  'surprise',
];
/** The package's own names for them. */
const NAMES = ['neutral', 'happy', 'sad', 'angry', 'fearful', 'disgusted', 'surprised'] as const;

interface Net {
  loadFromDisk(folder: string): Promise<void>;
}
interface Detected {
  readonly detection: { readonly box: { x: number; y: number; width: number; height: number } };
  readonly expressions: Readonly<Record<(typeof NAMES)[number], number>>;
}
interface FaceApi {
  readonly nets: {
    readonly tinyFaceDetector: Net;
    readonly ssdMobilenetv1: Net;
    readonly faceLandmark68Net: Net;
    readonly faceExpressionNet: Net & {
      forward(faces: tf.Tensor3D[]): Promise<tf.Tensor2D>;
      dispose(): void;
    };
  };
  readonly TinyFaceDetectorOptions: new () => object;
  readonly SsdMobilenetv1Options: new () => object;
  detectAllFaces(
    image: tf.Tensor3D,
    options: object,
  ): {
    withFaceLandmarks(): { withFaceExpressions(): PromiseLike<Detected[]> };
  };
}

async function load(nets: readonly (keyof FaceApi['nets'])[]): Promise<{ api: FaceApi; folder: string }> {
  const folder = peerFolder('@vladmandic/face-api');
  const api = await loadPeer<FaceApi>(`${folder}dist/face-api.node-wasm.js`);
  for (const net of nets) await api.nets[net].loadFromDisk(`${folder}model`);
  return { api, folder };
}

/** Its expression network alone; it scales and centres a face itself. Gray goes into all three channels. */
export async function loadFaceApiFaces(): Promise<FaceClassifier> {
  const { api, folder } = await load(['faceExpressionNet']);
  const net = api.nets.faceExpressionNet;
  const file = `${folder}model/face_expression_model`;
  const manifest = await readFile(`${file}-weights_manifest.json`, 'utf8');
  return {
    params: countParams(JSON.parse(manifest)),
    bytes: Buffer.byteLength(manifest) + (await readFile(`${file}.bin`)).length,
    async classify(faces) {
      const inputs = faces.map((face) =>
        tf.tidy(() => tf.tile(tf.tensor3d(Float32Array.from(face), [SIDE, SIDE, 1]), [1, 1, 3])),
      ) as tf.Tensor3D[];
      const output = await net.forward(inputs);
      try {
        const rows = await output.array();
        return rows.map((row) => inOurOrder(LABELS, row));
      } finally {
        tf.dispose([...inputs, output]);
      }
    },
    dispose: () => net.dispose(),
  };
}

/**
 * Its whole chain with its own defaults: detector, landmarks, aligned box, expression. Of its two detectors the fast
 * one, made for cameras, comes first; where it finds no face, the thorough one gets its turn.
 */
export async function loadFaceApiPhotos(): Promise<PhotoReader[]> {
  const { api } = await load([
    'tinyFaceDetector',
    'ssdMobilenetv1',
    'faceLandmark68Net',
    'faceExpressionNet',
  ]);
  const options = [new api.TinyFaceDetectorOptions(), new api.SsdMobilenetv1Options()];
  return options.map((detector) => async (view) => {
    const image = tf.tensor3d(rgbOf(view), [view.height, view.width, 3]);
    try {
      const faces = await api.detectAllFaces(image, detector).withFaceLandmarks().withFaceExpressions();
      const face = mainFace(faces, (found) => found.detection.box, view);
      if (face === null) return null;
      const values = NAMES.map((name) => face.expressions[name]);
      return fold(inOurOrder(LABELS, values));
    } finally {
      image.dispose();
    }
  });
}
