import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { strippedAnimation } from '../../src/shared/emoji/image-metadata';

const SECRET = 'Somebody at home';
const has = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(text);
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);

/** A PNG chunk; nobody looks at its checksum here. */
function chunk(kind: string, data: string): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([size, Buffer.from(kind + data), Buffer.alloc(4)]);
}

/** `extra` behind the first chunk of a PNG. */
const withChunks = (png: Buffer, ...extra: Buffer[]) =>
  Buffer.concat([png.subarray(0, 33), ...extra, png.subarray(33)]);

let gif: Buffer;
let webp: Buffer;
let png: Buffer;

beforeAll(async () => {
  const one = (background: string) => ({ create: { width: 8, height: 8, channels: 4 as const, background } });
  const frames = await Promise.all(['#e06', '#06e'].map((color) => sharp(one(color)).png().toBuffer()));
  const moving = () => sharp(frames, { join: { animated: true } });
  webp = await moving()
    .withExif({ IFD0: { Copyright: SECRET } })
    .webp({ loop: 0 })
    .toBuffer();
  const plain = await moving().gif({ loop: 0 }).toBuffer();
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, SECRET.length]),
    Buffer.from(SECRET),
    Buffer.alloc(1),
  ]);
  gif = Buffer.concat([plain.subarray(0, -1), comment, plain.subarray(-1)]);
  png = withChunks(
    frames[0]!,
    chunk('acTL', '\0\0\0\x01\0\0\0\0'),
    chunk('tEXt', SECRET),
    chunk('eXIf', SECRET),
  );
});

describe('moving pictures', () => {
  it.each([
    ['GIF', () => gif],
    ['WebP', () => webp],
    ['PNG', () => png],
  ])('lose their metadata and keep their frames: %s', async (_, picture) => {
    expect(has(picture(), SECRET)).toBe(true);
    const stripped = strippedAnimation(bytesOf(picture()))!;
    for (const trace of [SECRET, 'EXIF', 'eXIf', 'tEXt']) expect(has(stripped, trace), trace).toBe(false);
    const [before, after] = await Promise.all(
      [picture(), Buffer.from(stripped)].map((each) => sharp(each, { animated: true }).metadata()),
    );
    expect([after!.width, after!.pages, after!.loop]).toEqual([before!.width, before!.pages, before!.loop]);
    expect(strippedAnimation(stripped)).toEqual(stripped);
  });
});

describe('others', () => {
  it('are left to be encoded anew: still pictures', async () => {
    const still = sharp({ create: { width: 8, height: 8, channels: 3, background: '#e06' } });
    for (const format of ['png', 'webp', 'gif', 'jpeg'] as const)
      expect(strippedAnimation(bytesOf(await still.clone().toFormat(format).toBuffer())), format).toBeNull();
  });

  it('are refused, and never hang or throw: damaged ones', () => {
    const damaged = fc
      .tuple(fc.constantFrom(0, 1, 2), fc.nat(4000), fc.nat(255), fc.nat(4000))
      .map(([which, at, value, end]) => {
        const bytes = Uint8Array.from([gif, webp, png][which]!);
        if (at < bytes.length) bytes[at] = value;
        return bytes.slice(0, end);
      });
    fc.assert(
      fc.property(
        fc.oneof(
          damaged,
          fc.uint8Array().map((bytes) => bytes.slice()),
        ),
        (bytes) => {
          const stripped = strippedAnimation(bytes as Uint8Array<ArrayBuffer>);
          expect(stripped === null || stripped.length <= bytes.length + 1).toBe(true);
        },
      ),
    );
  });
});
