import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionsPage } from '../../scripts/eval/conditions-page';
import { blur, CONDITIONS, noise, rolled, sized } from '../../scripts/eval/face-conditions';
import { fillBlock, percent, points, table } from '../../scripts/eval/markdown';
import { yawOf } from '../../scripts/eval/photo-conditions';
import { spread } from '../../scripts/eval/spread';
import { regionsOf } from '../../src/analysis/face/photo-regions';

const portrait = new Uint8Array(
  readFileSync(fileURLToPath(new URL('../fixtures/portrait-48.bin', import.meta.url))),
);
const distance = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
const deviation = (values: Uint8Array): number => {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe('conditions', () => {
  it('all give a face of the same size, and the same one every time', () => {
    for (const { name, change } of CONDITIONS) {
      const changed = change(portrait, 3);
      expect(changed, name).toHaveLength(portrait.length);
      expect(change(portrait, 3), name).toEqual(changed);
    }
    expect(new Set(CONDITIONS.map(({ name }) => name)).size).toBe(CONDITIONS.length);
  });

  it('change the face, except a face of its own size', () => {
    const same = CONDITIONS.filter(({ change }) => distance(change(portrait, 1), portrait) === 0);
    expect(same.map(({ name }) => name)).toEqual(['as it is', 'face of 48 px']);
  });

  it('leave a flat picture flat unless they draw or add noise or a shadow', () => {
    for (const change of [blur(1), blur(2), sized(16), sized(64), sized(200), rolled(30), rolled(-10)]) {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 255 }), (level) => {
          expect(
            new Set(
              change(
                portrait.map(() => level),
                0,
              ),
            ),
          ).toEqual(new Set([level]));
        }),
        { numRuns: 5 },
      );
    }
  });

  it('add noise of the deviation they name, another for every face', () => {
    const gray = portrait.map(() => 128);
    for (const sigma of [7, 14, 28]) expect(deviation(noise(sigma)(gray, 5))).toBeCloseTo(sigma, -0.5);
    expect(noise(7)(gray, 5)).not.toEqual(noise(7)(gray, 6));
  });

  it('cost more the fewer pixels there are, and nearly nothing where there are more than enough', () => {
    const costs = [16, 24, 32].map((pixels) => distance(sized(pixels)(portrait, 0), portrait));
    expect([...costs].sort((a, b) => b - a)).toEqual(costs);
    expect(distance(sized(200)(portrait, 0), portrait)).toBeLessThan(costs[2]!);
  });

  it('turn a face clockwise for positive degrees', () => {
    // A bright spot above the middle moves to the right.
    const spot = portrait.map((_, i) => (Math.hypot((i % 48) - 23.5, Math.floor(i / 48) - 8) < 3 ? 255 : 0));
    const bright = rolled(30)(spot, 0);
    const columns = [...bright].flatMap((value, i) => (value > 128 ? [i % 48] : []));
    expect(columns.length).toBeGreaterThan(10);
    expect(Math.min(...columns)).toBeGreaterThan(24);
  });
});

describe('the way to whole photographs', () => {
  it('takes evenly spread places, all of them for 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 600 }), (all, most) => {
        const places = spread(all, most);
        expect(places).toHaveLength(most === 0 ? all : Math.min(all, most));
        expect(new Set(places).size).toBe(places.length);
        expect(places.every((place) => place >= 0 && place < all)).toBe(true);
      }),
    );
  });

  it('tries the photograph as it is first, then margins and parts that leave nothing out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4000 }), fc.integer({ min: 2, max: 4000 }), (width, height) => {
        const [first, ...others] = regionsOf({ width, height });
        expect(first).toEqual({ x: 0, y: 0, width, height });
        for (const part of [first!, ...others]) {
          expect(Math.min(part.width, part.height)).toBeGreaterThanOrEqual(1);
          // Something of the photograph is in every one of them.
          expect(part.x).toBeLessThan(width);
          expect(part.y).toBeLessThan(height);
          expect(part.x + part.width).toBeGreaterThan(0);
          expect(part.y + part.height).toBeGreaterThan(0);
        }
        // In a long photograph squares are tried, in others quarters of each side.
        const isLong = Math.max(width, height) >= 2 * Math.min(width, height);
        const quarters = others.filter((part) => isLong || part.width === Math.round(width / 4));
        if (Math.min(width, height) < 200) return;
        for (const [x, y] of [
          [1, 1],
          [width - 2, 1],
          [1, height - 2],
          [width - 2, height - 2],
        ] as const) {
          expect(quarters.some((q) => q.x <= x && q.y <= y && q.x + q.width > x && q.y + q.height > y)).toBe(
            true,
          );
        }
      }),
    );
  });

  it('knows how far a head is turned', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), (degrees) => {
        const [dx, dz] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
        const landmarks = Array.from({ length: 468 }, () => ({ x: 0, y: 0, z: 0 }));
        landmarks[33] = { x: -50 * dx, y: 3, z: -50 * dz };
        landmarks[263] = { x: 50 * dx, y: 3, z: 50 * dz };
        expect(yawOf(landmarks)).toBeCloseTo(degrees, 6);
      }),
    );
  });
});

describe('generated pages', () => {
  it('fill a block and nothing else, as often as one likes', () => {
    const page = 'a\n<!-- begin x -->\nold\n<!-- end x -->\nb';
    const filled = fillBlock(page, 'x', 'new');
    expect(filled).toBe('a\n<!-- begin x -->\nnew\n<!-- end x -->\nb');
    expect(fillBlock(filled, 'x', 'new')).toBe(filled);
    expect(() => fillBlock(page, 'y', '')).toThrow('no block "y"');
  });

  it('write shares, differences and tables', () => {
    expect([percent(0.8421), percent(null)]).toEqual(['84.2', '–']);
    expect([points(0.012), points(-0.012), points(-0.0001)]).toEqual(['+1.2', '−1.2', '0.0']);
    expect(table(['a', 'b'], [['x|y', '1']])).toBe('| a | b |\n| --- | ---: |\n| x\\|y | 1 |');
  });

  it('mark the shipped setting and compare with the normal condition', () => {
    const figures = (accuracy6: number) => ({ accuracy8: 0, accuracy6, macroRecall6: 0.5, ece: 0.02 });
    const page = conditionsPage(
      {
        n: 100,
        splits: ['valid'],
        fingerprints: ['f'.repeat(64)],
        settings: [
          { denoiseSigma: 0, equaliseStrength: 0, shipped: false },
          { denoiseSigma: 0.5, equaliseStrength: 0, shipped: true },
        ],
        conditions: [
          { group: 'g', name: 'as it is', figures: [figures(0.8), figures(0.9)] },
          { group: 'g', name: 'dark', figures: [figures(0.7), figures(0.6)] },
        ],
        photos: null,
      },
      '2030-01-02',
    );
    expect(page).toContain('| dark | 60.0 | −30.0 | 50.0 | 0.020 |');
    expect(page).toContain('| condition | neither | denoise σ 0.5 (shipped) |');
    expect(page).toContain('| dark | 70.0 | 60.0 |');
    expect(page).toContain('Measured 2030-01-02');
  });
});
