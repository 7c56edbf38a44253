/** Reads folders of 48-pixel faces with FER+ labels: NAME.bin[.gz] and NAME.csv[.gz], one row a face, same order. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { NETWORK_LABELS } from '../../src/analysis/emotion/labels';
import { type CsvRow, parseCsv } from './csv';
import { UsageError } from './usage-error';

export const SIDE = 48;
const PIXELS = SIDE * SIDE;
/** Above this cosine two faces are the same photograph (training/faces.py). */
export const NEAR_COPY_COSINE = 0.93;
/** Majorities that are no expression. */
const NO_EXPRESSION = ['unknown', 'NF'];
const NO_FACE = 'no face';

/** Gray faces, 48 x 48 bytes each, and the index of each one's label in NETWORK_LABELS. */
export interface LabelledFaces {
  readonly faces: readonly Uint8Array[];
  readonly truth: readonly number[];
  /** Whether each one looks like a face of another split; null where a table does not say. */
  readonly nearCopy: readonly (boolean | null)[];
  /** Names of the pairs that were read. */
  readonly splits: readonly string[];
  readonly leftOut: { readonly noExpression: number; readonly noFace: number; readonly nearCopies: number };
}

/**
 * Left out are rows whose majority is `unknown` or `NF` and rows whose `pixel_src` is `jpg_rowunknown` (no faces).
 * @param split one pair's name; null for all pairs in the folder. Of several, `train` must be asked for by its name:
 * figures on training faces are worth nothing and would drown the others.
 * @param clean also leaves out near-copies: rows where a `cos_…` column (`cos_nn_train` of validation and test faces,
 * `cos_max_valid` and `cos_max_test` of training faces) exceeds 0.93. An empty field says that nothing is near.
 * @throws UsageError that names file and row
 */
export async function loadFaces(
  folder: string,
  { split = null, clean = false }: { split?: string | null; clean?: boolean } = {},
): Promise<LabelledFaces> {
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`The folder ${folder} cannot be read.`);
  });
  const splits = chooseSplits(folder, names, split);
  const faces: Uint8Array[] = [];
  const truth: number[] = [];
  const nearCopy: (boolean | null)[] = [];
  const leftOut = { noExpression: 0, noFace: 0, nearCopies: 0 };
  for (const name of splits) {
    const table = await open(folder, names, `${name}.csv`);
    const pixels = await open(folder, names, `${name}.bin`);
    const { columns, rows } = parseCsv(table.data.toString(), table.file, ['ferplus_majority']);
    if (pixels.data.length !== rows.length * PIXELS) {
      throw new UsageError(
        `${pixels.file} holds ${pixels.data.length} bytes, but the ${rows.length} rows of ${table.file} need ` +
          `${rows.length * PIXELS}: ${Math.floor(pixels.data.length / PIXELS)} whole faces of ${SIDE} px are there.`,
      );
    }
    const cosines = columns.filter((column) => column.startsWith('cos_'));
    if (clean && cosines.length === 0) {
      throw new UsageError(`${table.file} has no cos_… column, so near-copies cannot be left out (--clean).`);
    }
    rows.forEach((row, i) => {
      // Whatever such a row is called, it shows no face.
      const label = row.values.pixel_src === 'jpg_rowunknown' ? NO_FACE : labelOf(row);
      const near = cosines.length === 0 ? null : isNear(row, cosines, clean);
      if (label === NO_FACE) leftOut.noFace += 1;
      else if (label === null) leftOut.noExpression += 1;
      else if (clean && near) leftOut.nearCopies += 1;
      else {
        faces.push(pixels.data.subarray(i * PIXELS, (i + 1) * PIXELS));
        truth.push(label);
        nearCopy.push(near);
      }
    });
  }
  if (faces.length === 0) throw new UsageError(`${folder} holds no face with an expression.`);
  return { faces, truth, nearCopy, splits, leftOut };
}

function chooseSplits(folder: string, names: readonly string[], split: string | null): string[] {
  const found = names.flatMap((name) => /^(.+)\.bin(\.gz)?$/.exec(name)?.[1] ?? []);
  const all = [...new Set(found)].sort();
  if (split !== null) {
    if (!all.includes(split)) throw new UsageError(`${folder} holds no ${split}.bin or ${split}.bin.gz.`);
    return [split];
  }
  if (all.length === 0) throw new UsageError(`${folder} holds no .bin or .bin.gz file.`);
  return all.length > 1 ? all.filter((name) => name !== 'train') : all;
}

async function open(
  folder: string,
  names: readonly string[],
  name: string,
): Promise<{ file: string; data: Buffer }> {
  const file = [name, `${name}.gz`].find((candidate) => names.includes(candidate));
  if (file === undefined) throw new UsageError(`${join(folder, name)} (or ${name}.gz) is missing.`);
  const data = await readFile(join(folder, file)).catch(() => {
    throw new UsageError(`${join(folder, file)} cannot be read.`);
  });
  if (!file.endsWith('.gz')) return { file, data };
  const unpacked = await promisify(gunzip)(data).catch(() => {
    throw new UsageError(`${file} is damaged or cut off: it cannot be unpacked.`);
  });
  return { file, data: unpacked };
}

function labelOf({ place, values }: CsvRow): number | null {
  const label = values.ferplus_majority!;
  if (NO_EXPRESSION.includes(label)) return null;
  const index = (NETWORK_LABELS as readonly string[]).indexOf(label);
  if (index < 0) {
    const known = [...NETWORK_LABELS, ...NO_EXPRESSION].join(', ');
    throw new UsageError(`${place}: unknown label "${label}". Known are ${known}.`);
  }
  return index;
}

/** @param strict what is no number is an error; else it says nothing, as `NA` and `nan` do in tables of other tools */
function isNear({ place, values }: CsvRow, cosines: readonly string[], strict: boolean): boolean | null {
  const found = cosines.map((column) => {
    const value = Number(values[column]);
    if (strict && !Number.isFinite(value))
      throw new UsageError(`${place}: ${column} is "${values[column]}", no number.`);
    return value;
  });
  return found.some((value) => value > NEAR_COPY_COSINE) || (found.every(Number.isFinite) ? false : null);
}
