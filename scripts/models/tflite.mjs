/**
 * Reads the parts of a TFLite file that inference needs. Field numbers and enum values are those of the TFLite
 * schema, version 3 (`tensorflow/compiler/mlir/lite/schema/schema.fbs`).
 */
import { FlatbufferError, Table } from './flatbuffer.mjs';

/** The file cannot be read, or has something in it that cannot be converted. */
export class TfliteError extends Error {}

/** `TensorType` in the schema. */
export const TYPE = { float32: 0, float16: 1, int32: 2 };

/** `BuiltinOperator` in the schema: those that the two face networks are made of. */
export const OPERATOR = {
  add: 0,
  concatenation: 2,
  conv2d: 3,
  depthwiseConv2d: 4,
  dequantize: 6,
  maxPool2d: 17,
  relu: 19,
  reshape: 22,
  pad: 34,
  prelu: 54,
};

/** Bytes of one item of a tensor. */
const ITEM_SIZE = { [TYPE.float32]: 4, [TYPE.float16]: 2, [TYPE.int32]: 4 };

/** Numbers of the fields in the schema's tables. */
const MODEL = { operatorCodes: 1, subgraphs: 2, buffers: 4 };
const OPERATOR_CODE = { deprecatedCode: 0, code: 3 };
const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3 };
const TENSOR = { shape: 0, type: 1, buffer: 2, name: 3 };
const OPERATION = { code: 0, inputs: 1, outputs: 2, options: 4 };
const BUFFER = { data: 0 };

/**
 * @typedef {object} Tensor
 * @property {string} name
 * @property {number[]} shape
 * @property {number} type one of TYPE
 * @property {Buffer | null} data little-endian; null where it is computed at run time
 *
 * @typedef {object} Operation
 * @property {number} code one of OPERATOR, or another number of the schema
 * @property {number[]} inputs indices of tensors
 * @property {number[]} outputs indices of tensors
 * @property {Table | null} options the operator's own table
 *
 * @typedef {{ tensors: Tensor[], inputs: number[], outputs: number[], operations: Operation[] }} TfliteGraph
 */

/**
 * The first (and in practice only) subgraph of a TFLite file, in the order in which it runs.
 *
 * @param {Buffer} file
 * @returns {TfliteGraph}
 * @throws {TfliteError} where the file is cut off, altered or something else
 */
export function readTflite(file) {
  if (file.toString('latin1', 4, 8) !== 'TFL3') throw new TfliteError('it is not a TFLite file');
  try {
    const model = Table.root(file);
    const codes = model.tables(MODEL.operatorCodes).map(operatorCode);
    const buffers = model.tables(MODEL.buffers).map((buffer) => buffer.bytes(BUFFER.data));
    const graph = at(model.tables(MODEL.subgraphs), 0);
    const tensors = graph.tables(SUBGRAPH.tensors).map((table) => readTensor(table, buffers));
    const operations = graph.tables(SUBGRAPH.operators).map((table) => ({
      code: at(codes, table.int32(OPERATION.code)),
      inputs: table.int32s(OPERATION.inputs),
      outputs: table.int32s(OPERATION.outputs),
      options: table.table(OPERATION.options),
    }));
    return {
      tensors,
      inputs: graph.int32s(SUBGRAPH.inputs),
      outputs: graph.int32s(SUBGRAPH.outputs),
      operations,
    };
  } catch (error) {
    if (error instanceof FlatbufferError) throw new TfliteError(`it is damaged: ${error.message}`);
    throw error;
  }
}

/** The item at `index`; an index out of range means a damaged file. */
export function at(list, index) {
  const item = list[index];
  if (item === undefined)
    throw new TfliteError(`it is damaged: entry ${index} of ${list.length} is referred to`);
  return item;
}

/** Codes up to 127 stood in a byte once; newer files fill both fields, and the greater one is right. */
function operatorCode(table) {
  return Math.max(table.int8(OPERATOR_CODE.deprecatedCode), table.int32(OPERATOR_CODE.code));
}

function readTensor(table, buffers) {
  const tensor = {
    name: table.string(TENSOR.name),
    shape: table.int32s(TENSOR.shape),
    type: table.int8(TENSOR.type),
  };
  const data = at(buffers, table.int32(TENSOR.buffer));
  if (data.length === 0) return { ...tensor, data: null };
  const expected = tensor.shape.reduce((product, size) => product * size, 1) * ITEM_SIZE[tensor.type];
  if (data.length !== expected || tensor.shape.some((size) => size < 1)) {
    throw new TfliteError(
      `it is damaged: ${tensor.name} has ${data.length} bytes for the shape [${tensor.shape}]`,
    );
  }
  return { ...tensor, data };
}
