import { describe, expect, it } from 'vitest';
import { createMouthMotion } from '../../src/analysis/temporal/mouth-motion';
import type { FaceGeometry } from '../../src/shared/types';
import { CALM } from './support/faces';

describe('the motion of a mouth', () => {
  const motionOf = (at: (t: number) => Partial<FaceGeometry>, fps: number): number => {
    const motion = createMouthMotion();
    let last = 0;
    for (let n = 0; n <= 2 * fps; n++) {
      const t = n / fps;
      last = motion.update({ ...CALM, ...at(t) }, 1000 * t);
    }
    return last;
  };

  it('is that of speech and not that of tremor, at any frame rate', () => {
    for (const fps of [5, 10, 30]) {
      const speech = motionOf((t) => ({ mouthOpening: 0.1 + 0.08 * Math.sin(2 * Math.PI * 1.7 * t) }), fps);
      expect(speech).toBeGreaterThan(1);
      const tremor = motionOf(
        (t) => ({ mouthToEye: CALM.mouthToEye * (1 + 0.003 * Math.sin(999 * t)) }),
        fps,
      );
      expect(tremor).toBeLessThan(0.35);
    }
  });

  it('is not known at first, nor after a hole', () => {
    const motion = createMouthMotion();
    expect(motion.update(CALM, 0)).toBe(Number.POSITIVE_INFINITY);
    for (let t = 100; t <= 1000; t += 100) motion.update(CALM, t);
    expect(motion.update(CALM, 1100)).toBeCloseTo(0, 9);
    expect(motion.update(CALM, 5000)).toBe(Number.POSITIVE_INFINITY);
    expect(motion.update(CALM, 100)).toBe(Number.POSITIVE_INFINITY);
  });
});
