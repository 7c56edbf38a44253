import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cameraArgs } from '../../scripts/lib/camera.mjs';
import { makeClip, SIZE } from '../../scripts/lib/clip.mjs';

const START = Buffer.from([0xff, 0xd8, 0xff]);

/** The pictures in a motion JPEG file. */
function picturesOf(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf(START); at >= 0; at = bytes.indexOf(START, at + 1)) starts.push(at);
  return starts.map((start, index) => bytes.subarray(start, starts[index + 1]));
}

describe('clip files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'emojigen-clip-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds pictures of the kind that Chromium plays, each unlike the one before', async () => {
    const file = join(folder, 'two.mjpeg');
    await makeClip([{ show: ['happy', 'neutral'], seconds: 0.1 }], file);
    const pictures = picturesOf(await readFile(file));
    expect(pictures).toHaveLength(3);
    for (const picture of pictures) {
      const { width, height, format, chromaSubsampling, isProgressive } = await sharp(picture).metadata();
      expect({ width, height }).toEqual(SIZE);
      expect({ format, chromaSubsampling, isProgressive }).toEqual({
        format: 'jpeg',
        chromaSubsampling: '4:2:0',
        isProgressive: false,
      });
    }
    expect(pictures[0]!.equals(pictures[1]!)).toBe(false);
    expect(await readdir(folder)).toEqual(['two.mjpeg']);
    expect(cameraArgs(file).join(' ')).toContain(file);
  });

  it('is black where nothing is shown', async () => {
    const file = join(folder, 'black.mjpeg');
    await makeClip([{ show: [], seconds: 0.01 }], file);
    const { channels } = await sharp(await readFile(file)).stats();
    expect(channels.map((channel) => channel.max)).toEqual([0, 0, 0]);
  });

  it('refuses a photograph it does not have', async () => {
    await expect(makeClip([{ show: ['nobody'], seconds: 1 }], join(folder, 'x.mjpeg'))).rejects.toThrow(
      'nobody',
    );
  });

  it.each(['missing.mjpeg', 'notes.txt', 'damaged.mjpeg', 'damaged.y4m', '.'])(
    '%s is no camera',
    async (name) => {
      await writeFile(join(folder, 'notes.txt'), 'notes');
      await writeFile(join(folder, 'damaged.mjpeg'), 'no pictures');
      await writeFile(join(folder, 'damaged.y4m'), '');
      expect(() => cameraArgs(join(folder, name))).toThrow(/clip/);
    },
  );
});
