/** What a plan is made of while it is made: where pictures and weights lie in memory, and the steps so far. Pure. */
import { type GraphNode, type NetworkGraph, UnsupportedNetwork, type Weight } from './graph';
import { TILE } from './kernel-names';
import { LANES, roundedUp } from './packing';
import { bordersOf, NO_BORDER } from './windows';

export const FLOAT = 4;

/** A picture in memory. Bytes, but for height, width and channels. */
export interface PlacedPicture {
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
export type Step = KernelCall | { readonly compute: (memory: ArrayBuffer) => void };
/** A step, and all multiply-adds up to its end. */
export type CountedStep = Step & { readonly multiplyAddsSoFar: number };

export type Size = readonly [height: number, width: number, channels: number];

export interface Draft {
  /** @throws UnsupportedNetwork if it is missing; so does `weightOf` */
  nodeOf(name: string): GraphNode;
  weightOf(name: string | undefined): Weight;
  /** How many steps need a node's result. */
  usersOf(name: string): number;
  /** Computes a node with all it needs, unless that is done. */
  need(name: string): PlacedPicture;
  isDone(name: string): boolean;
  /**
   * A place for a node's picture.
   * @param lanes multiple of channels that a pixel has room for @param own nobody else gets its place
   */
  picture(
    name: string,
    size: Size,
    kind?: { readonly lanes?: number; readonly own?: boolean },
  ): PlacedPicture;
  /** To be called once for each time that a step reads something. */
  hasRead(name: string): void;
  /** Memory for numbers that are written once. @returns where */
  keep(bytes: number, write: (memory: ArrayBuffer, start: number) => void): number;
  /** To be called before the steps that take them are added. */
  count(multiplyAdds: number): void;
  add(step: Step): void;
  readonly steps: readonly CountedStep[];
  readonly multiplyAdds: number;
  /** Bytes that everything takes. */
  readonly size: number;
  /** Writes what is kept, once. */
  fill(memory: ArrayBuffer): void;
}

/**
 * @param outputs names of nodes
 * @param compute adds the steps of a node
 */
export function createDraft(
  graph: NetworkGraph,
  outputs: readonly string[],
  compute: (draft: Draft, node: GraphNode) => PlacedPicture,
): Draft {
  const { nodes, weights } = graph;
  const users = usersOf(graph, outputs);
  const borders = bordersOf(graph);
  const steps: CountedStep[] = [];
  const filling: ((memory: ArrayBuffer) => void)[] = [];
  const done = new Map<string, PlacedPicture>();
  // The first bytes are nobody's: an address of 0 means "none".
  let size = 64;
  let multiplyAdds = 0;

  function allocate(bytes: number): number {
    const start = size;
    size += roundedUp(bytes, 64);
    return start;
  }

  // Buffers of the same form are used again as soon as nobody reads them any more: their borders stay zero.
  const free = new Map<string, number[]>();
  const readers = new Map<string, number>();
  const release: (() => void)[] = [];

  function nodeOf(name: string): GraphNode {
    const node = nodes.get(name);
    if (!node) throw new UnsupportedNetwork(`${name} is missing.`);
    return node;
  }

  const draft: Draft = {
    nodeOf,
    weightOf(name) {
      const weight = weights.get(name ?? '');
      if (!weight) throw new UnsupportedNetwork(`${name} is no weight.`);
      return weight;
    },
    usersOf: (name) => users.get(name) ?? 0,
    need(name) {
      const known = done.get(name);
      if (known) return known;
      const made = compute(draft, nodeOf(name));
      for (const each of release) each();
      return made;
    },
    isDone: (name) => done.has(name),
    picture(name, [height, width, channels], { lanes = LANES, own = false } = {}) {
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
    },
    hasRead: (name) => void readers.set(name, readers.get(name)! - 1),
    keep(bytes, write) {
      const start = allocate(bytes);
      filling.push((memory) => write(memory, start));
      return start;
    },
    add: (step) => void steps.push({ ...step, multiplyAddsSoFar: multiplyAdds }),
    count(more) {
      multiplyAdds += more;
    },
    steps,
    get multiplyAdds() {
      return multiplyAdds;
    },
    get size() {
      return size;
    },
    fill(memory) {
      for (const each of filling) each(memory);
      filling.length = 0;
    },
  };
  return draft;
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
