/** Other browser packages for expressions (devDependencies), measured beside ours in the same Node process. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { NETWORK_LABELS, type NetworkLabel } from '../../../src/analysis/emotion/labels';
import { inRepository, startBackend } from '../models';
import { UsageError } from '../usage-error';

/** A package's folder, with a slash at its end. */
export function peerFolder(name: string): string {
  const folder = inRepository(`node_modules/${name}/`);
  if (!existsSync(folder)) throw new UsageError(`The package ${name} is missing: run \`npm install\`.`);
  return folder;
}

/** Loads a package's build for Node with WebAssembly, which its `exports` do not name, and starts the backend. */
export async function loadPeer<T>(file: string): Promise<T> {
  const peer = createRequire(import.meta.url)(file) as T;
  await startBackend();
  return peer;
}

export const readBytes = async (path: string): Promise<ArrayBuffer> => {
  const data = await readFile(path);
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer;
};

/** Seven probabilities in a peer's order -> eight in ours. No peer knows contempt. */
export function inOurOrder(order: readonly NetworkLabel[], values: ArrayLike<number>): Float64Array {
  return Float64Array.from(NETWORK_LABELS, (label) => values[order.indexOf(label)] ?? 0);
}
