/** Turns a network's graph into steps for the kernels: what is joined into one step, and where each picture lies. Pure. */
import { type GraphNode, type NetworkGraph, UnsupportedNetwork, type Weight } from './graph';
import { depthwiseName, poolName, productName, TILE } from './kernel-names';
import { LANES, packDepthwise, packProduct, roundedUp } from './packing';
import { bordersOf, NO_BORDER, windowOf } from './windows';

const FLOAT = 4;

/** A picture in memory. Bytes, but for height, width and channels. */
interface PlacedPicture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Of the first pixel within the border. */
  readonly start: number;
  readonly pixel: number;
  readonly row: number;
}

/** One call of a kernel. */
interface KernelCall {
  readonly kernel: string;
  readonly parameters: readonly number[];
}
/** What is too small to matter is computed outside. */
type Step = KernelCall | { readonly compute: (memory: ArrayBuffer) => void };

export interface NetworkPlan {
  readonly input: PlacedPicture;
  readonly steps: readonly Step[];
  /** Bytes that everything takes. */
  readonly size: number;
  readonly multiplyAdds: number;
  /** Writes weights and tables, once. */
  fill(memory: ArrayBuffer): void;
  /** The numbers of an output, row by row without padding. */
  read(memory: ArrayBuffer, output: string): Float32Array;
}

/**
 * @param outputs names of nodes, or of the signature
 * @throws UnsupportedNetwork if the network has something that there are no kernels for
 */
