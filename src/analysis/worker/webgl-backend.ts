/** TensorFlow.js on the graphics card. A file of its own, loaded only where the user chose it. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl';
import * as tf from '../networks/tf';
import { loadWithTf } from '../networks/tf-network';
import type { Backend } from './backend';

/** @returns null if there is no WebGL 2 */
export async function startWebgl(onLost: () => void): Promise<Backend | null> {
  try {
    if (!(await tf.setBackend('webgl'))) return null;
    await tf.ready();
  } catch {
    return null;
  }
  const { canvas } = (tf.backend() as MathBackendWebGL).gpgpu.gl;
  canvas.addEventListener('webglcontextlost', onLost, { once: true });
  return { name: 'webgl', load: loadWithTf, figures };
}

function figures() {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
