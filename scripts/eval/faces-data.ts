/** Faces in the FER2013/FER+ format: NAME.bin[.gz] (uint8, N x 48 x 48) with NAME.csv[.gz]. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { UsageError } from './models';

const SIDE = 48;

async function unpacked(folder: string, name: string): Promise<Buffer> {
  const plain = await readFile(join(folder, name)).catch(() => null);
  if (plain) return plain;
  const packed = await readFile(join(folder, `${name}.gz`)).catch(() => null);
  if (packed) return gunzipSync(packed);
  throw new UsageError(`${join(folder, name)} (or .gz) is missing.`);
}

export interface LabelledFaces {
  readonly majority: readonly string[];
  face(index: number): Uint8Array;
}

/** @throws UsageError where pictures and rows do not match */
export async function readFaces(folder: string, name: string): Promise<LabelledFaces> {
  const lines = (await unpacked(folder, `${name}.csv`)).toString().trim().split(/\r?\n/);
  const column = lines[0]!.split(',').indexOf('ferplus_majority');
  if (column < 0) throw new UsageError(`${name}.csv has no column ferplus_majority.`);
  const majority = lines.slice(1).map((line) => line.split(',')[column]!);
  const data = await unpacked(folder, `${name}.bin`);
  if (data.length !== majority.length * SIDE * SIDE) {
    throw new UsageError(
      `${name}.bin holds ${data.length} bytes, ${majority.length} rows need ${majority.length * SIDE * SIDE}.`,
    );
  }
  return { majority, face: (index) => data.subarray(index * SIDE * SIDE, (index + 1) * SIDE * SIDE) };
}
