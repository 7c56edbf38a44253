/** Draws characters into camera pictures. */
import { characterOf, drawCharacter } from '../../shared/avatar';
import type { Brush } from '../../shared/avatar/brush';
import type { CharacterId } from '../../shared/avatar/ids';
import type { Look } from '../../shared/avatar/look';
import type { ColourId } from '../../shared/avatar/palette';
import type { Disc } from './drawing/avatar-place';
import type { PlanarPicture } from './drawing/blend';
import { type Drawn, layPixels } from './drawing/lay-pixels';
import type { Colour } from './drawing/sprite';

/** A character to draw. */
export interface Figure {
  readonly character: CharacterId;
  readonly colour: ColourId;
  readonly look: Look;
}

export interface AvatarPainter {
  /**
   * Draws the whole character or nothing.
   * @returns whether the character was drawn and its disc is fully opaque
   */
  paint(picture: PlanarPicture, figure: Figure, disc: Disc, colour: Colour): Promise<boolean>;
}

/** A canvas is this much larger than requested, so that an approaching face seldom needs a new one. */
const ROOM = 1.2;
/** Largest canvas side in pixels; limits memory and time. */
const LARGEST = 2048;
/** Number of points tested on the disc's edge, and their distance from its centre in radii. */
const AROUND = 24;
const EDGE = 0.96;

/**
 * @param createCanvas of that many pixels
 * @param read reads a canvas's upper left corner
 */
export function createAvatarPainter(
  createCanvas: (width: number, height: number) => OffscreenCanvas = (w, h) => new OffscreenCanvas(w, h),
  read: typeof readPixels = readPixels,
): AvatarPainter {
  let buffer: Uint8Array = new Uint8Array(0);
  let canvas: OffscreenCanvas | null = null;
  let brush: Brush | null = null;
  let kept: Kept | null = null;

  /** A brush on a clean canvas of at least this size. In main memory, because a canvas in graphics memory can be lost. */
  function cleanBrush(width: number, height: number): Brush | null {
    if (canvas === null || canvas.width < width || canvas.height < height) {
      const larger = (now: number | undefined, wanted: number): number =>
        Math.min(LARGEST, Math.max(now ?? 0, Math.ceil(wanted * ROOM)));
      canvas = createCanvas(larger(canvas?.width, width), larger(canvas?.height, height));
      brush = canvas.getContext('2d', { willReadFrequently: true }) as Brush | null;
    }
    brush?.clearRect(0, 0, width, height);
    return brush;
  }

  return {
    async paint(picture, figure, disc, colour) {
      const { character: id, colour: tint, look } = figure;
      const again = kept !== null && isSame(kept, figure, disc, picture) ? kept : null;
      if (again !== null && hides(again.drawn, { ...disc, x: disc.x - again.left, y: disc.y - again.top })) {
        layPixels(picture, again.drawn, again.left, again.top, colour);
        return true;
      }
      kept = null;
      const character = characterOf(id);
      const box = boxOf(character.extent, look, disc);
      // Parts outside the picture are invisible.
      const left = even(Math.max(box.left, 0));
      const top = even(Math.max(box.top, 0));
      const width = even(Math.min(box.right, picture.width) - left + 1);
      const height = even(Math.min(box.bottom, picture.height) - top + 1);
      if (width < 2 || height < 2) return true;
      if (width > LARGEST || height > LARGEST) return false;
      const own = cleanBrush(width, height);
      if (own === null || canvas === null) return false;
      const at = { x: disc.x - left, y: disc.y - top, radius: disc.radius };
      drawCharacter(own, character, tint, look, at);
      if (buffer.length < 4 * width * height) buffer = new Uint8Array(4 * width * height * ROOM);
      const drawn = await read(canvas, width, height, buffer);
      if (!hides(drawn, at)) return false;
      kept = { figure, disc, drawn, left, top, width: picture.width, height: picture.height };
      layPixels(picture, drawn, left, top, colour);
      return true;
    },
  };
}

