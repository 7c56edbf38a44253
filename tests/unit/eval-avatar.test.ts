import { describe, expect, it } from 'vitest';
import { correlation, delayOf, jitter } from '../../scripts/eval/avatar-figures';

const wave = Array.from({ length: 200 }, (_, i) => Math.sin(i / 7) + 0.4 * Math.sin(i / 3));

describe('the figures of eval:avatar', () => {
  it('a curve agrees with itself, and not with its opposite', () => {
    expect(correlation(wave, wave)).toBeCloseTo(1);
    expect(
      correlation(
        wave,
        wave.map((x) => -x),
      ),
    ).toBeCloseTo(-1);
  });

  it('what does not move agrees with nothing', () => {
    expect(
      correlation(
        wave,
        wave.map(() => 3),
      ),
    ).toBeNull();
  });

  it('finds by how much a curve is late', () => {
    const late = wave.map((_, i) => wave[Math.max(0, i - 4)]!);
    expect(delayOf(wave, late, 33)?.delay).toBe(132);
    expect(delayOf(wave, wave, 33)?.delay).toBe(0);
  });

  it('measures jitter where a curve is calmest', () => {
    const calm = [...wave, ...Array.from({ length: 60 }, (_, i) => (i % 2) * 0.01)];
    expect(jitter(calm, 40)).toBeCloseTo(0.01, 3);
    expect(jitter([1, 2], 40)).toBeNull();
  });
});
