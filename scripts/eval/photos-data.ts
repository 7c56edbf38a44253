/** Reads folders of photographs with labels.csv (`file,label` and any group columns). */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { EXPRESSIONS, type Expression } from '../../src/shared/types';
import { parseCsv } from './csv';
import { UsageError } from './usage-error';

export interface PhotoEntry {
  /** For messages: the row in labels.csv. */
  readonly place: string;
  readonly path: string;
  readonly truth: Expression;
  readonly groups: Readonly<Record<string, string>>;
}

/** A decoded photograph, upright: 8-bit RGBA, row-major. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/**
 * Every picture is looked for before the first one is read, so that a missing one is told at once.
 * @throws UsageError that names file and row
 */
export async function loadPhotoList(folder: string): Promise<PhotoEntry[]> {
  const text = await readFile(join(folder, 'labels.csv'), 'utf8').catch(() => {
    throw new UsageError(`${join(folder, 'labels.csv')} is missing or cannot be read.`);
  });
  const { rows } = parseCsv(text, 'labels.csv', ['file', 'label']);
  if (rows.length === 0) throw new UsageError('labels.csv has no rows.');
  const entries = rows.map(({ place, values }): PhotoEntry => {
    const { file, label, ...groups } = values;
    if (!(EXPRESSIONS as readonly string[]).includes(label!)) {
      throw new UsageError(`${place}: unknown label "${label}". Known are ${EXPRESSIONS.join(', ')}.`);
    }
    return { place, path: join(folder, file!), truth: label as Expression, groups };
  });
  await Promise.all(
    entries.map(async ({ place, path }) => {
      const isFile = await stat(path)
        .then((found) => found.isFile())
        .catch(() => false);
      if (!isFile) throw new UsageError(`${place}: the picture ${path} is missing.`);
    }),
  );
  return entries;
}

/** @throws UsageError that names file and row where the picture cannot be decoded as a whole */
export async function readPhoto({ path, place }: PhotoEntry): Promise<Photo> {
  try {
    const { data, info } = await sharp(path, { failOn: 'truncated' })
      .rotate()
      .toColourspace('srgb')
      .flatten({ background: '#808080' })
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw new UsageError(`${place}: the picture ${path} is damaged or no picture.`, { cause });
  }
}
