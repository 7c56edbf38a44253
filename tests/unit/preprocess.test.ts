import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preprocess } from '../../src/analysis/preprocess';
import { denoise } from '../../src/analysis/preprocess/denoise';
import { equalise } from '../../src/analysis/preprocess/equalise';
import { grayOfRgba, lumaOf, type Plane, toFullRange } from '../../src/analysis/preprocess/gray';
import { mirror } from '../../src/analysis/preprocess/mirror';
import { normalise } from '../../src/analysis/preprocess/normalise';

describe('the range of a video', () => {
  it('becomes that of a photograph', () => {
    const { data } = toFullRange({ width: 5, height: 1, data: Float32Array.of(0, 16, 125.5, 235, 255) });
    expect([...data]).toEqual([0, 0, 127.5, 255, 255]);
  });
});

const strength = fc.double({ min: 0, max: 1, noNaN: true });
const sigma = fc.double({ min: 0, max: 2, noNaN: true });
const level = fc.double({ min: 0, max: 255, noNaN: true });
const sides = fc.record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) });
const picture: fc.Arbitrary<Plane> = sides.chain(({ width, height }) =>
  fc
    .array(level, { minLength: width * height, maxLength: width * height })
    .map((values) => ({ width, height, data: Float32Array.from(values) })),
);
const flat = (value: number): Plane => ({ width: 7, height: 5, data: new Float32Array(35).fill(value) });

const mean = ({ data }: Plane): number => data.reduce((sum, value) => sum + value, 0) / data.length;
const deviation = (plane: Plane): number => {
  const middle = mean(plane);
  return Math.sqrt(plane.data.reduce((sum, value) => sum + (value - middle) ** 2, 0) / plane.data.length);
};
const range = ({ data }: Plane): [number, number] => [Math.min(...data), Math.max(...data)];

describe('mirror', () => {
  it('turns left and right, and twice is as before', () => {
    const letters = { width: 3, height: 2, data: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect([...mirror(letters).data]).toEqual([3, 2, 1, 6, 5, 4]);
    fc.assert(fc.property(picture, (plane) => void expect(mirror(mirror(plane))).toEqual(plane)));
  });
});

describe('denoise', () => {
  it('keeps the mean, stays within the range and never adds contrast', () => {
    fc.assert(
      fc.property(picture, sigma, (plane, s) => {
        const out = denoise(plane, s);
        const [low, high] = range(plane);
        const [least, most] = range(out);
        expect(mean(out)).toBeCloseTo(mean(plane), 2);
        expect(least).toBeGreaterThanOrEqual(low - 1e-3);
        expect(most).toBeLessThanOrEqual(high + 1e-3);
        expect(deviation(out)).toBeLessThanOrEqual(deviation(plane) + 1e-3);
      }),
    );
  });

  it('leaves a constant picture exactly as it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), sigma, (value, s) => {
        expect(denoise(flat(value), s)).toEqual(flat(value));
      }),
    );
  });

  it('takes most of the noise out, and nothing with sigma 0', () => {
    const data = Float32Array.from({ length: 64 * 64 }, (_, i) => 128 + (((i * 7919) % 64) - 32));
    const noisy = { width: 64, height: 64, data };
    expect(deviation(denoise(noisy, 1))).toBeLessThan(0.6 * deviation(noisy));
    expect(denoise(noisy, 0)).toEqual(noisy);
  });
});

describe('equalise', () => {
  it('keeps the order of gray levels and stays within 0..255', () => {
    fc.assert(
      fc.property(picture, strength, (plane, s) => {
        const out = equalise(plane, s);
        const order = [...plane.data.keys()].sort((a, b) => plane.data[a]! - plane.data[b]!);
        for (let i = 1; i < order.length; i++) {
          expect(out.data[order[i]!]).toBeGreaterThanOrEqual(out.data[order[i - 1]!]! - 1e-3);
        }
        const [least, most] = range(out);
        expect(least).toBeGreaterThanOrEqual(0);
        expect(most).toBeLessThanOrEqual(255);
      }),
    );
  });

  it('changes nothing with strength 0', () => {
    fc.assert(fc.property(picture, (plane) => void expect(equalise(plane, 0)).toEqual(plane)));
  });

  it('spreads a dull picture, the more the stronger', () => {
    const dull = {
      width: 48,
      height: 48,
      data: Float32Array.from({ length: 2304 }, (_, i) => 100 + (i % 41)),
    };
    const [half, full] = [0.5, 1].map((s) => deviation(equalise(dull, s)));
    expect(half).toBeGreaterThan(1.2 * deviation(dull));
    expect(full).toBeGreaterThan(half!);
  });
});

describe('normalise', () => {
  it('gives mean 0 and a deviation of at most 1, always numbers', () => {
    fc.assert(
      fc.property(picture, (plane) => {
        const out = normalise(plane);
        expect(out.data.every(Number.isFinite)).toBe(true);
        expect(mean(out)).toBeCloseTo(0, 4);
        expect(deviation(out)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('forgets the brightness altogether and, in a contrasty picture, most of the gain', () => {
    const contrasty = picture
      .map(({ data, ...size }) => ({ ...size, data: data.map((value) => value / 2) }))
      .filter((plane) => deviation(plane) > 30);
    fc.assert(
      fc.property(contrasty, fc.double({ min: 0.7, max: 1.4, noNaN: true }), (plane, gain) => {
        const out = normalise(plane);
        const brighter = normalise({ ...plane, data: plane.data.map((value) => value + 60) });
        const stretched = normalise({ ...plane, data: plane.data.map((value) => value * gain) });
        const ratio = deviation(stretched) / deviation(out);
        expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
        out.data.forEach((value, i) => {
          expect(brighter.data[i]).toBeCloseTo(value, 3);
          expect(stretched.data[i]).toBeCloseTo(value * ratio, 3);
        });
      }),
    );
  });

  it.each([0, 128, 255])('turns a flat picture of level %i into zeros, not into noise', (value) => {
    expect(range(normalise(flat(value)))).toEqual([expect.closeTo(0, 5), expect.closeTo(0, 5)]);
  });

  it('leaves faint noise faint', () => {
    const nearlyBlack = { width: 8, height: 8, data: Float32Array.from({ length: 64 }, (_, i) => i % 2) };
    expect(deviation(normalise(nearlyBlack))).toBeLessThan(0.05);
  });
});

describe('preprocess', () => {
  it('runs its steps in order and leaves its input alone', () => {
    fc.assert(
      fc.property(picture, sigma, strength, (plane, denoiseSigma, equaliseStrength) => {
        const before = plane.data.slice();
        const out = preprocess(plane, { denoiseSigma, equaliseStrength });
        expect(out).toEqual(normalise(equalise(denoise(plane, denoiseSigma), equaliseStrength)));
        expect(plane.data).toEqual(before);
      }),
    );
  });
});

describe('gray', () => {
  it('is the first plane of I420, without a copy', () => {
    const data = Uint8Array.from({ length: 24 }, (_, i) => i);
    expect(lumaOf({ width: 4, height: 4, data })).toEqual(data.slice(0, 16));
    expect(lumaOf({ width: 4, height: 4, data }).buffer).toBe(data.buffer);
  });

  it('weighs the colours of RGBA so that gray stays gray and green is brightest', () => {
    const grays = Uint8Array.from({ length: 256 * 4 }, (_, i) => (i % 4 === 3 ? 255 : i >> 2));
    expect([...grayOfRgba(grays)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
    const [red, green, blue] = grayOfRgba(Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255));
    expect([red, green, blue]).toEqual([76, 150, 29]);
  });
});
