/** Position of the card, and the side where large emoji appear. CSS pixels; `Fraction` is 0..1 of the window. */
import type { Point, Rect } from '../../shared/types';

export interface CardSize {
  readonly width: number;
  readonly height: number;
}

/** Top left corner of the card in fractions (0..1) of the window. */
export type Fraction = Point;

/** Smallest distance between the card and the window's edge. */
export const MARGIN = 8;

/** Below the call's top bar, and away from the controls and self view that most sites put at the bottom. */
const DEFAULT_CORNER: Point = { x: 16, y: 72 };

/** The nearest corner that keeps the card in the window; top left wins if it does not fit. */
export function clampCorner(corner: Point, card: CardSize, window: CardSize): Point {
  return {
    x: Math.max(MARGIN, Math.min(corner.x, window.width - card.width - MARGIN)),
    y: Math.max(MARGIN, Math.min(corner.y, window.height - card.height - MARGIN)),
  };
}

/** The corner for a saved position; the default one if there is none or it is not a number. */
export function cornerOf(position: Fraction | null, card: CardSize, window: CardSize): Point {
  const usable = position !== null && Number.isFinite(position.x) && Number.isFinite(position.y);
  const corner = usable ? { x: position.x * window.width, y: position.y * window.height } : DEFAULT_CORNER;
  return clampCorner(corner, card, window);
}

/**
 * The corner nearest to `corner` at which the card covers none of the `obstacles`, the call's own controls. Returns `corner`
 * itself if the card covers nothing there, or if the window has no free place.
 */
export function clearOf(obstacles: readonly Rect[], corner: Point, card: CardSize, window: CardSize): Point {
  const isFree = (place: Point): boolean => !obstacles.some((rect) => covers(place, card, rect));
  if (isFree(corner)) return corner;
  const far = { x: window.width, y: window.height };
  const free = [
    ...obstacles.flatMap((rect) => besides(rect, corner, card)),
    ...[0, far.x].flatMap((x) => [0, far.y].map((y) => ({ x, y }))),
  ]
    .map((place) => clampCorner(place, card, window))
    .filter(isFree);
  const way = ({ x, y }: Point): number => Math.hypot(x - corner.x, y - corner.y);
  return free.sort((a, b) => way(a) - way(b))[0] ?? corner;
}

/** The nearest places above, below and beside a rectangle. */
function besides(rect: Rect, { x, y }: Point, card: CardSize): readonly Point[] {
  return [
    { x, y: rect.y - card.height - MARGIN },
    { x, y: rect.y + rect.height + MARGIN },
    { x: rect.x - card.width - MARGIN, y },
    { x: rect.x + rect.width + MARGIN, y },
  ];
}

function covers({ x, y }: Point, { width, height }: CardSize, rect: Rect): boolean {
  const across = Math.min(x + width, rect.x + rect.width) - Math.max(x, rect.x);
  const down = Math.min(y + height, rect.y + rect.height) - Math.max(y, rect.y);
  return across > 0 && down > 0;
}

/** A corner as it is saved. A window without extent (hidden, closing) gives 0. */
export function fractionOf(corner: Point, window: CardSize): Fraction {
  return { x: part(corner.x, window.width), y: part(corner.y, window.height) };
}

function part(value: number, whole: number): number {
  return whole > 0 ? Math.max(0, Math.min(1, value / whole)) : 0;
}

/** The side of the card with more room, where large emoji appear. */
export function roomierSide(corner: Point, card: CardSize, window: CardSize): 'above' | 'below' {
  return window.height - corner.y - card.height >= corner.y ? 'below' : 'above';
}
