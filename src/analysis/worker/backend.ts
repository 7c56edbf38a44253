import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import * as tf from '../networks/tf';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendChoice } from '../../shared/settings/schema';
import { WORDS } from '../../shared/words/inference';
import type { MemoryFigures } from './messages';

/** Software renderers, on which the wasm backend is five to twenty times faster. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether WebGL 2 runs on a graphics card here. */
export function hasRealGpu(): boolean {
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

/**
 * Starts the first backend that works.
 * @param wasmFiles addresses of the wasm files, or the folder they are in (ending in a slash)
 * @param onLost the graphics card is gone: everything must be loaded again
 * @throws Error in plain words if none does
 */
export async function startBackend(
  choice: BackendChoice,
  wasmFiles: Parameters<typeof setWasmPaths>[0],
  onLost: () => void = () => {},
): Promise<string> {
  setWasmPaths(wasmFiles);
  // With threads the backend starts blob workers, which the content security policy forbids, and hangs for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  for (const name of backendOrder(choice, hasRealGpu())) {
    try {
      if (await tf.setBackend(name)) {
        await tf.ready();
        if (name === 'webgl') watchContext(onLost);
        return name;
      }
    } catch {
      // The next one.
    }
  }
  throw new Error(WORDS.noBackend);
}

function watchContext(onLost: () => void): void {
  const { canvas } = (tf.backend() as MathBackendWebGL).gpgpu.gl;
  canvas.addEventListener('webglcontextlost', onLost, { once: true });
}

/** Memory that the networks hold between two frames. */
export function memoryFigures(): MemoryFigures {
  const { numTensors, numBytes } = tf.memory();
  return { tensors: numTensors, bytes: numBytes };
}
