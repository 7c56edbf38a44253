/** Where a face is looked for in a photograph: parts of it, one after the other. The try-it page and eval:photos share it. */
import type { Rect } from '../../shared/types';

/**
 * Side of the region relative to the photograph: all of it; the middle, for a small face; a margin around it, for a
 * face that fills it (a face detector wants to see the whole head).
 */
const ZOOMS = [1.5, 2.5, 0.6, 4, 0.4];
/** Where that fails, parts of this size side by side, half overlapping: for a small face away from the middle. */
const PARTS = [0.5, 0.25];
/** A part with fewer pixels shows nothing more. */
const SMALLEST_PART = 48;

/** The regions to try one after the other until a face is found. */
export function regionsOf({ width, height }: { width: number; height: number }): Rect[] {
  const region = (share: number, x: number, y: number): Rect => {
    const [w, h] = [Math.max(Math.round(width * share), 2), Math.max(Math.round(height * share), 2)];
    return { x: Math.round(x * width - w / 2), y: Math.round(y * height - h / 2), width: w, height: h };
  };
  const useful = PARTS.filter((share) => Math.min(width, height) * share >= SMALLEST_PART);
  return [
    region(1, 0.5, 0.5),
    ...squaresAlong(width, height),
    ...ZOOMS.map((share) => region(share, 0.5, 0.5)),
    ...useful.flatMap((share) => middles(share).map(([x, y]) => region(share, x, y))),
  ];
}

/** Middles of parts of this share that cover the whole, from the centre outwards. */
function middles(share: number): [number, number][] {
  const steps = Math.round(2 / share) - 1;
  const along = Array.from({ length: steps }, (_, i) => (share * (i + 1)) / 2);
  const away = ([x, y]: [number, number]): number => Math.hypot(x - 0.5, y - 0.5);
  const all = along.flatMap((y) => along.map((x): [number, number] => [x, y]));
  return all.sort((a, b) => away(a) - away(b));
}

/** From this ratio of its sides on, a photograph is cut into squares: shrunk as a whole, its faces would be too small. */
const LONG = 2;
/** More squares would take too long; what is wider is cut into larger steps. */
const MOST_SQUARES = 31;

/** Squares along the longer side of a long photograph, two thirds overlapping, from the middle outwards. */
function squaresAlong(width: number, height: number): Rect[] {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (long < LONG * short || short < SMALLEST_PART) return [];
  const count = Math.min(Math.ceil((3 * (long - short)) / short) + 1, MOST_SQUARES);
  const starts = Array.from({ length: count }, (_, i) => Math.round(((long - short) * i) / (count - 1)));
  const away = (start: number): number => Math.abs(start + short / 2 - long / 2);
  return starts
    .sort((a, b) => away(a) - away(b))
    .map((start) => ({
      x: width > height ? start : 0,
      y: width > height ? 0 : start,
      width: short,
      height: short,
    }));
}
