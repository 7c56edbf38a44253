/** The commands as people call them, on a handful of made-up pictures and one public-domain portrait. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NETWORK_LABELS } from '../../src/analysis/emotion/labels';

const root = fileURLToPath(new URL('../../', import.meta.url));
const portrait = readFileSync(`${root}tests/fixtures/portrait-48.bin`);

interface Run {
  readonly code: number;
  readonly stderr: string;
  /** The last line of stdout. */
  readonly last: string;
}

const run = (command: string, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const config = `${root}scripts/eval/vite-node.config.ts`;
    const all = [
      'node_modules/vite-node/dist/cli.mjs',
      '--config',
      config,
      `scripts/eval/${command}.ts`,
      ...args,
    ];
    execFile(process.execPath, all, { cwd: root }, (error, stdout, stderr) => {
      const last = stdout.trimEnd().split('\n').at(-1)!;
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stderr, last });
    });
  });

let faces: string;
let photos: string;
beforeAll(() => {
  faces = mkdtempSync(join(tmpdir(), 'emojigen-faces-'));
  const darker = portrait.map((value) => value / 2);
  writeFileSync(join(faces, 'a.bin'), Buffer.concat([portrait, darker, portrait]));
  writeFileSync(join(faces, 'a.csv'), 'ferplus_majority,cos_x\nhappiness,\nhappiness,0.2\ncontempt,0.95\n');
  photos = mkdtempSync(join(tmpdir(), 'emojigen-photos-'));
  copyFileSync(`${root}tests/fixtures/astronaut.png`, join(photos, 'a.png'));
  writeFileSync(join(photos, 'labels.csv'), 'file,label,place\na.png,happy,"Houston, Texas"\n');
});
afterAll(() => {
  for (const folder of [faces, photos]) rmSync(folder, { recursive: true });
});

describe('eval:faces', () => {
  it('prints the figures as one line of JSON', { timeout: 120_000 }, async () => {
    const { code, last } = await run('faces', '--faces', faces);
    expect(code).toBe(0);
    const figures = JSON.parse(last);
    expect(Object.keys(figures).sort()).toEqual([
      'accuracy6',
      'accuracy8',
      'bytes',
      'confusion',
      'ece',
      'macroRecall6',
      'n',
      'params',
      'perClass',
    ]);
    expect(figures.n).toBe(3);
    expect(Object.keys(figures.perClass)).toEqual([...NETWORK_LABELS]);
    expect(figures.confusion.counts.flat().reduce((a: number, b: number) => a + b)).toBe(3);
    expect(figures.params).toBeGreaterThan(1000);
    expect(figures.bytes).toBeGreaterThan(figures.params);
  });

  it('says what is wrong without a stack', { timeout: 120_000 }, async () => {
    const calls: [string[], RegExp][] = [
      [[], /Say where the faces are: --faces DIR/],
      [['--faces', faces, '--model', 'best'], /no model "best": use ours, human, faceapi/],
      [['--faces', faces, '--fast'], /--fast/],
      [['--faces', join(faces, 'no')], /cannot be read/],
    ];
    for (const [args, message] of calls) {
      const { code, stderr } = await run('faces', ...args);
      expect(code).toBe(1);
      expect(stderr).toMatch(message);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });
});

describe('eval:photos', () => {
  it('finds the portrait and prints figures by group', { timeout: 120_000 }, async () => {
    const { code, last } = await run('photos', '--photos', photos);
    expect(code).toBe(0);
    const figures = JSON.parse(last);
    expect(figures).toMatchObject({
      n: 1,
      found: 1,
      byGroup: { place: { 'Houston, Texas': { n: 1, found: 1 } } },
    });
    expect(Object.keys(figures).sort()).toEqual([
      'accuracy',
      'accuracyOfAll',
      'balancedAccuracy',
      'balancedAccuracyOfAll',
      'byGroup',
      'found',
      'n',
      'perClass',
    ]);
  });

  it('names the row of a damaged picture', { timeout: 120_000 }, async () => {
    writeFileSync(join(photos, 'bad.png'), 'no picture');
    writeFileSync(join(photos, 'labels.csv'), 'file,label\nbad.png,happy\n');
    const { code, stderr } = await run('photos', '--photos', photos);
    expect(code).toBe(1);
    expect(stderr).toMatch(/labels\.csv, row 1 \(line 2\): the picture .*bad\.png is damaged/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('the commands that write pages', () => {
  it('eval:conditions measures every condition with four settings', { timeout: 120_000 }, async () => {
    const { code, last } = await run('conditions', '--faces', faces, '--limit', '2', '--docs', photos);
    expect(code).toBe(0);
    const { n, settings, conditions } = JSON.parse(last);
    expect([n, settings.length]).toEqual([2, 4]);
    expect(settings.filter(({ shipped }: { shipped: boolean }) => shipped)).toHaveLength(1);
    expect(conditions.every(({ figures }: { figures: unknown[] }) => figures.length === 4)).toBe(true);
    const page = readFileSync(join(photos, 'conditions.md'), 'utf8');
    for (const { name } of conditions) expect(page).toContain(`| ${name} |`);
  });

  it('eval:card fills the card, keeps the figures and can do without pictures', {
    timeout: 120_000,
  }, async () => {
    writeFileSync(join(photos, 'labels.csv'), 'file,label,place\na.png,happy,Houston\n');
    copyFileSync(`${root}docs/model-card.md`, join(photos, 'model-card.md'));
    const pictures = ['--faces', faces, '--photos', photos, '--models', 'ours'];
    const first = await run('card', ...pictures, '--docs', photos);
    expect(first.code).toBe(0);
    const page = readFileSync(join(photos, 'model-card.md'), 'utf8');
    expect(JSON.parse(first.last)).toMatchObject({
      faces: { ours: { n: 3, clean: { n: 2 } } },
      photos: { ours: { n: 1, found: 1 } },
    });
    expect(page).toContain('| EmojiGen | 3 |');
    expect(page).toContain('| Houston | 1 | 100.0 |');
    const second = await run('card', '--docs', photos);
    expect(second.last).toBe(first.last);
    expect(readFileSync(join(photos, 'model-card.md'), 'utf8')).toBe(page);
  });
});
