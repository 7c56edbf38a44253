/** All operations on pictures but convolutions, as steps. Pure. */
import { type Draft, FLOAT, type PlacedPicture } from './draft';
import { type GraphNode, refuse } from './graph';
import { poolName } from './kernel-names';
import { LANES } from './packing';
import { windowOf } from './windows';

/** @param channels of the output where it has more */
export function pool(
  draft: Draft,
  node: GraphNode,
  name = node.name,
  channels: number | null = null,
): PlacedPicture {
  const input = draft.need(node.inputs[0]!);
  const kind = node.op === 'MaxPool' ? 'max' : 'mean';
  const [, side, across] = node.attributes.ints('ksize');
  const { height, width, stride, top, left, isPadded } = windowOf(node, input, side!, across!);
  if (side !== across || isPadded || top || left) return refuse(`${node.name} pools beyond the edge`);
  const output = draft.picture(name, [height, width, channels ?? input.channels], { own: channels !== null });
  copyWindows(draft, poolName(kind, side!, stride), input, output);
  draft.hasRead(node.inputs[0]!);
  return output;
}

function copyWindows(draft: Draft, kernel: string, input: PlacedPicture, output: PlacedPicture): void {
  draft.add({
    kernel,
    parameters: [
      ...[output.start, input.start, output.height, output.width],
      ...[input.pixel, output.pixel, input.row, output.row],
    ],
  });
}

/** More channels, all zero: often after pooling, which then writes into the wider picture. */
export function padded(draft: Draft, node: GraphNode): PlacedPicture {
  const before = node.inputs[0]!;
  const added = Array.from(draft.weightOf(node.inputs[1]).values);
  if (added.length !== 8 || added.slice(0, 7).some((count) => count !== 0))
    return refuse(`${node.name} adds something else than channels at the end`);
  const pooling = draft.nodeOf(before);
  const channels = (input: PlacedPicture): number => input.channels + added[7]!;
  if (/Pool$/.test(pooling.op) && draft.usersOf(before) === 1)
    return pool(draft, pooling, node.name, channels(draft.need(pooling.inputs[0]!)));
  const input = draft.need(before);
  const output = draft.picture(node.name, [input.height, input.width, channels(input)], { own: true });
  copyWindows(draft, poolName('max', 1, 1), input, output);
  draft.hasRead(before);
  return output;
}

export function scaled(draft: Draft, node: GraphNode): PlacedPicture {
  const input = draft.need(node.inputs[0]!);
  const { values } = draft.weightOf(node.inputs[1]);
  if (values.length !== 1) return refuse(`${node.name} is a product of two pictures`);
  const output = draft.picture(node.name, [input.height, input.width, input.channels], {
    lanes: input.pixel / FLOAT === input.channels ? 1 : LANES,
  });
  draft.add({
    compute(memory) {
      for (let y = 0; y < input.height; y++) {
        const length = input.width * (input.pixel / FLOAT);
        const from = new Float32Array(memory, input.start + y * input.row, length);
        const to = new Float32Array(memory, output.start + y * output.row, length);
        for (let i = 0; i < length; i++) to[i] = from[i]! * values[0]!;
      }
    },
  });
  draft.hasRead(node.inputs[0]!);
  return output;
}

/** Bilinear. */
export function resized(draft: Draft, node: GraphNode): PlacedPicture {
  const input = draft.need(node.inputs[0]!);
  const [height, width] = Array.from(draft.weightOf(node.inputs[1]).values) as [number, number];
  if (input.channels !== 1 || input.pixel !== FLOAT) return refuse(`${node.name} enlarges channels`);
  const output = draft.picture(node.name, [height, width, 1], { lanes: 1 });
  if (node.attributes.flag('align_corners')) return refuse(`${node.name} aligns corners`);
  const half = node.attributes.flag('half_pixel_centers') ? 0.5 : 0;
  const places = (count: number, of: number) =>
    Array.from({ length: count }, (_, i) => {
      const at = Math.max(((i + half) * of) / count - half, 0);
      const low = Math.min(Math.floor(at), of - 1);
      return { low, high: Math.min(low + 1, of - 1), share: at - low };
    });
  const [rows, columns] = [places(height, input.height), places(width, input.width)];
  const low = Int32Array.from(columns, (place) => place.low);
  const high = Int32Array.from(columns, (place) => place.high);
  const share = Float32Array.from(columns, (place) => place.share);
  draft.add({
    compute(memory) {
      rows.forEach((row, y) => {
        const above = new Float32Array(memory, input.start + row.low * input.row, input.width);
        const below = new Float32Array(memory, input.start + row.high * input.row, input.width);
        const to = new Float32Array(memory, output.start + y * output.row, width);
        for (let x = 0; x < width; x++) {
          const top = above[low[x]!]! + (above[high[x]!]! - above[low[x]!]!) * share[x]!;
          const bottom = below[low[x]!]! + (below[high[x]!]! - below[low[x]!]!) * share[x]!;
          to[x] = top + (bottom - top) * row.share;
        }
      });
    },
  });
  draft.hasRead(node.inputs[0]!);
  return output;
}

/** Over the whole picture. */
export function mean(draft: Draft, node: GraphNode): PlacedPicture {
  const input = draft.need(node.inputs[0]!);
  if (Array.from(draft.weightOf(node.inputs[1]).values).join() !== '1,2')
    return refuse(`${node.name} is a mean of something else`);
  const output = draft.picture(node.name, [1, 1, input.channels]);
  const { height, width, channels } = input;
  draft.add({
    compute(memory) {
      const to = new Float32Array(memory, output.start, channels).fill(0);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const from = new Float32Array(memory, input.start + y * input.row + x * input.pixel, channels);
          for (let c = 0; c < channels; c++) to[c]! += from[c]!;
        }
      }
      for (let c = 0; c < channels; c++) to[c]! /= height * width;
    },
  });
  draft.hasRead(node.inputs[0]!);
  return output;
}
