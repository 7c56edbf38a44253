/** Lays a patch over the planes of a camera picture, in place. */
import type { Planes } from '../../../shared/pixels/decimate';
import type { Patch } from './rasterise';

/** A frame in one of the two formats that cameras deliver. */
export type PlanarPicture = Planes & { readonly format: 'I420' | 'NV12' };

/**
 * Blends a patch into the picture. Parts outside the picture are clipped. An odd last row or column is not drawn.
 * @param left of the patch in pixels of the picture; even, may be negative (chroma has half the resolution)
 * @param top as `left`
 * @param opacity 0..1
 */
export function blendPatch(
  picture: PlanarPicture,
  patch: Patch,
  left: number,
  top: number,
  opacity = 1,
): void {
  if (left % 2 !== 0 || top % 2 !== 0) throw new RangeError('A patch is laid on even pixels only.');
  const strength = Math.round(Math.min(Math.max(opacity, 0), 1) * 256);
  const { data, width, height, layout } = picture;
  const [luma, second, third] = layout;
  const nv12 = picture.format === 'NV12';
  const place = { left: left >> 1, top: top >> 1, width: width >> 1, height: height >> 1, data };
  const chroma = { ...place, pitch: nv12 ? 2 : 1 };
  const { side, alpha, opaque, y, chromaAlpha, chromaOpaque, u, v } = patch;
  const coarse = { side: side >> 1, alphas: chromaAlpha, opaque: chromaOpaque };
  const all = { data, pitch: 1, left, top, width: width & ~1, height: height & ~1 };
  blendPlane({ ...all, ...luma! }, { side, alphas: alpha, opaque, values: y }, strength);
  blendPlane({ ...chroma, ...second! }, { ...coarse, values: u }, strength);
  const forV = nv12 ? { offset: second!.offset + 1, stride: second!.stride } : third!;
  blendPlane({ ...chroma, ...forV }, { ...coarse, values: v }, strength);
}

/** One plane of the picture, and the patch's position in it. */
interface Ground {
  readonly data: Uint8Array;
  readonly offset: number;
  readonly stride: number;
  /** Bytes between neighbouring samples. */
  readonly pitch: number;
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/** One plane of a patch. */
interface Layer {
  readonly side: number;
  readonly values: Uint8Array;
  readonly alphas: Uint8Array;
  /** First and last column of each row's opaque stretch. */
  readonly opaque: Uint16Array;
}

/** @param strength 0..256 */
function blendPlane(ground: Ground, layer: Layer, strength: number): void {
  const { data, offset, stride, pitch, width, height, left, top } = ground;
  const { side, values, alphas, opaque } = layer;
  const untilRow = Math.min(side, height - top);
  const fromColumn = Math.max(0, -left);
  const untilColumn = Math.min(side, width - left);
  // Most of an emoji is opaque and copied row by row; only the edges are blended.
  const copies = pitch === 1 && strength === 256;
  for (let row = Math.max(0, -top); row < untilRow; row++) {
    const line = offset + (top + row) * stride + left * pitch;
    const source = row * side;
    const begin = copies ? clamp(opaque[2 * row]!, fromColumn, untilColumn) : untilColumn;
    const end = copies ? clamp(opaque[2 * row + 1]!, begin, untilColumn) : untilColumn;
    if (begin < end) data.set(values.subarray(source + begin, source + end), line + begin);
    for (const right of [false, true]) {
      const until = right ? untilColumn : begin;
      for (let column = right ? end : fromColumn; column < until; column++) {
        const alpha = alphas[source + column]!;
        if (alpha === 0) continue;
        const at = line + column * pitch;
        if (alpha === 255 && strength === 256) {
          data[at] = values[source + column]!;
          continue;
        }
        // 65280 = 255 (alpha) x 256 (strength).
        const under = data[at]! * (65280 - alpha * strength);
        data[at] = Math.min((under + values[source + column]! * 255 * strength + 32640) / 65280, 255);
      }
    }
  }
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));
