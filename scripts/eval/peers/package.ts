/** Other browser packages for expressions (devDependencies), measured beside ours in the same Node process. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import type * as core from '@tensorflow/tfjs-core';
import { NETWORK_LABELS, type NetworkLabel } from '../../../src/analysis/emotion/labels';
import { inRepository, startBackend } from '../models';
import { UsageError } from '../usage-error';

/** A package's folder, with a slash at its end. */
export function peerFolder(name: string): string {
  const folder = inRepository(`node_modules/${name}/`);
  if (!existsSync(folder)) throw new UsageError(`The package ${name} is missing: run \`npm install\`.`);
  return folder;
}

/** What a peer asks for -> what it gets: the parts of TensorFlow.js that run networks are all that is installed. */
const INSTEAD: Readonly<Record<string, string>> = { '@tensorflow/tfjs': '@tensorflow/tfjs-core' };

/** Loads a package's build for Node with WebAssembly, which its `exports` do not name, and starts the backend. */
export async function loadPeer<T>(file: string): Promise<T> {
  const require = createRequire(file);
  const loaded: { exports: unknown } = { exports: {} };
  const names = ['require', 'module', 'exports', '__filename', '__dirname'];
  const body = compileFunction(await readFile(file, 'utf8'), names, { filename: file });
  const given = (name: string): unknown => require(INSTEAD[name] ?? name);
  body(given, loaded, loaded.exports, file, dirname(file));
  await startBackend();
  addMethods(require('@tensorflow/tfjs-core') as typeof core);
  return loaded.exports as T;
}

/** Peers call operations as methods of tensors, which only the whole TensorFlow.js adds. */
function addMethods(tf: typeof core): void {
  const methods = tf.Tensor.prototype as unknown as Record<string, unknown>;
  for (const [name, operation] of Object.entries(tf)) {
    if (typeof operation !== 'function' || name in methods || /^[A-Z]/.test(name)) continue;
    methods[name] = function method(this: core.Tensor, ...rest: unknown[]) {
      return (operation as (...all: unknown[]) => unknown)(this, ...rest);
    };
  }
  for (const rank of [1, 2, 3, 4])
    methods[`as${rank}D`] = function as(this: core.Tensor, ...shape: number[]) {
      return tf.reshape(this, rank === 1 ? [this.size] : shape);
    };
  methods.toFloat = function toFloat(this: core.Tensor) {
    return tf.cast(this, 'float32');
  };
  methods.toInt = function toInt(this: core.Tensor) {
    return tf.cast(this, 'int32');
  };
}

export const readBytes = async (path: string): Promise<ArrayBuffer> => {
  const data = await readFile(path);
  return data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer;
};

/** Seven probabilities in a peer's order -> eight in ours. No peer knows contempt. */
export function inOurOrder(order: readonly NetworkLabel[], values: ArrayLike<number>): Float64Array {
  return Float64Array.from(NETWORK_LABELS, (label) => values[order.indexOf(label)] ?? 0);
}
