import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter } from '../../src/analysis/temporal';
import { createEpisodeDetector, type Episode } from '../../src/analysis/temporal/episodes';
import type { Expression, Phase, Probabilities } from '../../src/shared/types';
import { faceOf } from './support/faces';
import { probabilities } from './support/probabilities';

/** A smile that grows for a second from 2 s, stays for one, and fades for one. */
const smileAt = (time: number): number => {
  if (time < 2000 || time > 5000) return 0.02;
  if (time < 3000) return 0.02 + (0.94 * (time - 2000)) / 1000;
  return time <= 4000 ? 0.96 : 0.02 + (0.94 * (5000 - time)) / 1000;
};
const belief = (share: number, name: Expression = 'happy'): Probabilities => ({
  neutral: 1 - share,
  happy: 0,
  surprised: 0,
  sad: 0,
  angry: 0,
  fearful: 0,
  [name]: share,
});

function watch(fps: number): { episodes: Episode[]; phases: Phase[] } {
  const detector = createEpisodeDetector();
  const episodes: Episode[] = [];
  const phases: Phase[] = [];
  for (let n = 0; n <= 7 * fps; n++) {
    const time = (n * 1000) / fps;
    const { now, ended } = detector.update(belief(smileAt(time)), time);
    if (now && phases.at(-1) !== now.phase) phases.push(now.phase);
    if (ended) episodes.push(ended);
  }
  return { episodes, phases };
}

describe('onset, apex and offset', () => {
  it('are those of the smile, at any frame rate', () => {
    for (const fps of [5, 10, 30]) {
      const { episodes, phases } = watch(fps);
      expect(phases).toEqual(['onset', 'apex', 'offset']);
      expect(episodes).toHaveLength(1);
      const [{ expression, onset, apex, offset, peak }] = episodes as [Episode];
      expect(expression).toBe('happy');
      expect(peak).toBeCloseTo(0.96, 2);
      // The moments at which the line crosses a half, 95 % of the peak, and a half again.
      expect(Math.abs(onset - 2511)).toBeLessThanOrEqual(10);
      expect(Math.abs(apex - 2949)).toBeLessThanOrEqual(30);
      expect(Math.abs(offset - 4489)).toBeLessThanOrEqual(10);
    }
  });

  it('of the whole filter differ by about a frame of the slower rate at the most', () => {
    const through = (fps: number): Episode => {
      const filter = createTemporalFilter();
      const ended: Episode[] = [];
      for (let n = 0; n <= 6 * fps; n++) {
        const time = (n * 1000) / fps;
        const name = time >= 2000 && time < 4000 ? 'happy' : 'neutral';
        const state = filter.update(faceOf(name, {}, 0.9), time);
        if (state.ended) ended.push(state.ended);
      }
      expect(ended).toHaveLength(1);
      return ended[0]!;
    };
    const [slow, middle, fast] = [through(5), through(10), through(30)] as const;
    for (const at of ['onset', 'apex', 'offset'] as const) {
      expect(Math.abs(slow[at] - fast[at])).toBeLessThanOrEqual(220);
      expect(Math.abs(middle[at] - fast[at])).toBeLessThanOrEqual(110);
    }
  });

  it('come in order and without overlap, whatever is seen', () => {
    const step = fc.record({
      seen: fc.option(fc.oneof(probabilities, fc.constantFrom(belief(0.9), belief(0.8, 'sad'))), {
        freq: 5,
        nil: null,
      }),
      wait: fc.oneof(fc.integer({ min: -3000, max: 3000 }), fc.constantFrom(Number.NaN, Infinity)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const detector = createEpisodeDetector();
        let time = 10_000;
        let end = Number.NEGATIVE_INFINITY;
        const check = (episode: Episode | null, over: boolean): void => {
          if (episode === null) return;
          expect(episode.onset).toBeGreaterThanOrEqual(end);
          expect(episode.apex).toBeGreaterThanOrEqual(episode.onset);
          expect(episode.offset).toBeGreaterThanOrEqual(episode.apex);
          expect(episode.peak).toBeGreaterThanOrEqual(0.5);
          expect(episode.peak).toBeLessThanOrEqual(1);
          if (over) end = episode.offset;
        };
        for (const { seen, wait } of steps) {
          const at = time + wait;
          if (wait > 0 && Number.isFinite(wait)) time = at;
          const { now, ended } = detector.update(seen, at);
          check(ended, true);
          check(now, false);
        }
        check(detector.flush(), true);
        expect(detector.flush()).toBeNull();
      }),
    );
  });

  it('end where the face was last seen', () => {
    const detector = createEpisodeDetector();
    detector.update(belief(0.1), 1000);
    detector.update(belief(0.9), 1100);
    detector.update(belief(0.9), 1500);
    expect(detector.update(null, 4000).ended).toMatchObject({ offset: 1500, phase: 'offset' });
    const other = createEpisodeDetector();
    other.update(belief(0.9), 1000);
    other.update(belief(0.9), 1500);
    expect(other.flush()).toMatchObject({ onset: 1000, offset: 1500 });
  });
});
