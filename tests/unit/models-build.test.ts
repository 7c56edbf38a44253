import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  APACHE_LICENSE,
  BuildInputError,
  buildModels,
  DETECTOR,
  EMOJI,
  emojiSource,
  MESH_PACK,
  MESH_PACK_LOADER,
} from '../../scripts/models/index.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const INPUTS = [DETECTOR, MESH_PACK, MESH_PACK_LOADER, APACHE_LICENSE, ...EMOJI.map(emojiSource)];

let root: string;
const inRoot = (...parts: string[]) => path.join(root, ...parts);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'emojigen-models-'));
  for (const file of INPUTS) {
    mkdirSync(path.dirname(inRoot('node_modules', file)), { recursive: true });
    copyFileSync(path.join(project, 'node_modules', file), inRoot('node_modules', file));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

/** Every file that the build wrote, with its contents. */
function outputs(): Record<string, string> {
  if (!existsSync(inRoot('public'))) return {};
  const files = readdirSync(inRoot('public'), { recursive: true, encoding: 'utf8' });
  const entries = files.map((file) => [file, inRoot('public', file)] as const);
  const read = entries.filter(([, full]) => statSync(full).isFile());
  return Object.fromEntries(read.map(([file, full]) => [file, readFileSync(full, 'base64')]));
}

const flipByte = (file: string, at: number) => {
  const bytes = readFileSync(file);
  bytes[at]! ^= 1;
  writeFileSync(file, bytes);
};

describe('buildModels', () => {
  it('writes models, emoji and notices, and nothing else', () => {
    expect(buildModels({ root }).built).toBe(true);
    const face = ['detector.bin', 'detector.json', 'mesh.bin', 'mesh.json'].map(
      (name) => `models/face/face-${name}`,
    );
    const emoji = EMOJI.map((codePoint) => `emoji/${codePoint}.webp`);
    const notices = ['models/face/NOTICE.txt', 'models/face/LICENSE.txt', 'emoji/NOTICE.txt'];
    expect(Object.keys(outputs()).sort()).toEqual([...face, ...emoji, ...notices].sort());
    expect(readFileSync(inRoot('public/models/face/NOTICE.txt'), 'utf8')).toContain(
      'Apache License, Version 2.0',
    );
    for (const codePoint of EMOJI) {
      const picture = readFileSync(inRoot('public/emoji', `${codePoint}.webp`));
      expect(picture.toString('latin1', 8, 12)).toBe('WEBP');
    }
    expect(readdirSync(inRoot('.cache'))).toEqual(['models.json']);
  });

  it('has skin tones from light to dark, as their names say', async () => {
    buildModels({ root });
    const tones = ['1f3fb', '1f3fc', '1f3fd', '1f3fe', '1f3ff'];
    const hands = EMOJI.filter((name: string) => name.endsWith('-1f3fb')).map((name: string) =>
      name.slice(0, -6),
    );
    expect(hands.length).toBeGreaterThan(3);
    for (const hand of hands) {
      const lightness = await Promise.all(
        tones.map(async (tone) => {
          const picture = sharp(inRoot('public/emoji', `${hand}-${tone}.webp`));
          const { data } = await picture
            .flatten({ background: '#fff' })
            .greyscale()
            .raw()
            .toBuffer({ resolveWithObject: true });
          return data.reduce((sum, value) => sum + value, 0) / data.length;
        }),
      );
      expect(lightness).toEqual(lightness.toSorted((a, b) => b - a));
    }
  });

  it('names its weights as they are called on disk', () => {
    buildModels({ root });
    for (const name of ['face-detector', 'face-mesh']) {
      const json = JSON.parse(readFileSync(inRoot('public/models/face', `${name}.json`), 'utf8'));
      expect(json.weightsManifest[0].paths).toEqual([`${name}.bin`]);
    }
  });

  it('does nothing where all is there, and says so', () => {
    buildModels({ root });
    const file = inRoot('public/models/face/face-mesh.bin');
    const { mtimeMs, ino } = statSync(file);
    expect(buildModels({ root })).toEqual({ built: false, files: 0, bytes: 0 });
    expect(statSync(file)).toMatchObject({ mtimeMs, ino });
  });

  it.each([
    ['an output is gone', () => rmSync(inRoot('public/emoji/1f604.webp'))],
    ['an output is damaged', () => flipByte(inRoot('public/models/face/face-mesh.bin'), 999)],
    ['the stamp is gone', () => rmSync(inRoot('.cache/models.json'))],
    [
      'the stamp is that of other inputs or another converter',
      () => {
        const stamp = JSON.parse(readFileSync(inRoot('.cache/models.json'), 'utf8'));
        writeFileSync(inRoot('.cache/models.json'), JSON.stringify({ ...stamp, key: '0'.repeat(64) }));
      },
    ],
    ['the stamp is damaged', () => writeFileSync(inRoot('.cache/models.json'), '{"key":')],
  ])('builds again where %s', (_, damage) => {
    buildModels({ root });
    const before = outputs();
    damage();
    expect(buildModels({ root }).built).toBe(true);
    expect(outputs()).toEqual(before);
  });

  it('removes what an earlier build left, but only in its own folders', () => {
    mkdirSync(inRoot('public/emoji'), { recursive: true });
    mkdirSync(inRoot('public/models/emotion'), { recursive: true });
    writeFileSync(inRoot('public/emoji/1f4a9.webp'), '');
    writeFileSync(inRoot('public/models/emotion/card.json'), '{}');
    buildModels({ root });
    expect(existsSync(inRoot('public/emoji/1f4a9.webp'))).toBe(false);
    expect(existsSync(inRoot('public/models/emotion/card.json'))).toBe(true);
  });

  it.each([DETECTOR, MESH_PACK, MESH_PACK_LOADER, emojiSource('1f604')])(
    'stops at one changed bit in %s',
    (file) => {
      flipByte(inRoot('node_modules', file), 1234);
      expect(() => buildModels({ root })).toThrow(BuildInputError);
      expect(() => buildModels({ root })).toThrow(
        `node_modules/${file} is not the file that this build was made for`,
      );
      expect(outputs()).toEqual({});
    },
  );

  it('leaves an earlier build as it was when an input turns bad', () => {
    buildModels({ root });
    const before = outputs();
    flipByte(inRoot('node_modules', DETECTOR), 50_000);
    expect(() => buildModels({ root })).toThrow(BuildInputError);
    expect(outputs()).toEqual(before);
  });
});

describe('npm run models', () => {
  const script = path.join(project, 'scripts/models.mjs');
  const run = () => {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--root', root], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr, took: performance.now() - start };
  };

  it('builds, then is done at once', () => {
    expect(run()).toMatchObject({ status: 0, stdout: expect.stringContaining('wrote') });
    const second = run();
    expect(second).toMatchObject({ status: 0, stdout: 'models: up to date\n' });
    // 0.1 s on an idle machine; the promise is 0.5 s, with room for a busy one.
    expect(second.took).toBeLessThan(2000);
  });

  it('names a missing file, what was expected and what to do, without a stack trace', () => {
    rmSync(inRoot('node_modules', DETECTOR));
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain(`node_modules/${DETECTOR} cannot be read (ENOENT)`);
    expect(stderr).toMatch(/expected SHA-256: [0-9a-f]{64}/);
    expect(stderr).toContain('npm ci');
    expect(stderr).not.toContain('    at ');
    expect(outputs()).toEqual({});
  });

  it('shows both sums of a file that was cut off', () => {
    const file = inRoot('node_modules', MESH_PACK);
    writeFileSync(file, readFileSync(file).subarray(0, 3_000_000));
    const { status, stderr } = run();
    expect(status).toBe(1);
    const sums = stderr.match(/[0-9a-f]{64}/g) ?? [];
    expect(new Set(sums).size).toBe(2);
    expect(outputs()).toEqual({});
  });
});
