/** An emoji picture in YUV, ready to be blended into a camera frame without conversion to RGB. */

/** How luma and chroma values are encoded (`VideoColorSpace`, reduced to what matters here). */
export interface Colour {
  readonly matrix: 'bt601' | 'bt709';
  readonly fullRange: boolean;
}

/** One size of the picture. All planes are premultiplied with alpha and have a transparent border of one pixel. */
interface Level {
  /** Side in pixels, without the border. */
  readonly side: number;
  readonly alpha: Uint8Array;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** The same picture at full size, half, a quarter … */
export interface Sprite {
  readonly levels: readonly [Level, ...Level[]];
}

/** Smallest level: nothing smaller is drawn. */
const SMALLEST = 16;

/** Weights of red and blue in luma. */
const WEIGHTS = { bt601: { red: 0.299, blue: 0.114 }, bt709: { red: 0.2126, blue: 0.0722 } } as const;

/** @returns 0..255 luma, blue and red difference of a colour whose parts are 0..255 */
export function toYuv(red: number, green: number, blue: number, colour: Colour): [number, number, number] {
  const { red: kr, blue: kb } = WEIGHTS[colour.matrix];
  const luma = kr * red + (1 - kr - kb) * green + kb * blue;
  const [low, range, chroma] = colour.fullRange ? [0, 1, 1] : [16, 219 / 255, 224 / 255];
  return [
    low + range * luma,
    128 + ((blue - luma) / (2 * (1 - kb))) * chroma,
    128 + ((red - luma) / (2 * (1 - kr))) * chroma,
  ];
}

/**
 * @param rgba `side` x `side` pixels, alpha not premultiplied (as `ImageData` has them)
 * @throws RangeError if the data does not fit the side
 */
export function createSprite(rgba: Uint8ClampedArray, side: number, colour: Colour): Sprite {
  if (side < 2 || rgba.length !== side * side * 4) throw new RangeError('The emoji has another size.');
  const first = emptyLevel(side);
  const width = side + 2;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const from = (row * side + column) * 4;
      const to = (row + 1) * width + column + 1;
      const alpha = rgba[from + 3]!;
      const [y, u, v] = toYuv(rgba[from]!, rgba[from + 1]!, rgba[from + 2]!, colour);
      first.alpha[to] = alpha;
      first.y[to] = (y * alpha) / 255 + 0.5;
      first.u[to] = (u * alpha) / 255 + 0.5;
      first.v[to] = (v * alpha) / 255 + 0.5;
    }
  }
  const levels: [Level, ...Level[]] = [first];
  for (let last: Level = first; last.side >= 2 * SMALLEST; levels.push(last)) last = halved(last);
  return { levels };
}

function emptyLevel(side: number): Level {
  const plane = (): Uint8Array => new Uint8Array((side + 2) * (side + 2));
  return { side, alpha: plane(), y: plane(), u: plane(), v: plane() };
}

function halved(level: Level): Level {
  const small = emptyLevel(level.side >> 1);
  const from = level.side + 2;
  const to = small.side + 2;
  for (const name of ['alpha', 'y', 'u', 'v'] as const) {
    const source = level[name];
    for (let row = 0; row < small.side; row++) {
      for (let column = 0; column < small.side; column++) {
        const at = (2 * row + 1) * from + 2 * column + 1;
        const sum = source[at]! + source[at + 1]! + source[at + from]! + source[at + from + 1]!;
        small[name][(row + 1) * to + column + 1] = (sum + 2) >> 2;
      }
    }
  }
  return small;
}

/**
 * The level for a drawn side of `side` pixels: the smallest that need not be enlarged, so that it shrinks by at most two.
 */
export function levelFor(sprite: Sprite, side: number): Level {
  return sprite.levels.findLast((level) => level.side >= side) ?? sprite.levels[0];
}
