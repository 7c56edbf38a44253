/** How a network's results are read. Pure. */
import type { Draft, PlacedPicture } from './draft';
import { refuse } from './graph';

/** Reads the numbers of an output, row by row without padding. */
export type ReadOutput = (memory: ArrayBuffer) => Float32Array;

/** @param name of a node */
export function readable(draft: Draft, name: string): ReadOutput {
  const { op, inputs } = draft.nodeOf(name);
  if (op === 'Reshape') return readable(draft, inputs[0]!);
  if (op === 'Sigmoid') {
    const inner = readable(draft, inputs[0]!);
    return (memory) => inner(memory).map((value) => 1 / (1 + Math.exp(-value)));
  }
  if (op === 'ConcatV2') return joined(draft, name);
  const made = draft.need(name);
  return (memory) => dense(memory, made);
}

/** Values of equally many rows, or rows of equally many values. */
function joined(draft: Draft, name: string): ReadOutput {
  const { inputs } = draft.nodeOf(name);
  const [axis] = Array.from(draft.weightOf(inputs.at(-1)).values);
  const parts = inputs
    .slice(0, -1)
    .map((each) => ({ read: readable(draft, each), columns: columnsOf(draft, each) }));
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

function columnsOf(draft: Draft, name: string): number {
  const { op, inputs } = draft.nodeOf(name);
  if (op === 'Reshape') return Number(Array.from(draft.weightOf(inputs[1]).values).at(-1));
  return columnsOf(draft, inputs[0]!);
}

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
