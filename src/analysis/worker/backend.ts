/** What the networks run on: our own engine, or TensorFlow.js where it is chosen or the engine cannot run. */
import type { BackendChoice } from '../../shared/settings/schema';
import { WORDS } from '../../shared/words/inference';
import { hasEngine, loadWithEngine } from '../networks/engine';
import type { LoadNetwork } from '../networks/network';
import type { MemoryFigures } from './messages';

export interface Backend {
  readonly name: 'wasm' | 'webgl';
  readonly load: LoadNetwork;
  /** Memory that the networks hold between two frames. */
  figures(): MemoryFigures;
}

/**
 * Starts the first backend that works: the engine (WebAssembly with SIMD) unless the user chose the graphics card; the
 * package TensorFlow.js is loaded only where it is needed.
 * @param wasmFiles addresses of TensorFlow.js's wasm files
 * @param onLost the graphics card is gone: everything must be loaded again
 * @throws Error in plain words if none does
 */
export async function startBackend(
  choice: BackendChoice,
  wasmFiles: Readonly<Record<string, string>>,
  onLost: () => void = () => {},
): Promise<Backend> {
  if (choice !== 'webgl' && hasEngine()) return engineBackend();
  const { startTf } = await import('./tf-backend');
  const started = await startTf(choice, wasmFiles, onLost);
  if (started?.name !== 'webgl' && hasEngine()) return engineBackend();
  if (started) return started;
  throw new Error(WORDS.noBackend);
}

function engineBackend(): Backend {
  let bytes = 0;
  return {
    name: 'wasm',
    async load(...parameters) {
      const network = await loadWithEngine(...parameters);
      bytes += network.bytes ?? 0;
      return {
        ...network,
        dispose() {
          bytes -= network.bytes ?? 0;
          network.dispose();
        },
      };
    },
    figures: () => ({ tensors: 0, bytes }),
  };
}
