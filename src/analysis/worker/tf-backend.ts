/** TensorFlow.js on the graphics card, or on processors without SIMD. A file of its own, loaded only where it is needed. */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendChoice } from '../../shared/settings/schema';
import * as tf from '../networks/tf';
import { loadWithTf } from '../networks/tf-network';
import type { Backend } from './backend';

/** Software renderers, on which wasm is five to twenty times faster. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL 2 runs on a graphics card here. */
function hasRealGpu(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) return false;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return !SOFTWARE.test(renderer);
}

/** The backends to try, best first. */
export function backendOrder(choice: BackendChoice, realGpu: boolean): readonly ('webgl' | 'wasm')[] {
  if (choice === 'auto') return realGpu ? ['webgl', 'wasm'] : ['wasm', 'webgl'];
  return choice === 'webgl' ? ['webgl', 'wasm'] : ['wasm', 'webgl'];
}

/** The first backend that works; null if none does. Parameters as those of `startBackend`. */
export async function startTf(
  choice: BackendChoice,
  wasmFiles: Readonly<Record<string, string>>,
  onLost: () => void,
): Promise<Backend | null> {
  setWasmPaths(wasmFiles);
  // With threads the backend starts blob workers, which the content security policy forbids, and hangs for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // Where there is SIMD, the engine runs instead.
  tf.env().set('WASM_HAS_SIMD_SUPPORT', false);
  for (const name of backendOrder(choice, hasRealGpu())) {
    try {
      if (await tf.setBackend(name)) {
        await tf.ready();
        if (name === 'webgl') watchContext(onLost);
        return { name, load: loadWithTf, figures };
      }
    } catch {
      // The next one.
    }
  }
  return null;
}

function watchContext(onLost: () => void): void {
  const { canvas } = (tf.backend() as MathBackendWebGL).gpgpu.gl;
  canvas.addEventListener('webglcontextlost', onLost, { once: true });
}

function figures() {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
