/** Turns a network's graph into steps for the kernels: what is joined into one step, and where each picture lies. Pure. */
import { type CountedStep, createDraft, type Draft, type PlacedPicture } from './draft';
import { type GraphNode, type NetworkGraph, refuse, UnsupportedNetwork } from './graph';
import { convolution } from './plan-convolution';
import { readable } from './plan-output';
import { mean, padded, pool, resized, scaled } from './plan-picture';

export interface NetworkPlan {
  readonly input: PlacedPicture;
  readonly steps: readonly CountedStep[];
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
  const named = (name: string): string => graph.outputs.get(name) ?? name;
  const draft = createDraft(graph, outputs.map(named), compute);
  const [, height, width, channels] = graph.input.shape;
  if (!height || !width || !channels) throw new UnsupportedNetwork('The input has no size.');
  const input = draft.picture(graph.input.name, [height, width, channels], { lanes: 1, own: true });
  const reading = new Map(outputs.map((name) => [name, readable(draft, named(name))]));
  graph.weights.clear();
  const { steps, size, multiplyAdds, fill } = draft;
  return {
    ...{ input, steps, size, multiplyAdds, fill },
    read: (memory, output) => reading.get(output)!(memory),
  };
}

/** Activations and sums are part of the convolution before them. */
function compute(draft: Draft, node: GraphNode): PlacedPicture {
  switch (node.op) {
    case 'Relu':
    case 'Prelu': {
      const slope = node.op === 'Prelu' ? draft.weightOf(node.inputs[1]).values : 0;
      return summed(draft, node.name, single(draft, node.inputs[0]!), slope);
    }
    case 'AddV2':
    case '_FusedConv2D':
    case 'FusedDepthwiseConv2dNative':
      return summed(draft, node.name, node, 1);
    case 'MaxPool':
    case 'AvgPool':
      return pool(draft, node);
    case 'Pad':
      return padded(draft, node);
    case 'Mul':
      return scaled(draft, node);
    case 'ResizeBilinear':
      return resized(draft, node);
    case 'Mean':
      return mean(draft, node);
    case '_FusedMatMul':
      return convolution(draft, node.name, node, 1, null);
    default:
      return refuse(`There is no kernel for ${node.op}`);
  }
}

/** A node of which nobody else needs the result. */
function single(draft: Draft, name: string): GraphNode {
  if (draft.usersOf(name) !== 1) return refuse(`${name} is needed twice`);
  return draft.nodeOf(name);
}

/** A convolution, or the sum of one and something else. */
function summed(
  draft: Draft,
  name: string,
  node: GraphNode,
  slope: ArrayLike<number> | number,
): PlacedPicture {
  if (node.op !== 'AddV2') return convolution(draft, name, node, slope, null);
  const [first, second] = node.inputs as [string, string];
  const isOpen = (each: string): boolean =>
    /Conv2D$/.test(draft.nodeOf(each).op) && draft.usersOf(each) === 1 && !draft.isDone(each);
  if (isOpen(second)) return convolution(draft, name, draft.nodeOf(second), slope, first);
  if (isOpen(first)) return convolution(draft, name, draft.nodeOf(first), slope, second);
  return refuse(`${node.name} is a sum without a convolution`);
}
