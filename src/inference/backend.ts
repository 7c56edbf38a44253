import * as tf from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgl';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendChoice } from '../settings/schema';

/** Renderers that draw on the processor: there the wasm backend is five to twenty times faster. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Whether a graphics card stands behind WebGL 2 here. */
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
 * @throws Error in plain words where none does
 */
export async function startBackend(
  choice: BackendChoice,
  wasmFiles: Parameters<typeof setWasmPaths>[0],
): Promise<string> {
  setWasmPaths(wasmFiles);
  // With threads the backend starts blob workers, which the content security policy forbids, and hangs for ever.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  for (const name of backendOrder(choice, hasRealGpu())) {
    try {
      if (await tf.setBackend(name)) {
        await tf.ready();
        return name;
      }
    } catch {
      // The next one.
    }
  }
  throw new Error(
    'Neither WebAssembly nor WebGL works in this browser, so expressions cannot be recognised.',
  );
}

/** Whether the graphics card was taken away (driver reset, crash): all it computes from then on is wrong. */
export function isContextLost(): boolean {
  return tf.getBackend() === 'webgl' && (tf.backend() as MathBackendWebGL).gpgpu.gl.isContextLost();
}
