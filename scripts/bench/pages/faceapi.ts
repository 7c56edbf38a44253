/** `@vladmandic/face-api` with the fast one of its detectors, 68 landmarks and expressions, as it is used for cameras. */
import * as faceapi from '@vladmandic/face-api';
import { offer, strongest } from './contender';

/** What its types leave out of the TensorFlow.js inside it. */
interface Tf {
  setWasmPaths(folder: string): void;
  env(): { set(flag: string, value: boolean): void };
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  memory(): { numTensors: number };
}
const tf = (faceapi as unknown as { tf: Tf }).tf;

offer({
  async load(backend) {
    tf.setWasmPaths('/faceapi/wasm/');
    await tf.setBackend(backend);
    await tf.ready();
    if (tf.getBackend() !== backend) throw new Error(`${backend} did not start`);
    const { tinyFaceDetector, faceLandmark68Net, faceExpressionNet } = faceapi.nets;
    for (const net of [tinyFaceDetector, faceLandmark68Net, faceExpressionNet]) {
      await net.loadFromUri('/faceapi/models');
    }
  },
  async analyse(canvas) {
    const faces = await faceapi
      .detectAllFaces(canvas, new faceapi.TinyFaceDetectorOptions())
      .withFaceLandmarks()
      .withFaceExpressions();
    const scores = faces[0]?.expressions as unknown as Record<string, number> | undefined;
    return { faces: faces.length, expression: scores ? strongest({ ...scores }) : null };
  },
  tensors: () => tf.memory().numTensors,
});
