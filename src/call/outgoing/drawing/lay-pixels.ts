/** Blends a drawn picture into the planes of a camera frame, in place, in one pass. */
import type { PlanarPicture } from './blend';
import { type Colour, toYuv } from './sprite';

export interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel, premultiplied with alpha, as a canvas has them. Aligned to four bytes. */
  readonly pixels: Uint8Array;
  /** Order of the bytes. */
  readonly order: 'RGBA' | 'BGRA';
}

const SHIFT = 16;
const ONE = 1 << SHIFT;
const HALF = ONE / 2;
/** First and third byte of a pixel. */
const OUTER = 0xff00ff;
/** Alpha sum of four opaque pixels. */
const OPAQUE = 4 * 255;

/** Fixed-point weights of red, green and blue with an offset, for luma and both chroma planes. */
function weightsOf(colour: Colour): readonly Int32Array[] {
  const zero = toYuv(0, 0, 0, colour);
  const [red, green, blue] = [toYuv(255, 0, 0, colour), toYuv(0, 255, 0, colour), toYuv(0, 0, 255, colour)];
  return [0, 1, 2].map((plane) =>
    Int32Array.from([
      ...[red, green, blue].map((full) => Math.round(((full[plane]! - zero[plane]!) / 255) * 2 ** SHIFT)),
      Math.round(zero[plane]! * 2 ** SHIFT),
    ]),
  );
}

const known = new Map<string, readonly Int32Array[]>();

/**
 * Parts outside the camera picture are clipped. An odd last row or column is not drawn.
 * @param left of the drawn picture in pixels of the camera's; even, may be negative (chroma has half the resolution)
 * @param top as `left`
 */
export function layPixels(
  picture: PlanarPicture,
  drawn: Drawn,
  left: number,
  top: number,
  colour: Colour,
): void {
  if (left % 2 !== 0 || top % 2 !== 0) throw new RangeError('A picture is laid on even pixels only.');
  const key = `${colour.matrix} ${colour.fullRange}`;
  const weights = known.get(key) ?? weightsOf(colour);
  known.set(key, weights);
  const [wy, wu, wv] = weights as [Int32Array, Int32Array, Int32Array];
  // Named as in RGBA.
  const [first, last] = drawn.order === 'RGBA' ? [0, 2] : [2, 0];
  const [yr, yg, yb, y0] = [wy[first]!, wy[1]!, wy[last]!, wy[3]! + HALF];
  const [ur, ug, ub, u0] = [wu[first]!, wu[1]!, wu[last]!, wu[3]! + HALF];
  const [vr, vg, vb, v0] = [wv[first]!, wv[1]!, wv[last]!, wv[3]! + HALF];
  const [zeroY, zeroU, zeroV] = [wy[3]!, wu[3]!, wv[3]!];
  const { data, layout, format } = picture;
  const [luma, second, third] = layout;
  const nv12 = format === 'NV12';
  const pitch = nv12 ? 2 : 1;
  const forV = nv12 ? { offset: second!.offset + 1, stride: second!.stride } : third!;
  const pixels = new Uint32Array(drawn.pixels.buffer, drawn.pixels.byteOffset, drawn.width * drawn.height);
  const fromX = Math.max(0, -left);
  const toX = Math.min(drawn.width, (picture.width & ~1) - left) & ~1;
  const toY = Math.min(drawn.height, (picture.height & ~1) - top) & ~1;
  for (let y = Math.max(0, -top); y < toY; y += 2) {
    const line = y * drawn.width;
    const below = line + drawn.width;
    const lumaLine = luma!.offset + (top + y) * luma!.stride + left;
    const uLine = second!.offset + ((top + y) >> 1) * second!.stride + (left >> 1) * pitch;
    const vLine = forV.offset + ((top + y) >> 1) * forV.stride + (left >> 1) * pitch;
    for (let x = fromX; x < toX; x += 2) {
      const a = pixels[line + x]!;
      const b = pixels[line + x + 1]!;
      const c = pixels[below + x]!;
      const d = pixels[below + x + 1]!;
      const alphas = (a >>> 24) + (b >>> 24) + (c >>> 24) + (d >>> 24);
      if (alphas === 0) continue;
      const at = lumaLine + x;
      const under = at + luma!.stride;
      const atU = uLine + (x >> 1) * pitch;
      const atV = vLine + (x >> 1) * pitch;
      if (alphas === OPAQUE) {
        data[at] = (yr * (a & 255) + yg * ((a >>> 8) & 255) + yb * ((a >>> 16) & 255) + y0) >> SHIFT;
        data[at + 1] = (yr * (b & 255) + yg * ((b >>> 8) & 255) + yb * ((b >>> 16) & 255) + y0) >> SHIFT;
        data[under] = (yr * (c & 255) + yg * ((c >>> 8) & 255) + yb * ((c >>> 16) & 255) + y0) >> SHIFT;
        data[under + 1] = (yr * (d & 255) + yg * ((d >>> 8) & 255) + yb * ((d >>> 16) & 255) + y0) >> SHIFT;
        // First and last colour of four pixels are added at once: a sum has ten bits.
        const both = (a & OUTER) + (b & OUTER) + (c & OUTER) + (d & OUTER);
        const green = (((a >>> 8) & 255) + ((b >>> 8) & 255) + ((c >>> 8) & 255) + ((d >>> 8) & 255)) >> 2;
        const red = (both & 0xffff) >> 2;
        const blue = both >>> 18;
        data[atU] = (ur * red + ug * green + ub * blue + u0) >> SHIFT;
        data[atV] = (vr * red + vg * green + vb * blue + v0) >> SHIFT;
        continue;
      }
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let n = 0; n < 4; n++) {
        const p = n === 0 ? a : n === 1 ? b : n === 2 ? c : d;
        const alpha = p >>> 24;
        if (alpha === 0) continue;
        const [pr, pg, pb] = [p & 255, (p >>> 8) & 255, (p >>> 16) & 255];
        red += pr;
        green += pg;
        blue += pb;
        const place = (n > 1 ? under : at) + (n & 1);
        const value = (yr * pr + yg * pg + yb * pb + (zeroY * alpha) / 255) / ONE;
        data[place] = (data[place]! * (255 - alpha)) / 255 + value + 0.5;
      }
      const share = alphas / OPAQUE;
      const u = (ur * red + ug * green + ub * blue) / (4 * ONE) + (zeroU * share) / ONE;
      const v = (vr * red + vg * green + vb * blue) / (4 * ONE) + (zeroV * share) / ONE;
      data[atU] = data[atU]! * (1 - share) + u + 0.5;
      data[atV] = data[atV]! * (1 - share) + v + 0.5;
    }
  }
}