/** A character as it was last drawn, and for which picture. */
interface Kept {
  readonly figure: Figure;
  readonly disc: Disc;
  readonly drawn: Drawn;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Differences that nobody sees: pixels, shares, degrees, seconds (tears fall, hems drift). */
const UNSEEN = { place: 0.6, size: 0.004, angle: 0.35, share: 0.015, stretch: 0.0025, time: 0.1 };

/** Whether what was drawn may be shown again: somebody who listens hardly moves. */
function isSame(
  { figure, disc, width, height }: Kept,
  next: Figure,
  at: Disc,
  picture: PlanarPicture,
): boolean {
  if (figure.character !== next.character || figure.colour !== next.colour) return false;
  if (picture.width !== width || picture.height !== height) return false;
  if (Math.abs(at.x - disc.x) > UNSEEN.place || Math.abs(at.y - disc.y) > UNSEEN.place) return false;
  if (Math.abs(at.radius / disc.radius - 1) > UNSEEN.size) return false;
  const [a, b] = [figure.look, next.look];
  if (Math.abs(a.time - b.time) > UNSEEN.time || Math.abs(a.stretch - b.stretch) > UNSEEN.stretch)
    return false;
  return (
    isNear(a.head, b.head, UNSEEN.angle) &&
    isNear(a.shapes, b.shapes, UNSEEN.share) &&
    isNear(a.moods, b.moods, UNSEEN.share) &&
    isNear(a.gaze, b.gaze, UNSEEN.share)
  );
}

function isNear<T extends object>(a: T, b: T, most: number): boolean {
  for (const name in a) if (!(Math.abs((a[name] as number) - (b[name] as number)) <= most)) return false;
  return true;
}

/** Half as dear as `getImageData`, which needs memory of its own each time and divides by alpha. */
async function readPixels(
  canvas: OffscreenCanvas,
  width: number,
  height: number,
  into: Uint8Array,
): Promise<Drawn> {
  const frame = new VideoFrame(canvas, { timestamp: 0 });
  try {
    const order = frame.format === 'BGRA' ? 'BGRA' : 'RGBA';
    const options = frame.format === order ? {} : ({ format: 'RGBA', colorSpace: 'srgb' } as const);
    await frame.copyTo(into, { rect: { x: 0, y: 0, width, height }, ...options });
    return { width, height, pixels: into, order };
  } finally {
    frame.close();
  }
}

const even = (value: number): number => 2 * Math.floor(value / 2);

/** Characters are at least this round at the corners of their boxes. Radii of the disc. */
const ROUND = 0.55;

/** The largest area that the character can cover, turned and stretched. */
function boxOf(
  extent: { readonly up: number; readonly down: number; readonly across: number },
  { head, stretch }: Look,
  { x, y, radius }: Disc,
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } {
  const roll = (head.roll * Math.PI) / 180;
  const [sin, cos] = [Math.sin(roll), Math.cos(roll)];
  const r = radius * (1 + Math.abs(stretch)) ** 2;
  // The middles of the corners' arcs.
  const across = 1 + extent.across - ROUND;
  const [up, down] = [ROUND - 1 - extent.up, 1 + extent.down - ROUND];
  const corners = [
    [-across, up],
    [across, up],
    [-across, down],
    [across, down],
  ].map(([a, b]) => [x + r * (a! * cos - b! * sin), y + r * (a! * sin + b! * cos)] as const);
  const xs = corners.map(([px]) => px);
  const ys = corners.map(([, py]) => py);
  const round = r * ROUND;
  return {
    ...{ left: Math.min(...xs) - round, top: Math.min(...ys) - round },
    ...{ right: Math.max(...xs) + round, bottom: Math.max(...ys) + round },
  };
}

/** Whether the disc is fully opaque, within the area that was drawn. */
function hides({ width, height, pixels }: Drawn, { x, y, radius }: Disc): boolean {
  const isOpaque = (px: number, py: number): boolean => {
    const [column, row] = [Math.floor(px), Math.floor(py)];
    if (column < 0 || row < 0 || column >= width || row >= height) return true;
    return pixels[4 * (row * width + column) + 3] === 255;
  };
  for (let n = 0; n < AROUND; n++) {
    const angle = (n / AROUND) * 2 * Math.PI;
    for (const share of [0.5, EDGE]) {
      if (!isOpaque(x + share * radius * Math.cos(angle), y + share * radius * Math.sin(angle))) return false;
    }
  }
  return isOpaque(x, y);
}
