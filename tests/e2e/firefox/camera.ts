/** A real camera for Firefox, as far as Firefox can tell: camera.c, which plays a clip. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { SIZE } from '../../../scripts/lib/clip.mjs';

const SOURCE = fileURLToPath(new URL('camera.c', import.meta.url));
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** The environment that gives a Firefox process the camera. @param clip motion JPEG of `SIZE`, 30 frames a second */
export async function cameraEnvironment(clip: string, compiler: string): Promise<Record<string, string>> {
  return {
    LD_PRELOAD: await compiled(dirname(clip), compiler),
    EMOJIGEN_CAMERA: await rawPictures(clip),
    EMOJIGEN_WIDTH: String(SIZE.width),
    EMOJIGEN_HEIGHT: String(SIZE.height),
  };
}

async function compiled(folder: string, compiler: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(SOURCE));
  const library = join(folder, `camera-${hash.digest('hex').slice(0, 12)}.so`);
  if (existsSync(library)) return library;
  const partial = `${library}.${process.pid}.part`;
  execFileSync(compiler, ['-shared', '-fPIC', '-O2', '-o', partial, SOURCE, '-ldl', '-lpthread']);
  await rename(partial, library);
  return library;
}

/** Every second picture of the clip, as I420, since the camera gives 15 a second. */
async function rawPictures(clip: string): Promise<string> {
  const file = join(dirname(clip), `${basename(clip, '.mjpeg')}.i420`);
  if (existsSync(file)) return file;
  const bytes = await readFile(clip);
  const pictures: Buffer[] = [];
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const end = bytes.indexOf(END_OF_IMAGE, at) + END_OF_IMAGE.length;
    if (n % 2 === 0)
      pictures.push(toI420(await sharp(bytes.subarray(at, end)).removeAlpha().raw().toBuffer()));
    at = end;
  }
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, Buffer.concat(pictures));
  await rename(partial, file);
  return file;
}

/** RGB -> I420, BT.601, limited range. */
function toI420(rgb: Buffer): Buffer {
  const { width, height } = SIZE;
  const pixels = width * height;
  const out = Buffer.alloc((pixels * 3) / 2);
  for (let i = 0; i < pixels; i++) {
    const [r, g, b] = [rgb[3 * i]!, rgb[3 * i + 1]!, rgb[3 * i + 2]!];
    const [x, y] = [i % width, Math.floor(i / width)];
    out[i] = 16.5 + 0.257 * r + 0.504 * g + 0.098 * b;
    if (x % 2 === 1 || y % 2 === 1) continue;
    const at = (y / 2) * (width / 2) + x / 2;
    out[pixels + at] = 128.5 - 0.148 * r - 0.291 * g + 0.439 * b;
    out[(pixels * 5) / 4 + at] = 128.5 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return out;
}
