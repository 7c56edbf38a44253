/** Block averages four samples at a time: what the call page's main thread does for every frame. */

/** The lowest byte of a word is its first sample. */
const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
/** Blocks that fill whole words, by factor. */
const WHOLE: Readonly<Record<number, number>> = { 2: 2, 3: 4, 4: 1, 6: 2 };
/** A ninth of what three times three bytes can be, rounded down, is the product's upper half. */
const NINTH = 7282;
/** Every other byte of a word: two sums of up to 257 samples have room side by side. */
const EVEN_BYTES = 0x00ff00ff;

/**
 * The same as averaging sample by sample, for the factors of usual cameras (2, 3, 4 and 6, and within a gray level their
 * fourfold 8 to 24) and planes whose rows lie on whole words.
 * @returns false if that is not so; then nothing is written
 */
export function averageWords(
  from: Uint8Array,
  offset: number,
  stride: number,
  factor: number,
  width: number,
  height: number,
  to: Uint8Array,
): boolean {
  if (factor > 6 && factor % 4 === 0) {
    return averageTwice(from, offset, stride, factor / 4, width, height, to);
  }
  const first = from.byteOffset + offset;
  const whole = WHOLE[factor];
  if (whole === undefined || width % whole !== 0 || first % 4 !== 0 || stride % 4 !== 0 || !LITTLE_ENDIAN)
    return false;
  const words = new Uint32Array(from.buffer, from.byteOffset - (from.byteOffset % 4), wordsIn(from));
  const top = (first - words.byteOffset) / 4;
  if (factor === 4) averageFours(words, top, stride / 4, width, height, to);
  else if (factor === 3) averageThrees(words, top, stride / 4, width, height, to);
  else if (factor === 6) averageSixes(words, top, stride / 4, width, height, to);
  else averageTwos(words, top, stride / 4, width, height, to);
  return true;
}

/** Kept, so that large pictures do not allocate one each. */
let quarter = new Uint8Array(0);

/** By four, and what is left by the rest. */
function averageTwice(
  from: Uint8Array,
  offset: number,
  stride: number,
  rest: number,
  width: number,
  height: number,
  to: Uint8Array,
): boolean {
  const [across, down] = [width * rest, height * rest];
  if (quarter.length < across * down) quarter = new Uint8Array(across * down);
  if (!averageWords(from, offset, stride, 4, across, down, quarter)) return false;
  if (averageWords(quarter, 0, across, rest, width, height, to)) return true;
  let out = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let sum = (rest * rest) >> 1;
      for (let y = row * rest; y < (row + 1) * rest; y++) {
        for (let x = column * rest; x < (column + 1) * rest; x++) sum += quarter[y * across + x]!;
      }
      to[out++] = sum / (rest * rest);
    }
  }
  return true;
}

/** Whole words from the one in which the bytes begin to their end. */
const wordsIn = (bytes: Uint8Array): number => (bytes.length + (bytes.byteOffset % 4)) >> 2;

function averageFours(
  words: Uint32Array,
  top: number,
  stride: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  let out = 0;
  for (let row = 0; row < height; row++) {
    const line = top + 4 * row * stride;
    for (let at = line; at < line + width; at++) {
      // Written out: a loop over the four rows takes half as long again.
      const a = words[at]!;
      const b = words[at + stride]!;
      const c = words[at + 2 * stride]!;
      const d = words[at + 3 * stride]!;
      const even = (a & EVEN_BYTES) + (b & EVEN_BYTES) + (c & EVEN_BYTES) + (d & EVEN_BYTES);
      const odd =
        ((a >>> 8) & EVEN_BYTES) +
        ((b >>> 8) & EVEN_BYTES) +
        ((c >>> 8) & EVEN_BYTES) +
        ((d >>> 8) & EVEN_BYTES);
      const sums = even + odd;
      to[out++] = ((sums & 0xffff) + (sums >>> 16) + 8) >> 4;
    }
  }
}

