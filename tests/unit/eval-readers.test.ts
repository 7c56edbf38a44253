import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCsv } from '../../scripts/eval/csv';
import { loadFaces } from '../../scripts/eval/faces-data';
import { loadPhotoList, readPhoto } from '../../scripts/eval/photos-data';
import { NETWORK_LABELS } from '../../src/analysis/emotion/labels';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emojigen-eval-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const write = (name: string, data: string | Uint8Array): void => writeFileSync(join(folder, name), data);

const PIXELS = 48 * 48;
/** Faces of one gray level each, so that they can be told apart. */
const faces = (...levels: number[]): Uint8Array =>
  Uint8Array.from({ length: levels.length * PIXELS }, (_, i) => levels[Math.floor(i / PIXELS)]!);
const levelsOf = (list: readonly Uint8Array[]): number[] => list.map((face) => face[PIXELS - 1]!);

describe('parseCsv', () => {
  it('gives back what was written, however it was quoted', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', ' b', '\n', 'é') }).map((s) => s.trim());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, field), { maxLength: 6 }),
        fc.constantFrom('\n', '\r\n'),
        (table, end) => {
          const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
          const text = ['x,y', ...table.map((row) => row.map(quoted).join())].join(end);
          const { rows } = parseCsv(text, 'a.csv', ['x', 'y']);
          expect(rows.map(({ values }) => [values.x, values.y])).toEqual(table);
        },
      ),
    );
  });

  it('skips a byte-order mark and empty lines, and knows the line of each row', () => {
    const { columns, rows } = parseCsv('\uFEFFfile,label\r\n\r\n"a\nb",c\n\nd,e\n', 'a.csv', ['file']);
    expect(columns).toEqual(['file', 'label']);
    expect(rows.map(({ place }) => place)).toEqual(['a.csv, row 1 (line 3)', 'a.csv, row 2 (line 6)']);
  });

  it('takes columns that a row leaves out at its end for empty, unless they are needed', () => {
    const { rows } = parseCsv('y,group\n1,a\n2\n', 'a.csv', ['y']);
    expect(rows.map(({ values }) => values)).toEqual([
      { y: '1', group: 'a' },
      { y: '2', group: '' },
    ]);
  });

  it.each([
    ['', 'a.csv is empty.'],
    ['x\n1', 'a.csv has no column "y".'],
    ['y,y\n1,2', 'a.csv has the column "y" twice.'],
    ['x,y\n1,2\n3', 'a.csv, row 2 (line 3): 1 fields where the header has 2.'],
    ['y,x\n1,2\n3,4,5', 'a.csv, row 2 (line 3): 3 fields where the header has 2.'],
    ['x,y\n1,"2', 'a.csv, line 2: a quote is out of place.'],
    ['x,y\n1,2"3', 'a.csv, line 2: a quote is out of place.'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseCsv(text, 'a.csv', ['y'])).toThrow(message);
  });
});

describe('loadFaces', () => {
  const TABLE = [
    'ferplus_majority,pixel_src,cos_nn_train',
    'fear,png,0.2',
    'unknown,png,0.1',
    // Whatever its label says.
    ',jpg_rowunknown,0.1',
    'neutral,png,0.99',
    'anger,png,',
  ].join('\n');

  it('reads packed and plain pairs and leaves out what is no expression or no face', async () => {
    write('valid.csv', TABLE);
    write('valid.bin', faces(10, 20, 30, 40, 50));
    write('test.csv.gz', gzipSync('ferplus_majority\nsurprise'));
    write('test.bin.gz', gzipSync(faces(60)));
    const read = await loadFaces(folder);
    expect(read.splits).toEqual(['test', 'valid']);
    expect(levelsOf(read.faces)).toEqual([60, 10, 40, 50]);
    expect(read.truth.map((i) => NETWORK_LABELS[i])).toEqual(['surprise', 'fear', 'neutral', 'anger']);
    expect(read.leftOut).toEqual({ noExpression: 1, noFace: 1, nearCopies: 0 });
  });

  it('leaves near-copies out on demand, not those without a neighbour', async () => {
    write('valid.csv', TABLE);
    write('valid.bin', faces(10, 20, 30, 40, 50));
    const read = await loadFaces(folder, { clean: true });
    expect(levelsOf(read.faces)).toEqual([10, 50]);
    expect(read.leftOut.nearCopies).toBe(1);
  });

  it('reads training faces only when they are alone or asked for', async () => {
    for (const [name, level] of [
      ['train', 1],
      ['valid', 2],
    ] as const) {
      write(`${name}.csv`, 'ferplus_majority\nneutral');
      write(`${name}.bin`, faces(level));
    }
    expect(levelsOf((await loadFaces(folder)).faces)).toEqual([2]);
    expect(levelsOf((await loadFaces(folder, { split: 'train' })).faces)).toEqual([1]);
    rmSync(join(folder, 'valid.bin'));
    expect(levelsOf((await loadFaces(folder)).faces)).toEqual([1]);
  });

  const GOOD = 'ferplus_majority\nneutral\nfear';
  it.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ['an empty folder', {}, /holds no \.bin or \.bin\.gz file/],
    ['a missing table', { 'a.bin': faces(1) }, /a\.csv \(or a\.csv\.gz\) is missing/],
    [
      'a truncated binary',
      { 'a.csv': GOOD, 'a.bin': faces(1, 2).subarray(9) },
      /a\.bin holds 4599 bytes.*2 rows.*4608/,
    ],
    ['more rows than faces', { 'a.csv': GOOD, 'a.bin': faces(1) }, /a\.bin holds 2304 bytes.*need 4608/],
    ['fewer rows than faces', { 'a.csv': GOOD, 'a.bin': faces(1, 2, 3) }, /a\.bin holds 6912 bytes/],
    [
      'a cut gzip file',
      { 'a.csv': GOOD, 'a.bin.gz': gzipSync(faces(1, 2)).subarray(0, 20) },
      /a\.bin\.gz is damaged or cut off/,
    ],
    ['a gzip file that is none', { 'a.csv.gz': GOOD, 'a.bin': faces(1, 2) }, /a\.csv\.gz is damaged/],
    [
      'an unknown label',
      { 'a.csv': 'ferplus_majority\nneutral\nsmug', 'a.bin': faces(1, 2) },
      /a\.csv, row 2 \(line 3\): unknown label "smug"/,
    ],
    [
      'no label column',
      { 'a.csv': 'label\nneutral', 'a.bin': faces(1) },
      /a\.csv has no column "ferplus_majority"/,
    ],
    [
      'nothing to judge',
      { 'a.csv': 'ferplus_majority\nNF', 'a.bin': faces(1) },
      /holds no face with an expression/,
    ],
  ])('says what is wrong: %s', async (_, files, message) => {
    for (const [name, data] of Object.entries(files)) write(name, data);
    await expect(loadFaces(folder)).rejects.toThrow(message);
  });

  it('says that a folder or a split is not there, and what --clean needs', async () => {
    write('a.csv', GOOD);
    write('a.bin', faces(1, 2));
    await expect(loadFaces(join(folder, 'no'))).rejects.toThrow(/cannot be read/);
    await expect(loadFaces(folder, { split: 'b' })).rejects.toThrow(/no b\.bin/);
    await expect(loadFaces(folder, { clean: true })).rejects.toThrow(/a\.csv has no cos_… column/);
    write('a.csv', 'ferplus_majority,cos_x\nfear,0.1\nneutral,near');
    await expect(loadFaces(folder, { clean: true })).rejects.toThrow(/row 2 \(line 3\): cos_x is "near"/);
  });
});

