/**
 * One function per TFLite operator: it adds the matching TensorFlow nodes and answers with the name of the node that
 * holds the result. Anything that the two face networks do not use is refused, not guessed.
 *
 * Each gets `(call, name)`: `name` is free for its nodes; `call` (see convert.mjs) gives the operator's inputs,
 * options and result shape. Option field numbers are those of the schema's `...Options` tables.
 */
import { int, ints, string, strings, type } from './graph-builder.mjs';
import { depthwiseShape, ohwiToHwio } from './layouts.mjs';
import { OPERATOR, TfliteError } from './tflite.mjs';

/** Field numbers of the options; both kinds of convolution begin alike. */
const CONV = {
  padding: 0,
  strideWidth: 1,
  strideHeight: 2,
  activation: 3,
  dilationWidth: 4,
  dilationHeight: 5,
};
const DEPTHWISE = { ...CONV, multiplier: 3, activation: 4, dilationWidth: 5, dilationHeight: 6 };
const POOL = { padding: 0, strideWidth: 1, strideHeight: 2, width: 3, height: 4, activation: 5 };
const CONCATENATION = { axis: 0, activation: 1 };
const ADD = { activation: 0 };

/** `ActivationFunctionType` and `Padding` in the schema. */
const ACTIVATIONS = ['none', 'relu'];
const PADDINGS = ['SAME', 'VALID'];

export const CONVERTERS = {
  [OPERATOR.add]: (call, name) => {
    noActivation(call, ADD);
    return call.graph.operation(name, 'AddV2', [call.node(0), call.node(1)]);
  },

  [OPERATOR.concatenation]: (call, name) => {
    noActivation(call, CONCATENATION);
    const axis = call.option(CONCATENATION.axis);
    return concatenate(call.graph, name, call.nodes(), axis < 0 ? axis + call.resultShape.length : axis);
  },

  [OPERATOR.conv2d]: (call, name) => {
    const { shape, data } = filterOf(call);
    // A copy, because a view of 16-bit items may only begin at an even address.
    const filter = ohwiToHwio(shape, new Uint16Array(new Uint8Array(data).buffer));
    const weights = call.graph.float16(`${name}/filter`, filter.shape, Buffer.from(filter.items.buffer));
    return convolution(call, name, '_FusedConv2D', CONV, weights);
  },

  [OPERATOR.depthwiseConv2d]: (call, name) => {
    const multiplier = call.option(DEPTHWISE.multiplier);
    if (multiplier !== 1) throw new TfliteError(`depth multiplier ${multiplier} is not supported`);
    const { shape, data } = filterOf(call);
    if (shape[0] !== 1) throw new TfliteError(`it is damaged: a depthwise filter has the shape [${shape}]`);
    const weights = call.graph.float16(`${name}/filter`, depthwiseShape(shape), data);
    return convolution(call, name, 'FusedDepthwiseConv2dNative', DEPTHWISE, weights);
  },

  [OPERATOR.maxPool2d]: (call, name) => {
    noActivation(call, POOL);
    return call.graph.operation(name, 'MaxPool', [call.node(0)], {
      ...window(call, POOL),
      ksize: ints([1, call.option(POOL.height), call.option(POOL.width), 1]),
    });
  },

  [OPERATOR.pad]: (call, name) => {
    const { shape, values } = call.int32s(1);
    const paddings = call.graph.int32(`${name}/paddings`, shape, values);
    return call.graph.operation(name, 'Pad', [call.node(0), paddings], { Tpaddings: type('DT_INT32') });
  },

  [OPERATOR.prelu]: (call, name) => {
    const { shape, data } = call.float16(1);
    return call.graph.operation(name, 'Prelu', [
      call.node(0),
      call.graph.float16(`${name}/alpha`, shape, data),
    ]);
  },

  [OPERATOR.relu]: (call, name) => call.graph.operation(name, 'Relu', [call.node(0)]),

  [OPERATOR.reshape]: (call, name) => {
    const shape = call.graph.int32(`${name}/shape`, [call.resultShape.length], call.resultShape);
    return call.graph.operation(name, 'Reshape', [call.node(0), shape], { Tshape: type('DT_INT32') });
  },
};

/** Joins nodes along `axis` (0 or greater). */
function concatenate(graph, name, nodes, axis) {
  const inputs = [...nodes, graph.int32(`${name}/axis`, [], [axis])];
  return graph.operation(name, 'ConcatV2', inputs, { N: int(nodes.length), Tidx: type('DT_INT32') });
}

/** The filter of a convolution; a damaged file may refer to any other constant there. */
function filterOf(call) {
  const filter = call.float16(1);
  if (filter.shape.length === 4) return filter;
  throw new TfliteError(`it is damaged: a filter has the shape [${filter.shape}]`);
}

/** A convolution with its bias, and its ReLU where the file has one, in a single fused operation. */
function convolution(call, name, op, fields, weights) {
  const bias = call.float16(2);
  const fused = activation(call, fields) === 'relu' ? ['BiasAdd', 'Relu'] : ['BiasAdd'];
  const dilations = [call.option(fields.dilationHeight, 1), call.option(fields.dilationWidth, 1)];
  const inputs = [call.node(0), weights, call.graph.float16(`${name}/bias`, bias.shape, bias.data)];
  return call.graph.operation(name, op, inputs, {
    ...window(call, fields),
    dilations: ints([1, ...dilations, 1]),
    fused_ops: strings(fused),
    num_args: int(1), // of the fused operations: the bias
  });
}

/** What convolutions and pooling share. */
function window(call, fields) {
  return {
    padding: string(choice(PADDINGS, call.smallOption(fields.padding), 'padding')),
    data_format: string('NHWC'),
    strides: ints([1, call.option(fields.strideHeight), call.option(fields.strideWidth), 1]),
  };
}

const activation = (call, fields) => choice(ACTIVATIONS, call.smallOption(fields.activation), 'activation');

function noActivation(call, fields) {
  const found = activation(call, fields);
  if (found !== 'none') throw new TfliteError(`activation ${found} is not supported here`);
}

function choice(names, number, what) {
  const name = names[number];
  if (name === undefined) throw new TfliteError(`${what} ${number} is not supported`);
  return name;
}
