/** Lays a patch over the planes of a camera picture, in place. */
import type { Planes } from '../../frames/decimate';
import type { Patch } from './rasterise';

/** A picture in the two formats that cameras give. */
export type PlanarPicture = Planes & { readonly format: 'I420' | 'NV12' };

/**
 * What stands outside of the picture is left out. An odd last row or column of the picture is not drawn on.
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
  const blend = (
    plane: { readonly offset: number; readonly stride: number },
    pitch: number,
    shift: 0 | 1,
    values: Uint8Array,
    alphas: Uint8Array,
  ): void =>
    blendPlane(
      data,
      plane.offset,
      plane.stride,
      pitch,
      (width & ~1) >> shift,
      (height & ~1) >> shift,
      values,
      alphas,
      patch.side >> shift,
      left >> shift,
      top >> shift,
      strength,
    );
  blend(luma!, 1, 0, patch.y, patch.alpha);
  blend(second!, nv12 ? 2 : 1, 1, patch.u, patch.chromaAlpha);
  const forV = nv12 ? { offset: second!.offset + 1, stride: second!.stride } : third!;
  blend(forV, nv12 ? 2 : 1, 1, patch.v, patch.chromaAlpha);
}

/** `pitch`: distance of neighbouring samples in bytes; `strength`: 0..256. */
function blendPlane(
  data: Uint8Array,
  offset: number,
  stride: number,
  pitch: number,
  width: number,
  height: number,
  values: Uint8Array,
  alphas: Uint8Array,
  side: number,
  left: number,
  top: number,
  strength: number,
): void {
  const fromRow = Math.max(0, -top);
  const untilRow = Math.min(side, height - top);
  const fromColumn = Math.max(0, -left);
  const untilColumn = Math.min(side, width - left);
  for (let row = fromRow; row < untilRow; row++) {
    let at = offset + (top + row) * stride + (left + fromColumn) * pitch;
    let source = row * side + fromColumn;
    for (let column = fromColumn; column < untilColumn; column++, at += pitch, source++) {
      const alpha = alphas[source]!;
      if (alpha === 0) continue;
      if (alpha === 255 && strength === 256) {
        data[at] = values[source]!;
        continue;
      }
      // 65280 = 255 (alpha) x 256 (strength).
      const under = data[at]! * (65280 - alpha * strength);
      data[at] = Math.min((under + values[source]! * 255 * strength + 32640) / 65280, 255);
    }
  }
}