describe('photographs', () => {
  const picture = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#ff8000' } });

  it('are listed with their groups', async () => {
    write('a.png', await picture(60, 50).png().toBuffer());
    write('labels.csv', 'gender,file,label\nfemale,a.png,surprised');
    const [entry] = await loadPhotoList(folder);
    expect(entry).toMatchObject({ truth: 'surprised', groups: { gender: 'female' } });
  });

  it.each([
    ['JPEG', () => picture(60, 50).jpeg().toBuffer(), [255, 128, 0]],
    ['gray JPEG', () => picture(60, 50).grayscale().jpeg().toBuffer(), [156, 156, 156]],
    ['gray PNG', () => picture(60, 50).toColourspace('b-w').png().toBuffer(), [156, 156, 156]],
    ['PNG of 16 bits', () => picture(60, 50).toColourspace('rgb16').png().toBuffer(), [255, 128, 0]],
    ['PNG with alpha', () => picture(60, 50).ensureAlpha(0).png().toBuffer(), [128, 128, 128]],
    ['palette PNG', () => picture(60, 50).png({ palette: true }).toBuffer(), [255, 128, 0]],
  ])('%s is read as RGBA', async (_, make, colour) => {
    write('a', await make());
    write('labels.csv', 'file,label\na,happy');
    const { width, height, data } = await readPhoto((await loadPhotoList(folder))[0]!);
    expect([width, height, data.length]).toEqual([60, 50, 60 * 50 * 4]);
    [...colour, 255].forEach((value, c) => {
      expect(Math.abs(data[4 * 999 + c]! - value)).toBeLessThanOrEqual(8);
    });
  });

  it('are turned upright as their EXIF note says', async () => {
    write('a.jpg', await picture(60, 50).withMetadata({ orientation: 6 }).jpeg().toBuffer());
    write('labels.csv', 'file,label\na.jpg,happy');
    expect(await readPhoto((await loadPhotoList(folder))[0]!)).toMatchObject({ width: 50, height: 60 });
  });

  it('are refused by file and row where damaged', async () => {
    const whole = await picture(300, 300).jpeg().toBuffer();
    write('cut.jpg', whole.subarray(0, whole.length - 200));
    write('text.jpg', 'no picture');
    write('labels.csv', 'file,label\ncut.jpg,sad\ntext.jpg,angry');
    const [cut, text] = await loadPhotoList(folder);
    await expect(readPhoto(cut!)).rejects.toThrow(/row 1 \(line 2\): the picture .*cut\.jpg is damaged/);
    await expect(readPhoto(text!)).rejects.toThrow(/row 2 \(line 3\): the picture .*text\.jpg is damaged/);
  });

  it.each([
    [null, /labels\.csv is missing/],
    ['file,label\n', /labels\.csv has no rows/],
    ['file,label\na.png,smug', /row 1 \(line 2\): unknown label "smug"/],
    ['file,label\nno.png,sad', /row 1 \(line 2\): the picture .*no\.png is missing/],
    ['file,label\n.,sad', /row 1 \(line 2\): the picture .* is missing/],
  ])('labels %j are refused', async (labels, message) => {
    if (labels !== null) write('labels.csv', labels);
    await expect(loadPhotoList(folder)).rejects.toThrow(message);
  });
});
