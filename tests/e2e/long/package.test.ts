import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { ROOT } from '../../../scripts/lib/toolchain.mjs';

/** Two builds beside other tests' browsers. Milliseconds. */
const TIME = 400_000;

interface Made {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Runs the command in a folder. It also has web-ext look for errors; resolves to what it made. */
async function pack(cwd: string): Promise<readonly Made[]> {
  const args = ['scripts/package.mjs', '--only', 'firefox'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 1 << 26 });
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

/** What a reviewer does who gets the sources of the extension: unpacks them somewhere, and builds. */
async function packFrom(sources: JSZip): Promise<readonly Made[]> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-sources-'));
  try {
    for (const file of Object.values(sources.files)) {
      if (file.dir) continue;
      await mkdir(dirname(join(folder, file.name)), { recursive: true });
      await writeFile(join(folder, file.name), await file.async('nodebuffer'));
    }
    // `npm ci` would bring the same.
    await symlink(`${ROOT}node_modules`, join(folder, 'node_modules'));
    return await pack(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it(
  'packages for the stores: the same bytes from the sources that go with them, small, complete, without local sites',
  async () => {
    const first = await pack(ROOT);
    expect(first.map(({ name }) => name.replace(/\d+\.\d+\.\d+/, 'V'))).toEqual([
      'emojigen-V-firefox.zip',
      'emojigen-V-sources.zip',
    ]);
    const bytes = await readFile(`${ROOT}.output/store/${first[0]!.name}`);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(first[0]!.sha256);
    expect(bytes.length).toBeLessThan(8 * 1024 * 1024);
    const zip = await JSZip.loadAsync(bytes);
    for (const file of [
      'LICENSE.txt',
      'THIRD_PARTY_NOTICES.txt',
      'models/face/LICENSE.txt',
      'emoji/NOTICE.txt',
    ])
      expect(zip.file(file), file).not.toBeNull();
    // Nothing of the machine it was built on: someone else's build must be the same.
    for (const file of Object.values(zip.files))
      expect((await file.async('string')).includes(ROOT), file.name).toBe(false);
    const manifest = await zip.file('manifest.json')!.async('string');
    expect(manifest).not.toMatch(/localhost|127\.0\.0\.1/);
    expect(JSON.parse(manifest).version).toBe(
      JSON.parse(await readFile(`${ROOT}package.json`, 'utf8')).version,
    );
    const sources = await JSZip.loadAsync(await readFile(`${ROOT}.output/store/${first[1]!.name}`));
    for (const file of [
      'package-lock.json',
      'wxt.config.ts',
      'src/analysis/pipeline.ts',
      'public/models/emotion/weights.bin',
    ])
      expect(sources.file(file), file).not.toBeNull();
    expect((await packFrom(sources))[0]).toEqual(first[0]);
  },
  TIME,
);
