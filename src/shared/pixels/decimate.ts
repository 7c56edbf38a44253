/** Shrinks camera pictures to what the networks need, by whole factors, averaging every block of pixels. */

import { averageWords } from './average-words';

/** Width the shrunk picture should have, about. */
const WIDTH = 320;

/** Pixel planes as `VideoFrame.copyTo` writes them. */
export interface Planes {
  readonly format: 'I420' | 'NV12' | 'RGBA';
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly layout: readonly { readonly offset: number; readonly stride: number }[];
}

/** A picture as I420 without padding. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The whole factor by which a picture of this width is shrunk; at least 1. */
export function shrinkFactor(width: number): number {
  return Math.max(1, Math.round(width / WIDTH));
}

/**
 * @param factor whole number, at least 1
 * @param into where the picture is written if it fits exactly; a new buffer otherwise
 */
export function decimate(planes: Planes, factor: number, into?: Uint8Array | null): SmallPicture {
  const width = evenPart(planes.width / factor);
  const height = evenPart(planes.height / factor);
  if (width < 2 || height < 2) throw new RangeError('The picture is too small to shrink.');
  const luma = width * height;
  const chroma = luma / 4;
  const size = luma + 2 * chroma;
  const data = into?.length === size ? into : new Uint8Array(size);
  const y = data.subarray(0, luma);
  const u = data.subarray(luma, luma + chroma);
  const v = data.subarray(luma + chroma);
  if (planes.format === 'RGBA') {
    fromRgba(planes, factor, width, height, y, u, v);
    return { width, height, data };
  }
  const [first, second, third] = planes.layout;
  average(planes.data, first!.offset, first!.stride, 1, factor, width, height, y);
  const half = [width / 2, height / 2] as const;
  if (planes.format === 'NV12') {
    average(planes.data, second!.offset, second!.stride, 2, factor, ...half, u);
    average(planes.data, second!.offset + 1, second!.stride, 2, factor, ...half, v);
  } else {
    average(planes.data, second!.offset, second!.stride, 1, factor, ...half, u);
    average(planes.data, third!.offset, third!.stride, 1, factor, ...half, v);
  }
  return { width, height, data };
}

/** Full-range samples (0..255) as limited-range ones: luma 16..235, chroma 16..240. */
const LIMITED_LUMA = Uint8Array.from({ length: 256 }, (_, sample) => 16.5 + (sample * 219) / 255);
const LIMITED_CHROMA = Uint8Array.from({ length: 256 }, (_, sample) => 128.5 + ((sample - 128) * 224) / 255);

/** Turns full-range samples into limited-range ones, which all frames have; in place. */
export function limitRange({ width, height, data }: SmallPicture): void {
  const luma = width * height;
  for (let i = 0; i < luma; i++) data[i] = LIMITED_LUMA[data[i]!]!;
  for (let i = luma; i < data.length; i++) data[i] = LIMITED_CHROMA[data[i]!]!;
}

/** Block averages of one plane; `pitch` is the distance between neighbouring samples in bytes. */
function average(
  from: Uint8Array,
  offset: number,
  stride: number,
  pitch: number,
  factor: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  if (pitch === 1 && factor === 1) {
    for (let row = 0; row < height; row++) {
      const start = offset + row * stride;
      to.set(from.subarray(start, start + width), row * width);
    }
    return;
  }
  if (pitch === 1 && averageWords(from, offset, stride, factor, width, height, to)) return;
  const count = factor * factor;
  const rounding = count >> 1;
  let out = 0;
  for (let row = 0; row < height; row++) {
    const top = offset + row * factor * stride;
    for (let column = 0; column < width; column++) {
      let at = top + column * factor * pitch;
      let sum = rounding;
      for (let j = 0; j < factor; j++) {
        for (let i = 0; i < factor; i++) sum += from[at + i * pitch]!;
        at += stride;
      }
      to[out++] = sum / count;
    }
  }
}

