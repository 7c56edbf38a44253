/**
 * Collects the nodes and weights of a tfjs graph model and writes its two files: the JSON (topology, signature,
 * weights manifest) and the binary with all weights in the manifest's order. The topology is a TensorFlow GraphDef
 * in protobuf's JSON form: int64 as strings, bytes as base64.
 */
export class GraphBuilder {
  #nodes = [];
  #weights = [];
  #chunks = [];

  /** The graph's input. */
  placeholder(name, shape) {
    this.#nodes.push({
      name,
      op: 'Placeholder',
      attr: { dtype: type('DT_FLOAT'), shape: { shape: dims(shape) } },
    });
    return name;
  }

  /** A weight that is stored as float16 (half the download) and becomes float32 when tfjs loads it. */
  float16(name, shape, bytes) {
    const quantization = { dtype: 'float16', original_dtype: 'float32' };
    this.#weights.push({ name, shape, dtype: 'float32', quantization });
    return this.#constant(name, shape, 'DT_FLOAT', bytes);
  }

  /** A small constant such as a shape or an axis. */
  int32(name, shape, values) {
    const bytes = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) bytes.writeInt32LE(value, i * 4);
    this.#weights.push({ name, shape, dtype: 'int32' });
    return this.#constant(name, shape, 'DT_INT32', bytes);
  }

  /** An operation on earlier nodes; the answer is its name. */
  operation(name, op, input, attr = {}) {
    this.#nodes.push({ name, op, input, attr: { T: type('DT_FLOAT'), ...attr } });
    return name;
  }

  /**
   * The finished model. `inputs` and `outputs` map the signature's names to `{ node, shape }`; a caller of
   * `GraphModel.execute` may use either name.
   *
   * @param {{ binary: string, inputs: object, outputs: object }} parts `binary`: name of the file with the weights
   * @returns {{ json: object, binary: Buffer }}
   */
  build({ binary, inputs, outputs }) {
    const json = {
      format: 'graph-model',
      generatedBy: 'TFLite',
      convertedBy: 'EmojiGen scripts/models.mjs',
      signature: { inputs: signature(inputs), outputs: signature(outputs) },
      modelTopology: { node: this.#nodes, library: {}, versions: { producer: 1 } },
      weightsManifest: [{ paths: [binary], weights: this.#weights }],
    };
    return { json, binary: Buffer.concat(this.#chunks) };
  }

  #constant(name, shape, dtype, bytes) {
    const tensor = { dtype, tensorShape: dims(shape) };
    this.#nodes.push({ name, op: 'Const', attr: { dtype: type(dtype), value: { tensor } } });
    this.#chunks.push(bytes);
    return name;
  }
}

/** Attribute values of a GraphDef. */
export const type = (name) => ({ type: name });
export const int = (value) => ({ i: String(value) });
export const ints = (values) => ({ list: { i: values.map(String) } });
export const string = (value) => ({ s: base64(value) });
export const strings = (values) => ({ list: { s: values.map(base64) } });

const base64 = (text) => Buffer.from(text).toString('base64');
const dims = (shape) => ({ dim: shape.map((size) => ({ size: String(size) })) });

function signature(entries) {
  const info = ({ node, shape }) => ({ name: `${node}:0`, dtype: 'DT_FLOAT', tensorShape: dims(shape) });
  return Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, info(entry)]));
}
