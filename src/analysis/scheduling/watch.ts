import { clamp, even } from '../../shared/rect';
import type { Rect } from '../../shared/types';

/** Margin around the face, whose edge moves with the head. Share of the box. */
const MARGIN = 0.1;
/** The watched part stays while the face moves and grows by no more than this share of it. */
const KEEP = 0.15;

/**
 * The part of the camera picture that is compared from frame to frame, in even camera pixels: the face and a margin. It
 * stays in place while the face moves a little, so that frames can be compared.
 * @param face in fractions (0..1) of the camera picture; null: the whole picture is watched
 */
export function watchedPart(
  face: Rect | null,
  source: { readonly width: number; readonly height: number },
  before: Rect | null,
): Rect {
  const whole = { x: 0, y: 0, width: even(source.width), height: even(source.height) };
  if (face === null) return whole;
  const left = clamp(even((face.x - MARGIN * face.width) * source.width), 0, Math.max(whole.width - 2, 0));
  const top = clamp(even((face.y - MARGIN * face.height) * source.height), 0, Math.max(whole.height - 2, 0));
  const wanted = {
    x: left,
    y: top,
    width: Math.max(Math.min(even((1 + 2 * MARGIN) * face.width * source.width), whole.width - left), 2),
    height: Math.max(Math.min(even((1 + 2 * MARGIN) * face.height * source.height), whole.height - top), 2),
  };
  return before !== null && isNear(wanted, before) ? before : wanted;
}

function isNear(a: Rect, b: Rect): boolean {
  const room = KEEP * Math.min(b.width, b.height);
  const edges = [a.x - b.x, a.y - b.y, a.x + a.width - b.x - b.width, a.y + a.height - b.y - b.height];
  return edges.every((moved) => Math.abs(moved) <= room);
}
