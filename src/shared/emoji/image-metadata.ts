/**
 * Removes metadata (EXIF with place and device, XMP, comments, text) from animated images, which cannot be encoded again
 * without losing the animation. Works on the container: GIF89a, PNG (third edition) and the WebP container specification.
 * Copies only the parts that are needed to show the image.
 */

/** The image without metadata, or null if it is not animated (it is then encoded again instead) or not readable. */
export function strippedAnimation(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  try {
    return strippedGif(bytes) ?? strippedPng(bytes) ?? strippedWebp(bytes);
  } catch {
    return null; // it ends in the middle of a part
  }
}

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** Concatenates copies of the parts. */
function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

class Damaged extends Error {}

function partOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (to > bytes.length) throw new Damaged();
  return bytes.subarray(from, to);
}

const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;

/** Keeps frames, their timing and the loop count; drops comments, text and application data. */
function strippedGif(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (!/^GIF8[79]a$/.test(text(bytes, 0, 6))) return null;
  const tableOf = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + tableOf(bytes[10]!);
  const parts = [partOf(bytes, 0, at)];
  let frames = 0;
  /** The end of the data blocks that begin at `from`. */
  const endOfBlocks = (from: number): number => {
    let end = from;
    while (partOf(bytes, end, end + 1)[0] !== 0) end += bytes[end]! + 1;
    return end + 1;
  };
  for (;;) {
    const kind = partOf(bytes, at, at + 1)[0];
    if (kind === 0x3b) break;
    if (kind === 0x2c) {
      const data = at + 10 + tableOf(partOf(bytes, at + 9, at + 10)[0]!) + 1;
      const end = endOfBlocks(data);
      parts.push(partOf(bytes, at, end));
      frames += 1;
      at = end;
    } else if (kind === 0x21) {
      const label = partOf(bytes, at + 1, at + 2)[0];
      const end = endOfBlocks(at + 2);
      const isLoop = label === APPLICATION && text(bytes, at + 3, at + 14) === 'NETSCAPE2.0';
      if (label === GRAPHIC_CONTROL || isLoop) parts.push(partOf(bytes, at, end));
      at = end;
    } else throw new Damaged();
  }
  return frames > 1 ? joined([...parts, Uint8Array.of(0x3b)]) : null;
}

/** Chunks that are needed to show and animate a PNG. */
const PNG_CHUNKS = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT', 'gAMA', 'sRGB'];

function strippedPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (text(bytes, 1, 4) !== 'PNG') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [partOf(bytes, 0, 8)];
  let moves = false;
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    const kind = text(bytes, at + 4, at + 8);
    if (PNG_CHUNKS.includes(kind)) parts.push(partOf(bytes, at, end));
    if (kind === 'acTL') moves = true;
    if (kind === 'IEND') break; // what stands behind it belongs to no picture
    at = end;
  }
  return moves ? joined(parts) : null;
}

const WEBP_CHUNKS = ['VP8X', 'ANIM', 'ANMF'];
/** Flags in `VP8X`: a colour profile, EXIF or XMP follow. */
const WEBP_METADATA = 0x20 | 0x08 | 0x04;

function strippedWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 12) !== 'WEBP') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Uint8Array[] = [];
  let moves = false;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    const kind = text(bytes, at, at + 4);
    if (WEBP_CHUNKS.includes(kind)) {
      const part = partOf(bytes, at, end).slice();
      if (kind === 'VP8X') part[8]! &= ~WEBP_METADATA;
      parts.push(part);
    }
    if (kind === 'ANIM') moves = true;
    at = end;
  }
  if (!moves) return null;
  const body = joined(parts);
  const head = partOf(bytes, 0, 12).slice();
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  return joined([head, body]);
}
