/** What the networks run on: our own engine, or TensorFlow.js on the graphics card. */
import type { BackendChoice } from '../../shared/settings/schema';
import { WORDS } from '../../shared/words/inference';
import { hasEngine, loadWithEngine } from '../networks/engine';
import type { LoadNetwork } from '../networks/network';
import type { NetworkMemory } from './messages';

export interface Backend {
  readonly name: 'wasm' | 'webgl';
  readonly load: LoadNetwork;
  /** Memory that the networks hold between two frames. */
  figures(): NetworkMemory;
}

/**
 * Starts the engine, unless the user chose the graphics card and there is one: only then the package TensorFlow.js is loaded.
 * @param onLost the graphics card is gone: everything must be loaded again
 * @throws Error in plain words if nothing works
 */
export async function startBackend(choice: BackendChoice, onLost: () => void = () => {}): Promise<Backend> {
  if (choice !== 'webgl' && hasEngine()) return engineBackend();
  const { startWebgl } = await import('./webgl-backend');
  const webgl = await startWebgl(onLost);
  if (webgl) return webgl;
  if (hasEngine()) return engineBackend();
  throw new Error(WORDS.noBackend);
}

function engineBackend(): Backend {
  let held = 0;
  let bytes = 0;
  return {
    name: 'wasm',
    async load(...parameters) {
      const network = await loadWithEngine(...parameters);
      held += 1;
      bytes += network.bytes ?? 0;
      return {
        ...network,
        dispose() {
          held -= 1;
          bytes -= network.bytes ?? 0;
          network.dispose();
        },
      };
    },
    figures: () => ({ held, bytes }),
  };
}
