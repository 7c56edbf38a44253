import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { blendPatch, type PlanarPicture } from '../../src/call/outgoing/drawing/blend';
import { blacken, blur } from '../../src/call/outgoing/drawing/obscure';
import { rasterise } from '../../src/call/outgoing/drawing/rasterise';
import { type Colour, createSprite, toYuv } from '../../src/call/outgoing/drawing/sprite';

/** Many pixels are looked at; a busy machine may take its time. */
vi.setConfig({ testTimeout: 60_000 });

const TV: Colour = { matrix: 'bt601', fullRange: false };
const SIDE = 64;

/** A disc of one colour on nothing. */
function disc(red: number, green: number, blue: number, colour = TV) {
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const inside = Math.hypot(row - 31.5, column - 31.5) <= 31;
      rgba.set([red, green, blue, inside ? 255 : 0], (row * SIDE + column) * 4);
    }
  }
  return createSprite(rgba, SIDE, colour);
}

type Rgb = readonly [number, number, number];
const part = fc.integer({ min: 0, max: 255 });
const rgb = fc.tuple(part, part, part);
const format = fc.constantFrom('I420' as const, 'NV12' as const);
const even = (min: number, max: number) => fc.integer({ min: min / 2, max: max / 2 }).map((n) => 2 * n);

/** A picture whose rows are padded, filled with `fill` of the sample's number; the padding is 77. */
function picture(kind: 'I420' | 'NV12', width: number, height: number, fill: (n: number) => number) {
  const stride = width + 6;
  const [w, h] = [(width + 1) >> 1, (height + 1) >> 1];
  const luma = stride * height;
  const chroma = kind === 'NV12' ? 2 * w + 4 : w + 4;
  const layout =
    kind === 'NV12'
      ? [
          { offset: 0, stride },
          { offset: luma, stride: chroma },
        ]
      : [
          { offset: 0, stride },
          { offset: luma, stride: chroma },
          { offset: luma + chroma * h, stride: chroma },
        ];
  const data = new Uint8Array(luma + chroma * h * (kind === 'NV12' ? 1 : 2)).fill(77);
  const made: PlanarPicture = { format: kind, width, height, data, layout };
  const sample = (plane: 0 | 1 | 2, x: number, y: number): number => {
    if (plane === 0) return y * stride + x;
    if (kind === 'I420') return layout[plane]!.offset + y * chroma + x;
    return luma + y * chroma + 2 * x + plane - 1;
  };
  const all: number[] = [];
  for (const plane of [0, 1, 2] as const) {
    const [columns, rows] = plane === 0 ? [width, height] : [w, h];
    for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) all.push(sample(plane, x, y));
  }
  all.forEach((at, n) => {
    data[at] = fill(n);
  });
  const inPicture = new Set(all);
  return { ...made, sample, isPadding: (at: number) => !inPicture.has(at) };
}

describe('toYuv', () => {
  it.each<[Rgb, Colour, Rgb]>([
    [[0, 0, 0], TV, [16, 128, 128]],
    [[255, 255, 255], TV, [235, 128, 128]],
    [[255, 255, 255], { matrix: 'bt709', fullRange: true }, [255, 128, 128]],
    [[255, 0, 0], TV, [81.5, 90.2, 240]],
    [[0, 0, 255], { matrix: 'bt709', fullRange: false }, [31.8, 240, 117.7]],
  ])('%j in %j', (from, colour, to) => {
    const found = toYuv(...from, colour);
    for (const i of [0, 1, 2] as const) expect(found[i]).toBeCloseTo(to[i], 0);
  });
});

