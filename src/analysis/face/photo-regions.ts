/** Where a face is looked for in a photograph: parts of it, one after the other. The try-it page and eval:photos share it. */
import type { Rect } from '../../shared/types';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Side of the region relative to the photograph: all of it; the middle, for a small face; a margin around it, for a
 * face that fills it (a face detector wants to see the whole head).
 */
const ZOOMS = [1.5, 2.5, 0.6, 4, 0.4];
/** Where that fails, parts of this size side by side, half overlapping: for a small face away from the middle. */
const PARTS = [0.5, 0.25];
/** A part with fewer pixels shows nothing more. */
const SMALLEST_PART = 48;

/** The regions to try one after the other until a face is found: 64 at most, which is what one without a face costs. */
export function regionsOf(photo: Size): Rect[] {
  const whole = regionAt(photo, 1, 0.5, 0.5);
  if (isLong(photo)) return [whole, ...squaresAlong(photo)];
  const shorter = Math.min(photo.width, photo.height);
  const useful = PARTS.filter((share) => shorter * share >= SMALLEST_PART);
  return [
    whole,
    ...ZOOMS.map((share) => regionAt(photo, share, 0.5, 0.5)),
    ...useful.flatMap((share) => middles(share).map(([x, y]) => regionAt(photo, share, x, y))),
  ];
}

/** @param x of its middle, like `y` in fractions of the photograph */
function regionAt({ width, height }: Size, share: number, x: number, y: number): Rect {
  const [w, h] = [Math.max(Math.round(width * share), 2), Math.max(Math.round(height * share), 2)];
  return { x: Math.round(x * width - w / 2), y: Math.round(y * height - h / 2), width: w, height: h };
}

/** Faces smaller than this share of a photograph are looked for in quarters of its width. */
const SMALL_FACE = 0.08;

/**
 * Parts of a photograph in which faces beside the first ones are looked for.
 * @param faceShare larger side of a face that was found, as a share of the photograph
 */
export function partsOf(photo: Size, faceShare: number): Rect[] {
  if (isLong(photo)) return squaresAlong(photo, SQUARES.slice(0, 1));
  const share = faceShare < SMALL_FACE ? 0.25 : 0.5;
  return middles(share).map(([x, y]) => regionAt(photo, share, x, y));
}

/**
 * Looks at one region of a photograph after the other.
 * @param look resolves to null where a region shows no face
 * @returns the first answer; null if there is none
 */
export async function searchPhoto<T>(
  photo: Size,
  look: (region: Rect) => Promise<T | null>,
): Promise<T | null> {
  for (const region of regionsOf(photo)) {
    const answer = await look(region);
    if (answer !== null) return answer;
  }
  return null;
}

/** The second look shows this many times the face's larger side, as the product does with small faces. */
const CLOSER = 2.2;

/**
 * The region in which a face that was found is read: the face, with room around it, inside the photograph.
 * @param face in pixels of the photograph
 */
export function closerRegion(face: Rect, photo: Size): Rect {
  const side = Math.max(face.width, face.height) * CLOSER;
  const [x, width] = stretchAround(face.x + face.width / 2, side, photo.width);
  const [y, height] = stretchAround(face.y + face.height / 2, side, photo.height);
  return { x, y, width, height };
}

/** Start and length of a stretch around `middle`, cut to 0..`whole`; at least two pixels. */
function stretchAround(middle: number, length: number, whole: number): [number, number] {
  const start = Math.min(Math.max(Math.floor(middle - length / 2), 0), whole - 2);
  const end = Math.max(Math.min(Math.ceil(middle + length / 2), whole), start + 2);
  return [start, end - start];
}

/** Longest side of what is looked at: a large photograph is shown to the detector as in a call, a small one enlarged. */
const LONGEST = 640;
const SHORTEST = 320;

/** By how much a region is enlarged (or shrunk, below 1) before it is looked at. */
export function scaleOf({ width, height }: Size): number {
  const longest = Math.max(width, height);
  return Math.min(Math.max(longest, SHORTEST), LONGEST) / longest;
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
/** More squares along the longer side would take too long; what is longer is cut into larger steps. */
const MOST_ALONG = 21;
/** Sides of the squares, in shorter sides of the photograph: first as large as possible, then two rows of smaller ones. */
const SQUARES = [
  { side: 1, rows: [0], step: 0.5 },
  { side: 0.6, rows: [0, 0.4], step: 0.4 },
];

const isLong = ({ width, height }: Size): boolean =>
  Math.max(width, height) >= LONG * Math.min(width, height);

/** Overlapping squares along the longer side, from the middle outwards. */
function squaresAlong(photo: Size, squares = SQUARES): Rect[] {
  const [short, long] = [Math.min(photo.width, photo.height), Math.max(photo.width, photo.height)];
  if (short < SMALLEST_PART) return [];
  return squares.flatMap(({ side: share, rows, step }) => {
    const side = Math.max(Math.round(short * share), 2);
    const count = Math.min(Math.ceil((long - side) / (short * step)) + 1, MOST_ALONG);
    const away = (start: number): number => Math.abs(start + side / 2 - long / 2);
    return Array.from({ length: count }, (_, i) => Math.round(((long - side) * i) / (count - 1)))
      .sort((a, b) => away(a) - away(b))
      .flatMap((along) =>
        rows.map((row) => {
          const across = Math.min(Math.round(short * row), short - side);
          const [x, y] = photo.width > photo.height ? [along, across] : [across, along];
          return { x, y, width: side, height: side };
        }),
      );
  });
}
