/** Where the windows of convolutions and pooling lie, and the zeros that they need around a picture. Pure. */
import { type GraphNode, type NetworkGraph, UnsupportedNetwork } from './graph';

/** Pixels of zeros around a picture, for windows that reach beyond it. */
interface Border {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const NO_BORDER: Border = { top: 0, left: 0, bottom: 0, right: 0 };

/** The border that each node's picture needs for the windows of those who read it. */
export function bordersOf(graph: NetworkGraph): Map<string, Border> {
  const borders = new Map<string, Border>();
  const sizes = new Map<string, readonly [number, number]>();
  const sizeOf = (name: string): readonly [number, number] => {
    const known = sizes.get(name);
    if (known) return known;
    const size = computed(name);
    sizes.set(name, size);
    return size;
  };
  const computed = (name: string): readonly [number, number] => {
    const node = graph.nodes.get(name);
    if (!node) throw new UnsupportedNetwork(`${name} is missing.`);
    if (node.op === 'Placeholder') return [graph.input.shape[1]!, graph.input.shape[2]!];
    if (node.op === 'Mean' || node.op === '_FusedMatMul') return [1, 1];
    if (node.op === 'ResizeBilinear') {
      const [height, width] = Array.from(graph.weights.get(node.inputs[1] ?? '')?.values ?? []);
      return [height ?? 0, width ?? 0];
    }
    const [height, width] = sizeOf(node.inputs[0]!);
    const side = sideOf(graph, node);
    if (!side) return [height, width];
    const window = windowOf(node, { height, width }, ...side);
    const input = node.inputs[0]!;
    const before = borders.get(input) ?? NO_BORDER;
    borders.set(input, {
      top: Math.max(before.top, window.top),
      left: Math.max(before.left, window.left),
      bottom: Math.max(before.bottom, window.bottom),
      right: Math.max(before.right, window.right),
    });
    return [window.height, window.width];
  };
  for (const { name, op } of graph.nodes.values())
    if (!/^(Const|ConcatV2|Reshape|Sigmoid)$/.test(op)) sizeOf(name);
  return borders;
}

/** The window that a node moves over its input; null if it has none. */
function sideOf({ weights }: NetworkGraph, node: GraphNode): readonly [number, number] | null {
  if (/Pool$/.test(node.op)) return node.attributes.ints('ksize').slice(1, 3) as [number, number];
  if (!/^_FusedConv2D$|^FusedDepthwise/.test(node.op)) return null;
  const [height, width] = weights.get(node.inputs[1] ?? '')?.shape ?? [];
  return [height ?? 1, width ?? 1];
}

/** Where the windows of a node lie, and the border they need. */
export function windowOf(
  { op, name, attributes }: GraphNode,
  input: { readonly height: number; readonly width: number },
  kernelHeight: number,
  kernelWidth: number,
) {
  if (op === '_FusedMatMul') return { height: 1, width: 1, stride: 1, ...NO_BORDER, isPadded: false };
  const [, strideDown = 1, stride = 1] = attributes.ints('strides');
  if (stride !== strideDown || attributes.ints('dilations').some((each) => each !== 1))
    throw new UnsupportedNetwork(`${name} has steps of another kind.`);
  const [down, across] = [
    paddingOf(attributes, 2, input.height, kernelHeight, stride),
    paddingOf(attributes, 4, input.width, kernelWidth, stride),
  ];
  const height = Math.floor((input.height + down.before + down.after - kernelHeight) / stride) + 1;
  const width = Math.floor((input.width + across.before + across.after - kernelWidth) / stride) + 1;
  const isPadded = down.before + down.after + across.before + across.after > 0;
  return {
    ...{ height, width, stride, isPadded },
    ...{ top: down.before, bottom: down.after, left: across.before, right: across.after },
  };
}

/** @param first where the axis begins in the list of explicit paddings */
function paddingOf(
  attributes: GraphNode['attributes'],
  first: number,
  size: number,
  kernel: number,
  stride: number,
): { readonly before: number; readonly after: number } {
  const kind = attributes.text('padding');
  if (kind === 'EXPLICIT') {
    const all = attributes.ints('explicit_paddings');
    return { before: all[first] ?? 0, after: all[first + 1] ?? 0 };
  }
  if (kind !== 'SAME') return { before: 0, after: 0 };
  const missing = Math.max((Math.ceil(size / stride) - 1) * stride + kernel - size, 0);
  return { before: Math.floor(missing / 2), after: Math.ceil(missing / 2) };
}
