/** A camera clip whose pictures carry their number, so that the far end of a call tells which of them it shows. */
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { i420Of } from '../../tests/e2e/support/raw-clip';
import { SIZE } from '../lib/clip.mjs';

/** Bits of the number, drawn as squares along the lower edge, the highest first. */
export const BITS = 6;
export const SQUARE = 48;
export const PICTURES = 2 ** BITS - 1;
/** Of the tests' camera (camera.c). Milliseconds. */
export const PICTURE_EVERY = 1000 / 15;

/** @param clip motion JPEG. Its first pictures are used. @returns the path for `cameraEnvironment` */
export async function codedClip(clip: string): Promise<string> {
  const name = clip.replace(/\.mjpeg$/, '-coded.mjpeg');
  const raw = name.replace(/\.mjpeg$/, '.i420');
  if (existsSync(raw)) return name;
  const pictures = await readFile(await i420Of(clip));
  const { width, height } = SIZE;
  const size = (width * height * 3) / 2;
  const coded = Buffer.alloc(size * PICTURES);
  for (let n = 0; n < PICTURES; n++) {
    const from = (n % (pictures.length / size)) * size;
    pictures.copy(coded, n * size, from, from + size);
    for (let bit = 0; bit < BITS; bit++) {
      const light = (n >> (BITS - 1 - bit)) & 1 ? 235 : 16;
      for (let y = height - SQUARE; y < height; y++) {
        const at = n * size + y * width + bit * SQUARE;
        coded.fill(light, at, at + SQUARE);
        const chroma = n * size + width * height + ((y >> 1) * width) / 2 + (bit * SQUARE) / 2;
        coded.fill(128, chroma, chroma + SQUARE / 2);
        coded.fill(128, chroma + (width * height) / 4, chroma + (width * height) / 4 + SQUARE / 2);
      }
    }
  }
  await writeFile(raw, coded);
  return name;
}