/** A word holds two samples of one block and two of the next. */
function averageTwos(
  words: Uint32Array,
  top: number,
  stride: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  let out = 0;
  for (let row = 0; row < height; row++) {
    const line = top + 2 * row * stride;
    for (let at = line; at < line + width / 2; at++) {
      const upper = words[at]!;
      const lower = words[at + stride]!;
      const sums =
        (upper & EVEN_BYTES) +
        ((upper >>> 8) & EVEN_BYTES) +
        (lower & EVEN_BYTES) +
        ((lower >>> 8) & EVEN_BYTES);
      to[out++] = ((sums & 0xffff) + 2) >> 2;
      to[out++] = ((sums >>> 16) + 2) >> 2;
    }
  }
}

/** Three words hold the six samples of one block and those of the next. */
function averageSixes(
  words: Uint32Array,
  top: number,
  stride: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  let out = 0;
  for (let row = 0; row < height; row++) {
    const line = top + 6 * row * stride;
    for (let at = line; at < line + 1.5 * width; at += 3) {
      let [first, middle, last] = [0, 0, 0];
      for (let word = at; word < at + 6 * stride; word += stride) {
        const a = words[word]!;
        const b = words[word + 1]!;
        const c = words[word + 2]!;
        first += (a & EVEN_BYTES) + ((a >>> 8) & EVEN_BYTES);
        middle += (b & EVEN_BYTES) + ((b >>> 8) & EVEN_BYTES);
        last += (c & EVEN_BYTES) + ((c >>> 8) & EVEN_BYTES);
      }
      to[out++] = ((first & 0xffff) + (first >>> 16) + (middle & 0xffff) + 18) / 36;
      to[out++] = ((middle >>> 16) + (last & 0xffff) + (last >>> 16) + 18) / 36;
    }
  }
}

/** Three words hold the three samples of four blocks. */
function averageThrees(
  words: Uint32Array,
  top: number,
  stride: number,
  width: number,
  height: number,
  to: Uint8Array,
): void {
  let out = 0;
  for (let row = 0; row < height; row++) {
    const line = top + 3 * row * stride;
    for (let at = line; at < line + 0.75 * width; at += 3) {
      const b1 = at + 1;
      const c1 = at + 2;
      // Of each column of words the first and third byte, and the second and fourth, side by side.
      const a = even(words[at]!, words[at + stride]!, words[at + 2 * stride]!);
      const a2 = odd(words[at]!, words[at + stride]!, words[at + 2 * stride]!);
      const b = even(words[b1]!, words[b1 + stride]!, words[b1 + 2 * stride]!);
      const b2 = odd(words[b1]!, words[b1 + stride]!, words[b1 + 2 * stride]!);
      const c = even(words[c1]!, words[c1 + stride]!, words[c1 + 2 * stride]!);
      const c2 = odd(words[c1]!, words[c1 + stride]!, words[c1 + 2 * stride]!);
      to[out++] = (((a & 0xffff) + (a2 & 0xffff) + (a >>> 16) + 4) * NINTH) >>> 16;
      to[out++] = (((a2 >>> 16) + (b & 0xffff) + (b2 & 0xffff) + 4) * NINTH) >>> 16;
      to[out++] = (((b >>> 16) + (b2 >>> 16) + (c & 0xffff) + 4) * NINTH) >>> 16;
      to[out++] = (((c2 & 0xffff) + (c >>> 16) + (c2 >>> 16) + 4) * NINTH) >>> 16;
    }
  }
}

const even = (x: number, y: number, z: number): number =>
  (x & EVEN_BYTES) + (y & EVEN_BYTES) + (z & EVEN_BYTES);
const odd = (x: number, y: number, z: number): number =>
  ((x >>> 8) & EVEN_BYTES) + ((y >>> 8) & EVEN_BYTES) + ((z >>> 8) & EVEN_BYTES);
