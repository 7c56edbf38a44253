/** A network's graph and weights, as the two files of a tfjs graph model hold them. Pure. */

export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

interface Attributes {
  /** Integers of a list; empty where there is none. */
  ints(name: string): readonly number[];
  text(name: string): string;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
}

export interface Weight {
  readonly shape: readonly number[];
  /** Unpacked from the file each time they are asked for: all of them at once would take twice the memory of the file. */
  readonly values: ArrayLike<number>;
}

export interface NetworkGraph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  /** Emptied when they are planned. */
  readonly weights: Map<string, Weight>;
  /** Name and shape of the input; the first size, that of the batch, is -1 or 1. */
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  /** Names that callers may use for nodes. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** The network is not such a graph, is damaged, or has an operation that nothing here computes. */
export class UnsupportedNetwork extends Error {}

export function refuse(reason: string): never {
  throw new UnsupportedNetwork(`${reason}.`);
}

interface Value {
  readonly s?: string;
  readonly b?: boolean;
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] };
  readonly shape?: { readonly dim?: readonly { readonly size: string }[] };
}
interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale?: number; readonly min?: number };
}
/** What is read of the JSON file. */
interface ModelFile {
  readonly modelTopology: {
    readonly node: readonly {
      readonly name: string;
      readonly op: string;
      readonly input?: readonly string[];
      readonly attr?: Readonly<Record<string, Value>>;
    }[];
  };
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
  readonly signature?: { readonly outputs?: Readonly<Record<string, { readonly name: string }>> };
}

/** @throws UnsupportedNetwork, also on a file that holds no network */
export function readGraph(file: unknown, data: ArrayBuffer): NetworkGraph {
  try {
    return graphOf(file as ModelFile, data);
  } catch (cause) {
    if (cause instanceof UnsupportedNetwork) throw cause;
    throw new UnsupportedNetwork('The file does not hold a network.', { cause });
  }
}

function graphOf({ modelTopology, weightsManifest, signature }: ModelFile, data: ArrayBuffer): NetworkGraph {
  const nodes = new Map<string, GraphNode>();
  let input: NetworkGraph['input'] | null = null;
  for (const { name, op, input: inputs = [], attr = {} } of modelTopology.node) {
    nodes.set(name, { name, op, inputs: inputs.map(plainName), attributes: attributesOf(attr) });
    if (op === 'Placeholder')
      input = { name, shape: attr.shape?.shape?.dim?.map(({ size }) => Number(size)) ?? [] };
  }
  if (input === null) throw new UnsupportedNetwork('The network has no input.');
  const outputs = new Map(
    Object.entries(signature?.outputs ?? {}).map(([name, { name: node }]) => [name, plainName(node)]),
  );
  const entries = weightsManifest.flatMap(({ weights }) => weights);
  return { nodes, weights: readWeights(entries, data), input, outputs };
}

/** Without the number of the operation's result, which is always the first. */
const plainName = (name: string): string => name.replace(/:0$/, '');

function attributesOf(attr: Readonly<Record<string, Value>>): Attributes {
  return {
    ints: (name) => (attr[name]?.list?.i ?? []).map(Number),
    text: (name) => atob(attr[name]?.s ?? ''),
    texts: (name) => (attr[name]?.list?.s ?? []).map((text) => atob(text)),
    flag: (name) => attr[name]?.b === true,
  };
}

const BYTES: Readonly<Record<string, number>> = { float32: 4, int32: 4, float16: 2, uint8: 1, uint16: 2 };

function readWeights(entries: readonly WeightEntry[], data: ArrayBuffer): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  let offset = 0;
  for (const { name, shape, dtype, quantization } of entries) {
    const count = shape.reduce((product, size) => product * size, 1);
    const stored = quantization?.dtype ?? dtype;
    const size = BYTES[stored];
    if (size === undefined) throw new UnsupportedNetwork(`A weight has the type ${stored}.`);
    const [start, end] = [offset, offset + count * size];
    if (end > data.byteLength) throw new UnsupportedNetwork('Weights are missing.');
    offset = end;
    const { scale = 1, min = 0 } = quantization ?? {};
    weights.set(name, {
      shape,
      get values() {
        // A copy: what follows an odd number of bytes lies at an odd place.
        return numbersOf(stored, data.slice(start, end), scale, min);
      },
    });
  }
  return weights;
}

function numbersOf(stored: string, bytes: ArrayBuffer, scale: number, min: number): ArrayLike<number> {
  if (stored === 'float32') return new Float32Array(bytes);
  if (stored === 'int32') return new Int32Array(bytes);
  if (stored === 'float16') return floatsOf(new Uint16Array(bytes));
  const levels = stored === 'uint8' ? new Uint8Array(bytes) : new Uint16Array(bytes);
  const values = new Float32Array(levels.length);
  for (let i = 0; i < levels.length; i++) values[i] = levels[i]! * scale + min;
  return values;
}

/** Numbers of 16 bits (IEEE 754 binary16), by moving their bits to where those of 32 bits have them. */
function floatsOf(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  const values = new Float32Array(bits.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    const size = half & 0x7fff;
    // The exponent begins at 112 less; those near zero have none, those that are no numbers have all of it.
    if (size >= 0x0400) bits[i] = (size << 13) + (size >= 0x7c00 ? 224 << 23 : 112 << 23);
    else values[i] = size * 2 ** -24;
    if (half & 0x8000) bits[i]! |= 0x80000000;
  }
  return values;
}