/** RGBA -> I420 by the BT.601 limited-range weights, each output from the mean colour of its block. */
function fromRgba(
  { data, layout }: Planes,
  factor: number,
  width: number,
  height: number,
  y: Uint8Array,
  u: Uint8Array,
  v: Uint8Array,
): void {
  const { offset, stride } = layout[0]!;
  const mean = new Uint8Array(3 * width * height);
  averageColours(data, offset, stride, factor, width, height, mean);
  for (let i = 0, at = 0; i < y.length; i++, at += 3) {
    y[i] = 16.5 + 0.257 * mean[at]! + 0.504 * mean[at + 1]! + 0.098 * mean[at + 2]!;
  }
  let out = 0;
  const below = 3 * width;
  for (let row = 0; row < height; row += 2) {
    for (let at = row * below; at < (row + 1) * below; at += 6) {
      const red = (mean[at]! + mean[at + 3]! + mean[at + below]! + mean[at + below + 3]!) / 4;
      const green = (mean[at + 1]! + mean[at + 4]! + mean[at + below + 1]! + mean[at + below + 4]!) / 4;
      const blue = (mean[at + 2]! + mean[at + 5]! + mean[at + below + 2]! + mean[at + below + 5]!) / 4;
      u[out] = 128.5 - 0.148 * red - 0.291 * green + 0.439 * blue;
      v[out++] = 128.5 + 0.439 * red - 0.368 * green - 0.071 * blue;
    }
  }
}

/** Red and blue of a pixel, side by side: sums of four of them have room. */
const RED_AND_BLUE = 0x00ff00ff;
/** The lowest byte of a word is red. */
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** As `averageColours` of two by two pixels, a whole pixel at a time. @param stride in words */
function averageTwoByTwo(
  words: Int32Array,
  stride: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  let out = 0;
  for (let row = 0; row < height; row++) {
    const top = 2 * row * stride;
    for (let at = top; at < top + 2 * width; at += 2) {
      const a = words[at]!;
      const b = words[at + 1]!;
      const c = words[at + stride]!;
      const d = words[at + stride + 1]!;
      const outer = (a & RED_AND_BLUE) + (b & RED_AND_BLUE) + (c & RED_AND_BLUE) + (d & RED_AND_BLUE);
      const green = ((a >> 8) & 0xff) + ((b >> 8) & 0xff) + ((c >> 8) & 0xff) + ((d >> 8) & 0xff);
      to[out] = ((outer & 0xffff) + 2) >> 2;
      to[out + 1] = (green + 2) >> 2;
      to[out + 2] = ((outer >>> 16) + 2) >> 2;
      out += 3;
    }
  }
}

/** Block averages of red, green and blue in one pass, three values a pixel. */
function averageColours(
  from: Uint8Array,
  offset: number,
  stride: number,
  factor: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  const first = from.byteOffset + offset;
  if (factor === 2 && LITTLE_ENDIAN && first % 4 === 0 && stride % 4 === 0) {
    const words = new Int32Array(from.buffer, first, (from.length - offset) >> 2);
    return averageTwoByTwo(words, stride / 4, width, height, to);
  }
  const count = factor * factor;
  const rounding = count >> 1;
  const onward = stride - 4 * factor;
  let out = 0;
  for (let row = 0; row < height; row++) {
    const top = offset + row * factor * stride;
    for (let column = 0; column < width; column++) {
      let at = top + 4 * column * factor;
      let red = rounding;
      let green = rounding;
      let blue = rounding;
      for (let j = 0; j < factor; j++) {
        for (let i = 0; i < factor; i++) {
          red += from[at]!;
          green += from[at + 1]!;
          blue += from[at + 2]!;
          at += 4;
        }
        at += onward;
      }
      to[out++] = red / count;
      to[out++] = green / count;
      to[out++] = blue / count;
    }
  }
}

const evenPart = (value: number): number => 2 * Math.floor(value / 2);
