/** Geometry of axis-aligned rectangles. */
import type { Frame, Point, Rect } from './types';

type Size = Pick<Rect, 'width' | 'height'>;

/** The largest even number up to `value`: I420 rectangles start and end on even pixels. */
export const even = (value: number): number => 2 * Math.floor(value / 2);

export const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

export const area = ({ width, height }: Size): number => width * height;

export const isSameRect = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether `inner` lies in `outer`; shared edges count. */
export const contains = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The smallest rectangle around points. */
export function boundingBox(points: readonly Point[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Intersection over union of two rectangles, 0..1. */
export function iou(a: Rect, b: Rect): number {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x));
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  const both = width * height;
  return both / (area(a) + area(b) - both);
}

/** `part` as fractions of `view`, under the name `part`; an empty object if it shows all of the view. */
export function fractionOfView(view: Rect, part: Rect): { readonly part?: Rect } {
  if (part.width === view.width && part.height === view.height) return {};
  return {
    part: {
      x: (part.x - view.x) / view.width,
      y: (part.y - view.y) / view.height,
      width: part.width / view.width,
      height: part.height / view.height,
    },
  };
}

/** @param box in camera pixels @returns the box as fractions (0..1) of the camera picture */
export function fractionOfPicture(box: Rect, frame: Pick<Frame, 'sourceWidth' | 'sourceHeight'>): Rect {
  const { sourceWidth, sourceHeight } = frame;
  return {
    x: box.x / sourceWidth,
    y: box.y / sourceHeight,
    width: box.width / sourceWidth,
    height: box.height / sourceHeight,
  };
}
