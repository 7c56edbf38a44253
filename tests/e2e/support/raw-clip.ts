/**
 * Camera clips as raw pictures, 15 a second: half of what the clips have. A call of 15 pictures a second that need no
 * decoding takes about half of the processor time, which two cores have to share between two browsers.
 */
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';

const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** The clip as YUV4MPEG2, beside it: what Chromium's fake camera plays at the rate that the file says. */
export const y4mOf = (clip: string): Promise<string> =>
  converted(clip, 'y4m', (pictures, { width, height }) => [
    Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420\n`),
    ...pictures.flatMap((picture) => [Buffer.from('FRAME\n'), picture]),
  ]);

/** The clip as I420 pictures one after the other, beside it. */
export const i420Of = (clip: string): Promise<string> => converted(clip, 'i420', (pictures) => pictures);

interface Size {
  readonly width: number;
  readonly height: number;
}

/** @param clip motion JPEG, 30 frames a second */
async function converted(
  clip: string,
  ending: string,
  pack: (pictures: readonly Buffer[], size: Size) => readonly Buffer[],
): Promise<string> {
  const file = join(dirname(clip), `${basename(clip, '.mjpeg')}.${ending}`);
  if (existsSync(file)) return file;
  const bytes = await readFile(clip);
  const pictures: Buffer[] = [];
  let size: Size = { width: 0, height: 0 };
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const end = bytes.indexOf(END_OF_IMAGE, at) + END_OF_IMAGE.length;
    if (n % 2 === 0) {
      const image = sharp(bytes.subarray(at, end)).removeAlpha().raw();
      const { data, info } = await image.toBuffer({ resolveWithObject: true });
      pictures.push(toI420(data, info));
      size = info;
    }
    at = end;
  }
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, Buffer.concat(pack(pictures, size)));
  await rename(partial, file);
  return file;
}

/** RGB -> I420, BT.601, limited range. */
function toI420(rgb: Buffer, { width, height }: Size): Buffer {
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