describe('a blended emoji', () => {
  it('has its own colour in its middle, whatever was there, at any size, roll and in any format', () => {
    const size = fc.integer({ min: 16, max: 200 });
    const roll = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(rgb, part, format, size, roll, (colour, under, kind, side, angle) => {
        const patch = rasterise(disc(...colour), side, angle);
        const onto = picture(kind, 300, 300, () => under);
        const corner = 2 * Math.round((150 - patch.side / 2) / 2);
        blendPatch(onto, patch, corner, corner);
        const wanted = toYuv(...colour, TV);
        const middle = corner + patch.side / 2;
        expect(Math.abs(onto.data[onto.sample(0, middle, middle)]! - wanted[0])).toBeLessThanOrEqual(1);
        for (const plane of [1, 2] as const) {
          const at = onto.sample(plane, middle >> 1, middle >> 1);
          expect(Math.abs(onto.data[at]! - wanted[plane])).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('covers a disc of its side and nothing outside of it', () => {
    const sprite = disc(255, 255, 255);
    const size = fc.integer({ min: 24, max: 150 });
    const roll = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(size, roll, format, (side, angle, kind) => {
        const patch = rasterise(sprite, side, angle);
        const onto = picture(kind, 240, 240, () => 50);
        const corner = 2 * Math.round((120 - patch.side / 2) / 2);
        blendPatch(onto, patch, corner, corner);
        const middle = corner + patch.side / 2 - 0.5;
        const wrong: string[] = [];
        for (let y = 0; y < 240; y += 3) {
          for (let x = 0; x < 240; x += 3) {
            const away = Math.hypot(x - middle, y - middle) - side / 2;
            const value = onto.data[onto.sample(0, x, y)]!;
            if (away < -0.06 * side - 1 && value < 234) wrong.push(`${x},${y} inside: ${value}`);
            if (away > 1 && value !== 50) wrong.push(`${x},${y} outside: ${value}`);
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('writes inside the picture only, wherever it is laid, and what it writes lies between the two', () => {
    const bright = rasterise(disc(255, 255, 255), 60, 0.4);
    const place = even(-200, 300);
    const sides = fc.integer({ min: 3, max: 120 });
    const opacity = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(format, sides, sides, place, place, opacity, (kind, width, height, left, top, strength) => {
        const onto = picture(kind, width, height, () => 100);
        blendPatch(onto, bright, left, top, strength);
        const isRight = (value: number, at: number): boolean =>
          onto.isPadding(at) ? value === 77 : value >= 100 && value <= 235;
        expect(onto.data.every(isRight)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('is what mixing sample by sample gives, also where whole rows are copied', () => {
    const place = even(-60, 110);
    const angle = fc.double({ min: -4, max: 4, noNaN: true });
    const opacity = fc.constantFrom(1, 0.7);
    fc.assert(
      fc.property(rgb, format, place, place, angle, opacity, (colour, kind, left, top, roll, strength) => {
        const patch = rasterise(disc(...colour), 60, roll);
        const before = picture(kind, 101, 90, (n) => n % 251);
        const after = { ...before, data: before.data.slice() };
        blendPatch(after, patch, left, top, strength);
        const wrong: string[] = [];
        for (const plane of [0, 1, 2] as const) {
          const shift = plane === 0 ? 0 : 1;
          const side = patch.side >> shift;
          const alphas = plane === 0 ? patch.alpha : patch.chromaAlpha;
          const values = [patch.y, patch.u, patch.v][plane]!;
          for (let y = 0; y < 90 >> shift; y++) {
            for (let x = 0; x < 100 >> shift; x++) {
              const [column, row] = [x - (left >> shift), y - (top >> shift)];
              const inside = column >= 0 && row >= 0 && column < side && row < side;
              const share = inside ? strength * (alphas[row * side + column]! / 255) : 0;
              const at = before.sample(plane, x, y);
              const over = inside ? strength * values[row * side + column]! : 0;
              const wanted = Math.min(before.data[at]! * (1 - share) + over, 255);
              if (Math.abs(after.data[at]! - wanted) > 1) wrong.push(`${plane}: ${x},${y}`);
            }
          }
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('is not there at opacity 0, and halfway at 0.5', () => {
    const patch = rasterise(disc(255, 255, 255), 40, 0);
    const none = picture('I420', 64, 64, (n) => n % 251);
    const before = none.data.slice();
    blendPatch(none, patch, 10, 10, 0);
    expect(none.data).toEqual(before);
    const half = picture('I420', 64, 64, () => 35);
    blendPatch(half, patch, 10, 10, 0.5);
    expect(half.data[half.sample(0, 30, 30)]).toBe(135);
  });

  it('turns clockwise', () => {
    const rgba = new Uint8ClampedArray(SIDE * SIDE * 4);
    // White in the upper quarter only.
    rgba.fill(255, 0, SIDE * 16 * 4);
    const patch = rasterise(createSprite(rgba, SIDE, TV), SIDE, Math.PI / 2);
    const at = (x: number, y: number) => patch.alpha[y * patch.side + x];
    const [low, middle, high] = [8, patch.side >> 1, patch.side - 8];
    expect([at(high, middle), at(low, middle), at(middle, low), at(middle, high)]).toEqual([255, 0, 0, 0]);
  });

  it('is refused on odd pixels, and a picture of the wrong size is no emoji', () => {
    const patch = rasterise(disc(1, 2, 3), 20, 0);
    expect(() =>
      blendPatch(
        picture('I420', 64, 64, () => 0),
        patch,
        1,
        0,
      ),
    ).toThrow(RangeError);
    expect(() => createSprite(new Uint8ClampedArray(12), 2, TV)).toThrow(RangeError);
  });
});

describe('an obscured picture', () => {
  const sides = fc.integer({ min: 2, max: 200 });

  it('black is black everywhere, and nothing outside is touched', () => {
    fc.assert(
      fc.property(format, sides, sides, fc.boolean(), (kind, width, height, full) => {
        const made = picture(kind, width, height, (n) => n % 256);
        blacken(made, full);
        expect(made.data.every((value, at) => !made.isPadding(at) || value === 77)).toBe(true);
        expect(made.data[made.sample(0, width - 1, height - 1)]).toBe(full ? 0 : 16);
        expect(made.data[made.sample(1, (width - 1) >> 1, (height - 1) >> 1)]).toBe(128);
        expect(made.data[made.sample(2, 0, 0)]).toBe(128);
      }),
      { numRuns: 50 },
    );
  });

  it('blurred keeps the mean and loses all detail', () => {
    fc.assert(
      fc.property(format, fc.integer({ min: 0, max: 255 }), (kind, value) => {
        const flat = picture(kind, 130, 70, () => value);
        blur(flat);
        expect(flat.data.every((each, at) => each === (flat.isPadding(at) ? 77 : value))).toBe(true);
      }),
      { numRuns: 6 },
    );
    // Stripes of two pixels, as strong as they can be.
    const striped = picture('I420', 320, 240, (n) => (n < 320 * 240 && n % 4 < 2 ? 255 : 0));
    blur(striped);
    const row = Array.from({ length: 320 }, (_, x) => striped.data[striped.sample(0, x, 120)]!);
    expect(Math.max(...row) - Math.min(...row)).toBeLessThanOrEqual(2);
    expect(row[100]).toBeGreaterThan(125);
    expect(row[100]).toBeLessThan(131);
  });

  it('blurred is smooth: neighbours differ little even at the sharpest edge', () => {
    const edge = picture('NV12', 320, 240, (n) => (n % 320 < 160 ? 0 : 255));
    blur(edge);
    for (let x = 1; x < 320; x++) {
      const step = edge.data[edge.sample(0, x, 50)]! - edge.data[edge.sample(0, x - 1, 50)]!;
      expect(Math.abs(step)).toBeLessThanOrEqual(15);
    }
  });
});
