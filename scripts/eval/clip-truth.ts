/** What is true about clips: spans of expressions, and spans about which nobody can tell. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXPRESSIONS, type Expression } from '../../src/shared/types';
import type { TrueSpan } from './clip-figures';
import { UsageError } from './usage-error';

/** One clip of a folder. */
export interface ClipTruth {
  readonly name: string;
  /** In `talk` and `yawn` nothing may fire. */
  readonly kind: string;
  /** Who it is: several clips may show one person. */
  readonly person: string;
  /** The rest is neutral. */
  readonly truth: readonly TrueSpan[];
  /** Whatever is shown or fires there of that expression counts neither way. */
  readonly unsure: readonly TrueSpan[];
}

/** @throws UsageError where the file is not a list of spans in seconds */
export async function readSpans(file: string): Promise<TrueSpan[]> {
  return spansOf(await readJson(file), file);
}

/** @throws UsageError where `truth.json` of a folder is missing or not as it should be */
export async function readTruths(folder: string): Promise<ClipTruth[]> {
  const file = join(folder, 'truth.json');
  const all = await readJson(file);
  if (typeof all !== 'object' || all === null || Array.isArray(all)) {
    throw new UsageError(`${file} must hold an object: clip name -> {kind, truth, unsure}.`);
  }
  return Object.entries(all).map(([name, value]): ClipTruth => {
    const { kind, person, truth, unsure } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof kind !== 'string') throw new UsageError(`${file}: ${name} says no "kind".`);
    return {
      name,
      kind,
      person: typeof person === 'string' ? person : name,
      truth: spansOf(truth ?? [], `${file}, ${name}, truth`),
      unsure: spansOf(unsure ?? [], `${file}, ${name}, unsure`),
    };
  });
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The truth ${file} cannot be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}

function spansOf(spans: unknown, place: string): TrueSpan[] {
  if (!Array.isArray(spans)) throw new UsageError(`${place} must hold a list of {start, end, expression}.`);
  return spans.map((span: Partial<TrueSpan> | null, i) => {
    const { start, end, expression, strength } = span ?? {};
    const fits =
      Number.isFinite(start) &&
      Number.isFinite(end) &&
      start! <= end! &&
      EXPRESSIONS.includes(expression as Expression);
    if (!fits) throw new UsageError(`${place}: entry ${i + 1} is not {start, end, expression} in seconds.`);
    const known = { start: start!, end: end!, expression: expression! };
    return typeof strength === 'string' ? { ...known, strength } : known;
  });
}
