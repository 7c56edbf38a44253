/** Parts of the camera picture, as shares of larger ones. Pure. */
import type { Frame, Rect } from '../../shared/types';

/** Where a close-up lies in its view; nothing where it shows all of it. */
export function fractionOfView(view: Rect, { x, y, width, height }: Rect): { readonly part?: Rect } {
  if (width === view.width && height === view.height) return {};
  return {
    part: {
      x: (x - view.x) / view.width,
      y: (y - view.y) / view.height,
      width: width / view.width,
      height: height / view.height,
    },
  };
}

/** @param box in camera pixels @returns in fractions (0..1) of the camera picture */
export function fractionOfPicture(
  box: Rect,
  { sourceWidth, sourceHeight }: Pick<Frame, 'sourceWidth' | 'sourceHeight'>,
): Rect {
  return {
    x: box.x / sourceWidth,
    y: box.y / sourceHeight,
    width: box.width / sourceWidth,
    height: box.height / sourceHeight,
  };
}
