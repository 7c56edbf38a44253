import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageWords } from '../../src/shared/pixels/average-words';
import { decimate, type Planes, shrinkFactor } from '../../src/shared/pixels/decimate';

type Colour = readonly [red: number, green: number, blue: number];
type Format = Planes['format'];
const FORMATS: readonly Format[] = ['I420', 'NV12', 'RGBA'];
/** Bytes that belong to no picture: whoever reads them shows it. */
const PADDING = 255;

/** BT.601, limited range, as the standard writes it. */
function yuv([red, green, blue]: Colour): readonly [number, number, number] {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [
    16 + (219 / 255) * luma,
    128 + (224 / 255) * ((blue - luma) / 1.772),
    128 + (224 / 255) * ((red - luma) / 1.402),
  ];
}

/** A picture as a camera gives it, with `pad` bytes after every row and before the first. */
function encode(
  format: Format,
  width: number,
  height: number,
  colour: (x: number, y: number) => Colour,
  pad = 0,
): Planes {
  const bytes: number[] = Array(pad).fill(PADDING);
  const layout: { offset: number; stride: number }[] = [];
  const plane = (columns: number, rows: number, at: (x: number, y: number) => readonly number[]): void => {
    layout.push({ offset: bytes.length, stride: columns * at(0, 0).length + pad });
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) bytes.push(...at(x, y).map(Math.round));
      bytes.push(...Array(pad).fill(PADDING));
    }
  };
  const half = [Math.ceil(width / 2), Math.ceil(height / 2)] as const;
  const chroma = (x: number, y: number) => yuv(colour(2 * x + 0.5, 2 * y + 0.5)).slice(1);
  if (format === 'RGBA') plane(width, height, (x, y) => [...colour(x, y), PADDING]);
  else plane(width, height, (x, y) => [yuv(colour(x, y))[0]]);
  if (format === 'NV12') plane(...half, chroma);
  if (format === 'I420') for (const i of [0, 1]) plane(...half, (x, y) => [chroma(x, y)[i]!]);
  return { format, width, height, data: Uint8Array.from(bytes), layout };
}

const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));
const size = fc.record({ width: fc.integer({ min: 8, max: 30 }), height: fc.integer({ min: 8, max: 30 }) });
const factor = fc.integer({ min: 1, max: 4 });
const pad = fc.nat(7);

describe('decimate', () => {
  it.each(FORMATS)('keeps a constant %s picture constant, of any size and with any padding', (format) => {
    fc.assert(
      fc.property(colour, size, factor, pad, (c, { width, height }, by, padding) => {
        const small = decimate(
          encode(format, width, height, () => c, padding),
          by,
        );
        expect([small.width, small.height]).toEqual([width, height].map((n) => 2 * Math.floor(n / by / 2)));
        const luma = small.width * small.height;
        expect(small.data.length).toBe(luma * 1.5);
        const expected = yuv(c);
        small.data.forEach((value, i) => {
          const plane = i < luma ? 0 : i < luma * 1.25 ? 1 : 2;
          expect(Math.abs(value - expected[plane]!)).toBeLessThanOrEqual(1.5);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('gives nearly the same picture whatever the format', () => {
    const ramps = fc.tuple(colour, colour, colour);
    fc.assert(
      fc.property(ramps, size, factor, pad, ([from, right, down], { width, height }, by, padding) => {
        const at = (x: number, y: number): Colour => {
          const [u, v] = [x / width, y / height];
          const mix = (i: 0 | 1 | 2) =>
            Math.min(Math.max((from[i] + u * right[i] + v * down[i]) / 3, 0), 255);
          return [mix(0), mix(1), mix(2)];
        };
        const [planar, semiPlanar, packed] = FORMATS.map(
          (format) => decimate(encode(format, width, height, at, padding), by).data,
        );
        planar!.forEach((value, i) => {
          expect(Math.abs(value - semiPlanar![i]!)).toBeLessThanOrEqual(1);
          expect(Math.abs(value - packed![i]!)).toBeLessThanOrEqual(2);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('averages whole blocks: no pixel is left out', () => {
    const stripes = (x: number): Colour => (x % 2 === 0 ? [0, 0, 0] : [255, 255, 255]);
    for (const format of ['I420', 'RGBA'] as const) {
      const { data } = decimate(encode(format, 16, 16, stripes), 4);
      expect([...data.subarray(0, 16)].every((value) => Math.abs(value - 125.5) <= 1)).toBe(true);
    }
  });

  it('leaves an I420 picture that needs no shrinking as it is', () => {
    const planes = encode('I420', 8, 8, (x, y) => [30 * x, 30 * y, 100]);
    expect(decimate(planes, 1).data).toEqual(planes.data);
  });

  it('refuses a picture of which nothing would be left', () => {
    expect(() =>
      decimate(
        encode('I420', 6, 8, () => [0, 0, 0]),
        4,
      ),
    ).toThrow(RangeError);
  });
});

describe('shrinkFactor', () => {
  it('brings cameras of any width to about 320 pixels, never enlarging', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 8000 }), (width) => {
        const by = shrinkFactor(width);
        expect(Number.isInteger(by)).toBe(true);
        expect(by).toBeGreaterThanOrEqual(1);
        if (width >= 320) expect(width / by).toBeGreaterThanOrEqual(213);
        expect(width / by).toBeLessThanOrEqual(480);
      }),
    );
    expect([320, 640, 1280, 1920].map(shrinkFactor)).toEqual([1, 2, 4, 6]);
  });
});

describe('averaging four samples at a time', () => {
  const plane = fc.record({
    factor: fc.constantFrom(1, 2, 3, 4, 6, 8, 12, 20),
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 4 }),
    offset: fc.nat(9),
    pad: fc.nat(9),
    shift: fc.nat(5),
  });

  it('gives the rounded mean of every block, or leaves the work to others', () => {
    let done = 0;
    let large = 0;
    fc.assert(
      fc.property(plane, fc.infiniteStream(fc.nat(255)), ({ factor, width, height, ...at }, bytes) => {
        const stride = width * factor + at.pad;
        const size = at.offset + stride * factor * height;
        const from = new Uint8Array(new ArrayBuffer(at.shift + size + 8), at.shift, size);
        for (let i = 0; i < size; i++) from[i] = bytes.next().value!;
        const to = new Uint8Array(width * height);
        if (!averageWords(from, at.offset, stride, factor, width, height, to)) {
          return void expect(to.every((value) => value === 0)).toBe(true);
        }
        done += 1;
        to.forEach((value, i) => {
          const [row, column] = [Math.floor(i / width), i % width];
          let sum = 0;
          for (let y = 0; y < factor; y++) {
            const line = at.offset + (row * factor + y) * stride + column * factor;
            for (let x = 0; x < factor; x++) sum += from[line + x]!;
          }
          const mean = Math.floor((sum + ((factor ** 2) >> 1)) / factor ** 2);
          // What is averaged in two steps is rounded twice.
          if (factor <= 6) expect(value).toBe(mean);
          else expect(Math.abs(value - mean)).toBeLessThanOrEqual(1);
        });
        if (factor > 6) large += 1;
      }),
      { numRuns: 3000 },
    );
    expect(done).toBeGreaterThan(30);
    expect(large).toBeGreaterThan(10);
  });
});
