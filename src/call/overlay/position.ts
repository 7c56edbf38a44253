/** Where the card stands, and where an emoji may spring up beside it. CSS pixels; `Fraction` is 0..1 of the window. */
import type { Point, Rect } from '../../shared/types';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Top left corner of the card in fractions (0..1) of the window. */
export type Fraction = Point;

/** Smallest distance between the card and the window's edge. */
export const MARGIN = 8;

/** Below what calls put at the top, and away from the controls and self view that most put at the bottom. */
const DEFAULT_CORNER: Point = { x: 16, y: 72 };

/** The nearest corner that keeps the card in the window; top left wins where it does not fit. */
export function clampCorner(corner: Point, card: Size, window: Size): Point {
  return {
    x: Math.max(MARGIN, Math.min(corner.x, window.width - card.width - MARGIN)),
    y: Math.max(MARGIN, Math.min(corner.y, window.height - card.height - MARGIN)),
  };
}

/** The corner for a kept position; the default one where there is none or it is not a number. */
export function cornerOf(position: Fraction | null, card: Size, window: Size): Point {
  const usable = position !== null && Number.isFinite(position.x) && Number.isFinite(position.y);
  const corner = usable ? { x: position.x * window.width, y: position.y * window.height } : DEFAULT_CORNER;
  return clampCorner(corner, card, window);
}

/** A corner as it is kept. A window without extent (hidden, being closed) gives 0. */
export function fractionOf(corner: Point, window: Size): Fraction {
  return { x: part(corner.x, window.width), y: part(corner.y, window.height) };
}

function part(value: number, whole: number): number {
  return whole > 0 ? Math.max(0, Math.min(1, value / whole)) : 0;
}

/** How an emoji leaves the card. All but `direction` are relative to the card's top left corner. */
export interface PopPath {
  /** Middle of the emoji where it springs up, and where it comes to rest. */
  readonly from: Point;
  readonly to: Point;
  /** 1: further emoji stand to the right of the first; -1: to the left. */
  readonly direction: 1 | -1;
}

/**
 * From `badge` (the small emoji, in card coordinates) to the side of the card with more room, inside the window.
 * `size` is the large emoji's side.
 */
export function popPath(corner: Point, card: Size, badge: Rect, size: number, window: Size): PopPath {
  const from = { x: badge.x + badge.width / 2, y: badge.y + badge.height / 2 };
  const above = corner.y;
  const below = window.height - corner.y - card.height;
  const reach = size / 2 + MARGIN;
  const middle = {
    x: corner.x + from.x,
    y: below >= above ? corner.y + card.height + reach : corner.y - reach,
  };
  const kept = {
    x: Math.max(reach, Math.min(middle.x, window.width - reach)),
    y: Math.max(reach, Math.min(middle.y, window.height - reach)),
  };
  return {
    from,
    to: { x: kept.x - corner.x, y: kept.y - corner.y },
    direction: middle.x <= window.width / 2 ? 1 : -1,
  };
}
