/** Rotates and scales a sprite once, so that it can be blended into many frames. */
import { levelFor, type Sprite } from './sprite';

/** A square of pixels, premultiplied with alpha; chroma has half the side. */
export interface Patch {
  /** Pixels; even. */
  readonly side: number;
  readonly alpha: Uint8Array;
  readonly y: Uint8Array;
  readonly chromaAlpha: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
  /** First and last column of each row's longest opaque stretch; 0, 0 for none. */
  readonly opaque: Uint16Array;
  readonly chromaOpaque: Uint16Array;
}

/** Largest side of a drawn emoji; limits memory and time. */
export const LARGEST_SIDE = 4096;

/**
 * @param side of the emoji in pixels of the picture, more than 0
 * @param roll radians, clockwise on the screen
 */
export function rasterise(sprite: Sprite, side: number, roll: number): Patch {
  const wanted = Math.min(Math.max(side, 2), LARGEST_SIDE);
  const turned = wanted * (Math.abs(Math.cos(roll)) + Math.abs(Math.sin(roll)));
  const size = 2 * Math.ceil(turned / 2);
  const half = size / 2;
  const patch: Patch = {
    side: size,
    alpha: new Uint8Array(size * size),
    y: new Uint8Array(size * size),
    chromaAlpha: new Uint8Array(half * half),
    u: new Uint8Array(half * half),
    v: new Uint8Array(half * half),
    opaque: new Uint16Array(2 * size),
    chromaOpaque: new Uint16Array(2 * half),
  };
  const fine = levelFor(sprite, wanted);
  sample(fine.side, fine.alpha, fine.y, wanted, roll, size, patch.alpha, patch.y);
  const coarse = levelFor(sprite, wanted / 2);
  sample(coarse.side, coarse.alpha, coarse.u, wanted / 2, roll, half, patch.chromaAlpha, patch.u);
  sample(coarse.side, coarse.alpha, coarse.v, wanted / 2, roll, half, patch.chromaAlpha, patch.v);
  findOpaque(patch.alpha, size, patch.opaque);
  findOpaque(patch.chromaAlpha, half, patch.chromaOpaque);
  return patch;
}

/** Finds the longest opaque stretch of every row. */
function findOpaque(alpha: Uint8Array, side: number, opaque: Uint16Array): void {
  for (let row = 0; row < side; row++) {
    const line = row * side;
    let begin = 0;
    for (let column = 0; column <= side; column++) {
      if (column < side && alpha[line + column] === 255) continue;
      if (column - begin > opaque[2 * row + 1]! - opaque[2 * row]!) {
        opaque[2 * row] = begin;
        opaque[2 * row + 1] = column;
      }
      begin = column + 1;
    }
  }
}

/** Fixed point: 256 steps between two pixels of the source. */
const ONE = 256;

/**
 * Bilinear sampling of two planes at a time: an inner loop over planes would cost three times as much. The planes have a
 * border of one pixel around `fromSide`; everything outside is transparent.
 */
function sample(
  fromSide: number,
  fromAlpha: Uint8Array,
  fromValue: Uint8Array,
  drawnSide: number,
  roll: number,
  toSide: number,
  toAlpha: Uint8Array,
  toValue: Uint8Array,
): void {
  const width = fromSide + 2;
  const scale = fromSide / drawnSide;
  const stepX = Math.cos(roll) * scale;
  const stepY = -Math.sin(roll) * scale;
  // Source position of a pixel's centre: +1 for the border, -0.5 because samples sit in the middle of pixels.
  const origin = fromSide / 2 + 0.5;
  const middle = (toSide - 1) / 2;
  const limit = (fromSide + 1) * ONE;
  for (let row = 0; row < toSide; row++) {
    const down = row - middle;
    const x = origin - middle * stepX - down * stepY;
    const y = origin - middle * stepY + down * stepX;
    for (let column = 0; column < toSide; column++) {
      const fx = ((x + column * stepX) * ONE + 0.5) | 0;
      const fy = ((y + column * stepY) * ONE + 0.5) | 0;
      if (fx < 0 || fy < 0 || fx >= limit || fy >= limit) continue;
      const at = (fy >> 8) * width + (fx >> 8);
      const right = fx & 255;
      const below = fy & 255;
      const a = (ONE - right) * (ONE - below);
      const b = right * (ONE - below);
      const c = (ONE - right) * below;
      const d = right * below;
      const under = at + width;
      const beyond = under + 1;
      const alpha =
        fromAlpha[at]! * a + fromAlpha[at + 1]! * b + fromAlpha[under]! * c + fromAlpha[beyond]! * d;
      if (alpha === 0) continue;
      const value =
        fromValue[at]! * a + fromValue[at + 1]! * b + fromValue[under]! * c + fromValue[beyond]! * d;
      const out = row * toSide + column;
      toAlpha[out] = (alpha + 0x8000) >> 16;
      toValue[out] = (value + 0x8000) >> 16;
    }
  }
}
