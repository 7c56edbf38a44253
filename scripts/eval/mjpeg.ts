import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { decimate, shrinkFactor } from '../../src/shared/pixels/decimate';
import type { Frame, RegionOfInterest } from '../../src/shared/types';
import { UsageError } from './models';

/** Chromium's fake camera, and most clips, play at this rate. */
export const CLIP_FPS = 30;

/**
 * Cuts motion JPEG into pictures. A picture that breaks off at the end of the file is left out.
 * @throws UsageError where the file holds no whole picture
 */
export async function readMjpeg(file: string): Promise<Buffer[]> {
  const data = await readFile(file).catch(() => {
    throw new UsageError(`The clip ${file} cannot be read.`);
  });
  const pictures = picturesIn(data);
  if (pictures.length === 0) throw new UsageError(`${file} is not a motion-JPEG clip.`);
  return pictures;
}

/** The whole pictures in a stream of motion JPEG. */
export function picturesIn(data: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  let start = data.indexOf(START);
  while (start >= 0) {
    const end = data.indexOf(END, start);
    if (end < 0) break;
    const next = data.indexOf(START, end);
    pictures.push(data.subarray(start, next < 0 ? end + 2 : next));
    start = next;
  }
  return pictures;
}
// Start of image, followed by the first marker; end of image.
const START = Buffer.from([0xff, 0xd8, 0xff]);
const END = Buffer.from([0xff, 0xd9]);

/** A picture as the frame source would send it: decoded, cut to `region`, shrunk. */
export async function frameOf(
  picture: Buffer,
  time: number,
  region: RegionOfInterest | null,
): Promise<Frame> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return frameOfPixels({ width: info.width, height: info.height, data }, time, region);
}

/** A decoded picture in 8-bit RGBA as the frame source would send it: cut to `region`, shrunk. */
export function frameOfPixels(
  { width, height, data }: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  time: number,
  region: RegionOfInterest | null,
): Frame {
  const { factor, ...part } = region ?? { x: 0, y: 0, width, height, factor: undefined };
  const planes = {
    format: 'RGBA' as const,
    width: part.width,
    height: part.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.length),
    layout: [{ offset: 4 * (part.y * width + part.x), stride: 4 * width }],
  };
  const small = decimate(planes, factor ?? shrinkFactor(part.width));
  return { ...small, time, region: part, sourceWidth: width, sourceHeight: height };
}
