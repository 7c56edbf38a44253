/** How much the mouth moves: distinguishes a held smile from a speaking mouth. Pure. */
import type { FaceGeometry } from '../../shared/types';

/** Looks back this far, and knows nothing before half of it was seen. Milliseconds. */
const WINDOW = 600;
/** Takes the tremor of the landmarks out. Milliseconds. */
const SMOOTHING = 100;
/** A hole in time this long starts afresh. Milliseconds. */
const GAP = 1000;
/** One unit of motion, as a standard deviation over the window: of the logarithms of two distances, and of the gap. */
const UNIT = [0.01, 0.016, 0.015] as const;

export interface MouthMotion {
  /**
   * @param time milliseconds; going back starts afresh
   * @returns 0 for a photograph, about 0.3 for a face that listens, 1 and more while it speaks; infinite as long as nothing
   *   is known
   */
  update(geometry: FaceGeometry, time: number): number;
  reset(): void;
}

type Mouth = readonly [number, number, number];

export function createMouthMotion(): MouthMotion {
  let smooth: Mouth | null = null;
  let last = 0;
  let seen: { readonly time: number; readonly mouth: Mouth }[] = [];
  return {
    update({ mouthToEye, mouthWidth, mouthOpening }, time) {
      const passed = time - last;
      const now: Mouth = [Math.log(mouthToEye), Math.log(mouthWidth), mouthOpening];
      if (smooth === null || passed > GAP || passed < 0) {
        smooth = now;
        seen = [];
      } else {
        const before = smooth;
        const share = 1 - Math.exp(-passed / SMOOTHING);
        const mix = (i: 0 | 1 | 2): number => before[i] + share * (now[i] - before[i]);
        smooth = [mix(0), mix(1), mix(2)];
      }
      last = time;
      seen = [...seen.filter((each) => time - each.time <= WINDOW), { time, mouth: smooth }];
      if (time - seen[0]!.time < WINDOW / 2) return Number.POSITIVE_INFINITY;
      const squares = UNIT.map((unit, i) => varianceOf(seen.map(({ mouth }) => mouth[i]!)) / unit ** 2);
      return Math.sqrt(squares.reduce((a, b) => a + b, 0) / UNIT.length);
    },
    reset() {
      smooth = null;
      seen = [];
    },
  };
}

function varianceOf(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
