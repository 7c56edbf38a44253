/** Convolutions as steps. Pure. */
import { type Draft, FLOAT, type PlacedPicture } from './draft';
import { type GraphNode, refuse, UnsupportedNetwork, type Weight } from './graph';
import { depthwiseName, ENTRY, productName, TILE } from './kernel-names';
import { LANES, packDepthwise, packProduct, roundedUp } from './packing';
import { windowOf } from './windows';

/**
 * @param slope of the activation after it: 0 is ReLU, 1 nothing at all @param other a node whose picture is added
 */
export function convolution(
  draft: Draft,
  name: string,
  node: GraphNode,
  slope: ArrayLike<number> | number,
  other: string | null,
): PlacedPicture {
  const fused = node.attributes.texts('fused_ops');
  if (fused[0] !== 'BiasAdd' || fused.length > 2 || (fused[1] ?? 'Relu') !== 'Relu')
    throw new UnsupportedNetwork(`${node.name} has the parts ${fused}.`);
  if (fused[1] && (slope !== 1 || other)) throw new UnsupportedNetwork(`${node.name} is activated twice.`);
  const slopes = fused[1] ? 0 : slope;
  const input = draft.need(node.inputs[0]!);
  const summand = other === null ? null : draft.need(other);
  const bias = draft.weightOf(node.inputs[2]).values;
  const filter = draft.weightOf(node.inputs[1]);
  if (node.op === 'FusedDepthwiseConv2dNative') {
    if (summand) throw new UnsupportedNetwork(`${name} adds to a depthwise convolution.`);
    return depthwise(draft, name, node, input, filter, bias, slopes);
  }
  const [kernelHeight, kernelWidth, inputs, count] =
    node.op === '_FusedMatMul' ? [1, 1, ...filter.shape] : filter.shape;
  if (inputs !== input.channels) throw new UnsupportedNetwork(`${node.name} has other channels.`);
  const { height, width, stride, top, left } = windowOf(node, input, kernelHeight!, kernelWidth!);
  const output = draft.picture(name, [height, width, count!]);
  const entries = roundedUp(height * width, isSingle(height * width) ? 1 : TILE);
  const tableAt = draft.keep(ENTRY * entries, (memory, start) => {
    const table = new Int32Array(memory, start, 3 * entries);
    for (let i = 0; i < entries; i++) {
      const at = Math.min(i, height * width - 1);
      const [y, x] = [Math.floor(at / width), at % width];
      table[3 * i] = (y * stride - top) * input.row + (x * stride - left) * input.pixel;
      table[3 * i + 1] = y * output.row + x * output.pixel;
      table[3 * i + 2] = summand ? y * summand.row + x * summand.pixel : 0;
    }
  });
  const places = kernelHeight! * kernelWidth!;
  const lanes = input.pixel / FLOAT;
  const form = { places, inputs, lanes, count: count! };
  const packed = (2 + places * lanes) * roundedUp(count!, LANES);
  const weightsAt = draft.keep(FLOAT * packed, (memory, start) =>
    packProduct(filter.values, bias, slopes, form, new Float32Array(memory, start, packed)),
  );
  const run = kernelWidth! * input.pixel;
  const whole = Math.floor(roundedUp(count!, LANES) / 8);
  const rest = roundedUp(count!, LANES) % 8 > 0;
  const call = (isNarrow: boolean, block: number, blocks: number): void => {
    if (blocks === 0) return;
    const offset = 32 * block;
    const perBlock = (2 + places * lanes) * 8 * FLOAT;
    draft.add({
      kernel: productName(isSingle(height * width), isNarrow),
      parameters: [
        ...[tableAt, tableAt + ENTRY * entries, input.start, output.start + offset],
        ...[summand ? summand.start + offset : 0, weightsAt + block * perBlock, blocks],
        ...[kernelHeight!, run, input.row],
      ],
    });
  };
  draft.count(height * width * places * inputs * count!);
  call(false, 0, whole);
  if (rest) call(true, whole, 1);
  draft.hasRead(node.inputs[0]!);
  if (other !== null) draft.hasRead(other);
  return output;
}

function depthwise(
  draft: Draft,
  name: string,
  node: GraphNode,
  input: PlacedPicture,
  filter: Weight,
  bias: ArrayLike<number>,
  slopes: ArrayLike<number> | number,
): PlacedPicture {
  const [side, sideAcross, channels, multiplier] = filter.shape;
  if (side !== sideAcross || multiplier !== 1 || channels !== input.channels)
    return refuse(`${node.name} is a depthwise convolution of another kind`);
  const { height, width, stride, top, left } = windowOf(node, input, side!, side!);
  const output = draft.picture(name, [height, width, channels!]);
  const packed = (2 + side! ** 2) * roundedUp(channels!, LANES);
  const weightsAt = draft.keep(FLOAT * packed, (memory, start) =>
    packDepthwise(
      filter.values,
      bias,
      slopes,
      side! ** 2,
      channels!,
      new Float32Array(memory, start, packed),
    ),
  );
  draft.count(height * width * side! ** 2 * channels!);
  draft.add({
    kernel: depthwiseName(side!, stride, width),
    parameters: [
      ...[output.start, input.start - top * input.row - left * input.pixel, weightsAt],
      ...[height, width, input.pixel, input.row, output.row],
    ],
  });
  draft.hasRead(node.inputs[0]!);
  return output;
}

/** Few pixels are computed one by one: a tile of them would be mostly repetition. */
const isSingle = (pixels: number): boolean => pixels < TILE;
