/** Turns a TFLite graph into a tfjs graph, operator by operator, in the order in which the file runs them. */
import { FlatbufferError } from './flatbuffer.mjs';
import { GraphBuilder } from './graph-builder.mjs';
import { CONVERTERS } from './operators.mjs';
import { at, OPERATOR, readTflite, TfliteError, TYPE } from './tflite.mjs';

/**
 * @typedef {object} Converted
 * @property {GraphBuilder} graph for the caller to add outputs to and build
 * @property {{ node: string, shape: number[] }} input
 * @property {{ node: string, shape: number[] }[]} outputs in the file's order
 */

/**
 * @param {Buffer} file a TFLite file with float16 weights
 * @returns {Converted}
 * @throws {TfliteError} where the file is damaged or uses what is not supported
 */
export function convert(file) {
  try {
    return convertGraph(readTflite(file));
  } catch (error) {
    if (error instanceof FlatbufferError) throw new TfliteError(`it is damaged: ${error.message}`);
    throw error;
  }
}

function convertGraph({ tensors, inputs, outputs, operations }) {
  const graph = new GraphBuilder();
  /** Tensor index -> name of the node that computes it. */
  const nodes = new Map();
  /** Tensor index -> constant tensor. */
  const constants = new Map([...tensors.entries()].filter(([, tensor]) => tensor.data !== null));

  const input = at(inputs, 0);
  nodes.set(input, graph.placeholder('input', at(tensors, input).shape));
  for (const [i, operation] of operations.entries()) {
    const output = at(operation.outputs, 0);
    if (operation.code === OPERATOR.dequantize) {
      // Weights are stored as float16 and widened by the graph itself; tfjs widens them when it loads them.
      constants.set(output, lookup(constants, at(operation.inputs, 0), tensors));
      continue;
    }
    const converter = CONVERTERS[operation.code];
    if (!converter) throw new TfliteError(`operator ${operation.code} is not supported`);
    nodes.set(output, converter(callOf({ graph, tensors, nodes, constants, operation }), `op${i}`));
  }
  const describe = (index) => ({ node: lookup(nodes, index, tensors), shape: at(tensors, index).shape });
  return { graph, input: describe(input), outputs: outputs.map(describe) };
}

/** What an operator's converter may ask for; see operators.mjs. */
function callOf({ graph, tensors, nodes, constants, operation }) {
  const constant = (i, type) => {
    const tensor = lookup(constants, at(operation.inputs, i), tensors);
    if (tensor.type !== type)
      throw new TfliteError(`${tensor.name} has type ${tensor.type} instead of ${type}`);
    return tensor;
  };
  const node = (i) => lookup(nodes, at(operation.inputs, i), tensors);
  return {
    graph,
    resultShape: at(tensors, at(operation.outputs, 0)).shape,
    /** Name of the node that gives input `i`. */
    node,
    nodes: () => operation.inputs.map((_, i) => node(i)),
    /** Input `i` as a constant with float16 data. */
    float16: (i) => constant(i, TYPE.float16),
    int32s: (i) => {
      const { shape, data } = constant(i, TYPE.int32);
      return { shape, values: Array.from({ length: data.length / 4 }, (_, k) => data.readInt32LE(4 * k)) };
    },
    /** An int32 field of the operator's options, and one that is a byte (enums). */
    option: (field, fallback = 0) => operation.options?.int32(field, fallback) ?? fallback,
    smallOption: (field) => operation.options?.int8(field) ?? 0,
  };
}

function lookup(map, index, tensors) {
  const found = map.get(index);
  if (found !== undefined) return found;
  throw new TfliteError(`${at(tensors, index).name || `tensor ${index}`} is used before it is known`);
}
