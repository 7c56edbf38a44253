/** Small networks in the form of tfjs graph models, for measurements and tests. Pure. */

/** Numbers that repeat themselves nowhere, and are the same in every run. */
export const numbers = (count: number, scale = 1): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => scale * (Math.sin(i * 0.37) + 0.5 * Math.cos(i * 0.0113)));

/** A graph of float32 weights, node by node. */
export function smallGraph(side: number, channels: number) {
  const node: object[] = [
    {
      name: 'input',
      op: 'Placeholder',
      attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim: dims([1, side, side, channels]) } } },
    },
  ];
  const weights: { name: string; shape: number[]; dtype: string }[] = [];
  const chunks: Float32Array[] = [];
  const weight = (shape: number[]): string => {
    const name = `w${weights.length}`;
    const count = shape.reduce((a, b) => a * b, 1);
    weights.push({ name, shape, dtype: 'float32' });
    chunks.push(numbers(count + weights.length, 0.5).subarray(weights.length));
    node.push({ name, op: 'Const', attr: { dtype: { type: 'DT_FLOAT' } } });
    return name;
  };
  const add = (op: string, input: string[], attr: object = {}): string => {
    const name = `n${node.length}`;
    node.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  };
  const convolve = (op: string, input: string, shape: number[], out: number, stride: number, relu = false) =>
    add(op, [input, weight(shape), weight([out])], {
      ...window(stride),
      num_args: { i: '1' },
      fused_ops: { list: { s: (relu ? ['BiasAdd', 'Relu'] : ['BiasAdd']).map(btoa) } },
    });
  return {
    add,
    weight,
    conv: (input: string, size: number, from: number, to: number, stride = 1, relu = false) =>
      convolve('_FusedConv2D', input, [size, size, from, to], to, stride, relu),
    depthwise: (input: string, size: number, count: number, stride = 1) =>
      convolve('FusedDepthwiseConv2dNative', input, [size, size, count, 1], count, stride),
    build: (output: string) => ({
      file: {
        modelTopology: { node, library: {}, versions: { producer: 1 } },
        weightsManifest: [{ weights }],
        signature: {
          inputs: { input: info('input', [1, side, side, channels]) },
          outputs: { out: info(output, []) },
        },
      },
      data: Float32Array.from(chunks.flatMap((chunk) => [...chunk])).buffer,
    }),
  };
}
const dims = (shape: readonly number[]) => shape.map((size) => ({ size: String(size) }));
const info = (node: string, shape: readonly number[]) => ({
  ...{ name: `${node}:0`, dtype: 'DT_FLOAT' },
  tensorShape: { dim: dims(shape) },
});
const list = (values: readonly number[]) => ({ list: { i: values.map(String) } });
const window = (stride: number) => ({
  padding: { s: btoa('SAME') },
  data_format: { s: btoa('NHWC') },
  strides: list([1, stride, stride, 1]),
  dilations: list([1, 1, 1, 1]),
});