export function planOf(graph: NetworkGraph, outputs: readonly string[]): NetworkPlan {
  const { nodes, weights } = graph;
  const named = (name: string): string => graph.outputs.get(name) ?? name;
  const wanted = outputs.map(named);
  const users = usersOf(graph, wanted);
  const borders = bordersOf(graph);
  const steps: Step[] = [];
  const filling: ((memory: ArrayBuffer) => void)[] = [];
  const done = new Map<string, PlacedPicture>();
  // The first bytes are nobody's: an address of 0 means "none".
  let size = 64;
  let multiplyAdds = 0;

  const nodeOf = (name: string): GraphNode => {
    const node = nodes.get(name);
    if (!node) throw new UnsupportedNetwork(`${name} is missing.`);
    return node;
  };
  const weightOf = (name: string | undefined): Weight => {
    const weight = weights.get(name ?? '');
    if (!weight) throw new UnsupportedNetwork(`${name} is no weight.`);
    return weight;
  };
  function allocate(bytes: number): number {
    const start = size;
    size += roundedUp(bytes, 64);
    return start;
  }
  function keep(values: Float32Array | Int32Array): number {
    const start = allocate(values.byteLength);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    filling.push((memory) => new Uint8Array(memory).set(bytes, start));
    return start;
  }

  // Buffers of the same form are used again as soon as nobody reads them any more: their borders stay zero.
  const free = new Map<string, number[]>();
  const readers = new Map<string, number>();
  const release: (() => void)[] = [];
  function picture(
    name: string,
    [height, width, channels]: readonly [number, number, number],
    { lanes = LANES, own = false } = {},
  ): PlacedPicture {
    const border = borders.get(name) ?? NO_BORDER;
    const pixel = roundedUp(channels, lanes) * FLOAT;
    const row = (border.left + width + border.right) * pixel;
    const bytes = (border.top + height + border.bottom) * row;
    const form = [height, width, channels, ...Object.values(border)].join();
    const again = own ? undefined : free.get(form)?.pop();
    // A tile of a narrow row reads and writes beyond it.
    const first = again ?? allocate(bytes + TILE * pixel + 64);
    const made = {
      ...{ height, width, channels, pixel, row },
      start: first + border.top * row + border.left * pixel,
    };
    done.set(name, made);
    readers.set(name, users.get(name) ?? 0);
    if (!own)
      release.push(() => {
        if (readers.get(name) === 0) {
          readers.set(name, -1);
          free.set(form, [...(free.get(form) ?? []), first]);
        }
      });
    return made;
  }
  /** To be called once for each time that a step reads something. */
  function hasRead(name: string): void {
    readers.set(name, readers.get(name)! - 1);
  }

  /** Computes a node, with all it needs. Activations and sums are part of the convolution before them. */
  function need(name: string): PlacedPicture {
    const known = done.get(name);
    if (known) return known;
    const made = compute(nodeOf(name));
    for (const each of release) each();
    return made;
  }

  function compute(node: GraphNode): PlacedPicture {
    switch (node.op) {
      case 'Relu':
      case 'Prelu': {
        const slope = node.op === 'Prelu' ? weightOf(node.inputs[1]).values : 0;
        return summed(node.name, single(node.inputs[0]!), slope);
      }
      case 'AddV2':
      case '_FusedConv2D':
      case 'FusedDepthwiseConv2dNative':
        return summed(node.name, node, 1);
      case 'MaxPool':
        return pool(node, node.name, 'max', null);
      case 'AvgPool':
        return pool(node, node.name, 'mean', null);
      case 'Pad':
        return padded(node);
      case 'Mul':
        return scaled(node);
      case 'ResizeBilinear':
        return resized(node);
      case 'Mean':
        return mean(node);
      case '_FusedMatMul':
        return convolution(node.name, node, 1, null);
      default:
        throw new UnsupportedNetwork(`There is no kernel for ${node.op}.`);
    }
  }

  /** A node of which nobody else needs the result. */
  function single(name: string): GraphNode {
    if (users.get(name) !== 1) throw new UnsupportedNetwork(`${name} is needed twice.`);
    return nodeOf(name);
  }

  /** A convolution, or the sum of one and something else. */
  function summed(name: string, node: GraphNode, slope: ArrayLike<number> | number): PlacedPicture {
    if (node.op !== 'AddV2') return convolution(name, node, slope, null);
    const [first, second] = node.inputs as [string, string];
    const isOpen = (each: string): boolean =>
      /Conv2D$/.test(nodeOf(each).op) && users.get(each) === 1 && !done.has(each);
    if (isOpen(second)) return convolution(name, nodeOf(second), slope, first);
    if (isOpen(first)) return convolution(name, nodeOf(first), slope, second);
    throw new UnsupportedNetwork(`${node.name} is a sum without a convolution.`);
  }

  function convolution(
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
    const input = need(node.inputs[0]!);
    const summand = other === null ? null : need(other);
    const bias = weightOf(node.inputs[2]).values;
    const filter = weightOf(node.inputs[1]);
    if (node.op === 'FusedDepthwiseConv2dNative') {
      if (summand) throw new UnsupportedNetwork(`${name} adds to a depthwise convolution.`);
      return depthwise(name, node, input, filter, bias, slopes);
    }
    const [kernelHeight, kernelWidth, inputs, count] =
      node.op === '_FusedMatMul' ? [1, 1, ...filter.shape] : filter.shape;
    if (inputs !== input.channels) throw new UnsupportedNetwork(`${node.name} has other channels.`);
    const { height, width, stride, top, left } = windowOf(node, input, kernelHeight!, kernelWidth!);
    const output = picture(name, [height, width, count!]);
    multiplyAdds += height * width * kernelHeight! * kernelWidth! * inputs! * count!;
    const table = new Int32Array(roundedUp(height * width, isSingle(height * width) ? 1 : TILE) * 3);
    for (let i = 0; i < table.length / 3; i++) {
      const at = Math.min(i, height * width - 1);
      const [y, x] = [Math.floor(at / width), at % width];
      table[3 * i] = (y * stride - top) * input.row + (x * stride - left) * input.pixel;
      table[3 * i + 1] = y * output.row + x * output.pixel;
      table[3 * i + 2] = summand ? y * summand.row + x * summand.pixel : 0;
    }
    const tableAt = keep(table);
    const places = kernelHeight! * kernelWidth!;
    const lanes = input.pixel / FLOAT;
    const weightsAt = keep(
      packProduct(filter.values, bias, slopes, { places, inputs, lanes, count: count! }),
    );
    const run = kernelWidth! * input.pixel;
    const whole = Math.floor(roundedUp(count!, LANES) / 8);
    const rest = roundedUp(count!, LANES) % 8 > 0;
    const call = (isNarrow: boolean, block: number, blocks: number): void => {
      if (blocks === 0) return;
      const offset = 32 * block;
      const perBlock = (2 + places * lanes) * 8 * FLOAT;
      steps.push({
        kernel: productName(isSingle(height * width), isNarrow),
        parameters: [
          ...[tableAt, tableAt + table.byteLength, input.start, output.start + offset],
          ...[summand ? summand.start + offset : 0, weightsAt + block * perBlock, blocks],
          ...[kernelHeight!, run, input.row],
        ],
      });
    };
    call(false, 0, whole);
    if (rest) call(true, whole, 1);
    hasRead(node.inputs[0]!);
    if (other !== null) hasRead(other);
    return output;
  }

  function depthwise(
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
    const output = picture(name, [height, width, channels!]);
    multiplyAdds += height * width * side! ** 2 * channels!;
    const weightsAt = keep(packDepthwise(filter.values, bias, slopes, side! ** 2, channels!));
    steps.push({
      kernel: depthwiseName(side!, stride, width),
      parameters: [
        ...[output.start, input.start - top * input.row - left * input.pixel, weightsAt],
        ...[height, width, input.pixel, input.row, output.row],
      ],
    });
    hasRead(node.inputs[0]!);
    return output;
  }

  /** @param channels of the output where it has more */
  function pool(node: GraphNode, name: string, kind: 'max' | 'mean', channels: number | null): PlacedPicture {
    const input = need(node.inputs[0]!);
    const [, side, across] = node.attributes.ints('ksize');
    const { height, width, stride, top, left, isPadded } = windowOf(node, input, side!, across!);
    if (side !== across || isPadded || top || left) return refuse(`${node.name} pools beyond the edge`);
    const output = picture(name, [height, width, channels ?? input.channels], { own: channels !== null });
    copyWindows(poolName(kind, side!, stride), input, output);
    hasRead(node.inputs[0]!);
    return output;
  }

  function copyWindows(kernel: string, input: PlacedPicture, output: PlacedPicture): void {
    steps.push({
      kernel,
      parameters: [
        ...[output.start, input.start, output.height, output.width],
        ...[input.pixel, output.pixel, input.row, output.row],
      ],
    });
  }

  /** More channels, all zero: often after pooling, which then writes into the wider picture. */
  function padded(node: GraphNode): PlacedPicture {
    const before = node.inputs[0]!;
    const added = Array.from(weightOf(node.inputs[1]).values);
    if (added.length !== 8 || added.slice(0, 7).some((count) => count !== 0))
      return refuse(`${node.name} adds something else than channels at the end`);
    const pooling = nodeOf(before);
    const channels = (input: PlacedPicture): number => input.channels + added[7]!;
    if (/Pool$/.test(pooling.op) && users.get(before) === 1)
      return pool(
        pooling,
        node.name,
        pooling.op === 'MaxPool' ? 'max' : 'mean',
        channels(need(pooling.inputs[0]!)),
      );
    const input = need(before);
    const output = picture(node.name, [input.height, input.width, channels(input)], { own: true });
    copyWindows(poolName('max', 1, 1), input, output);
    hasRead(before);
    return output;
  }

  function scaled(node: GraphNode): PlacedPicture {
    const input = need(node.inputs[0]!);
    const { values } = weightOf(node.inputs[1]);
    if (values.length !== 1) return refuse(`${node.name} is a product of two pictures`);
    const output = picture(node.name, [input.height, input.width, input.channels], {
      lanes: input.pixel / FLOAT === input.channels ? 1 : LANES,
    });
    steps.push({
      compute(memory) {
        for (let y = 0; y < input.height; y++) {
          const length = input.width * (input.pixel / FLOAT);
          const from = new Float32Array(memory, input.start + y * input.row, length);
          const to = new Float32Array(memory, output.start + y * output.row, length);
          for (let i = 0; i < length; i++) to[i] = from[i]! * values[0]!;
        }
      },
    });
    hasRead(node.inputs[0]!);
    return output;
  }

  /** Bilinear. */
  function resized(node: GraphNode): PlacedPicture {
    const input = need(node.inputs[0]!);
    const [height, width] = Array.from(weightOf(node.inputs[1]).values) as [number, number];
    if (input.channels !== 1 || input.pixel !== FLOAT) return refuse(`${node.name} enlarges channels`);
    const output = picture(node.name, [height, width, 1], { lanes: 1 });
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
    steps.push({
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
    hasRead(node.inputs[0]!);
    return output;
  }

  /** Over the whole picture. */
  function mean(node: GraphNode): PlacedPicture {
    const input = need(node.inputs[0]!);
    if (Array.from(weightOf(node.inputs[1]).values).join() !== '1,2')
      return refuse(`${node.name} is a mean of something else`);
    const output = picture(node.name, [1, 1, input.channels]);
    const { height, width, channels } = input;
    steps.push({
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
    hasRead(node.inputs[0]!);
    return output;
  }

  const [, height, width, channels] = graph.input.shape;
  if (!height || !width || !channels) throw new UnsupportedNetwork('The input has no size.');
  const input = picture(graph.input.name, [height, width, channels], { lanes: 1, own: true });
  const readable = (name: string): ((memory: ArrayBuffer) => Float32Array) => {
    const { op, inputs } = nodeOf(name);
    if (op === 'Reshape') return readable(inputs[0]!);
    if (op === 'Sigmoid') {
      const inner = readable(inputs[0]!);
      return (memory) => inner(memory).map((value) => 1 / (1 + Math.exp(-value)));
    }
    if (op === 'ConcatV2') return joined(name);
    const made = need(name);
    return (memory) => dense(memory, made);
  };

  /** Values of equally many rows, or rows of equally many values. */
  function joined(name: string): (memory: ArrayBuffer) => Float32Array {
    const { inputs } = nodeOf(name);
    const [axis] = Array.from(weightOf(inputs.at(-1)).values);
    const parts = inputs.slice(0, -1).map((each) => ({ read: readable(each), columns: columnsOf(each) }));
    if (axis !== 1 && axis !== 2) return refuse(`${name} joins something else`);
    return (memory) => {
      const all = parts.map(({ read, columns }) => ({ values: read(memory), columns }));
      const to = new Float32Array(all.reduce((sum, { values }) => sum + values.length, 0));
      const rows = axis === 1 ? 1 : all[0]!.values.length / all[0]!.columns;
      let out = 0;
      for (let row = 0; row < rows; row++) {
        for (const { values } of all) {
          const columns = values.length / rows;
          to.set(values.subarray(row * columns, (row + 1) * columns), out);
          out += columns;
        }
      }
      return to;
    };
  }
  function columnsOf(name: string): number {
    const { op, inputs } = nodeOf(name);
    if (op === 'Reshape') return Number(Array.from(weightOf(inputs[1]).values).at(-1));
    return columnsOf(inputs[0]!);
  }

  const reading = new Map(outputs.map((name) => [name, readable(named(name))]));
  weights.clear();
  return {
    input,
    steps,
    size,
    multiplyAdds,
    fill: (memory) => {
      for (const each of filling) each(memory);
      filling.length = 0;
    },
    read: (memory, output) => reading.get(output)!(memory),
  };
}

function refuse(reason: string): never {
  throw new UnsupportedNetwork(`${reason}.`);
}

/** Few pixels are computed one by one: a tile of them would be mostly repetition. */
const isSingle = (pixels: number): boolean => pixels < TILE;

function dense(
  memory: ArrayBuffer,
  { height, width, channels, start, pixel, row }: PlacedPicture,
): Float32Array {
  const values = new Float32Array(height * width * channels);
  for (let y = 0, out = 0; y < height; y++) {
    for (let x = 0; x < width; x++, out += channels)
      values.set(new Float32Array(memory, start + y * row + x * pixel, channels), out);
  }
  return values;
}

/** How many steps need each node's result. */
function usersOf({ nodes }: NetworkGraph, outputs: readonly string[]): Map<string, number> {
  const users = new Map<string, number>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    users.set(name, (users.get(name) ?? 0) + 1);
    if (seen.has(name)) return;
    seen.add(name);
    for (const input of nodes.get(name)?.inputs ?? []) add(input);
  };
  for (const name of outputs) add(name);
  return users;
}
