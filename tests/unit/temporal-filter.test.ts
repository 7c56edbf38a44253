import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter, type SeenFace } from '../../src/analysis/temporal';
import type { Expression, Span } from '../../src/shared/types';
import { CALM, faceOf } from './support/faces';
import { mostly, probabilities } from './support/probabilities';

/** So clear that it is seen before the calm face is known. */
const seen = (expression: Expression, more: Partial<SeenFace> = {}) => faceOf(expression, more, 0.9999);

/** Plays scenes at a frame rate; returns the reactions with their times, and all spans. */
function play(scenes: readonly { face: SeenFace | null; seconds: number }[], fps: number) {
  const filter = createTemporalFilter();
  const reactions: { expression: Expression; time: number }[] = [];
  const spans: Span[] = [];
  let end = 1_000_000;
  let n = 0;
  for (const { face, seconds } of scenes) {
    end += seconds * 1000;
    for (;;) {
      const time = 1_000_000 + (n * 1000) / fps;
      if (time >= end) break;
      n += 1;
      const state = filter.update(face, time);
      if (state.fires) reactions.push({ expression: state.fires, time: time - 1_000_000 });
      spans.push(...state.spans);
    }
  }
  spans.push(...filter.flush());
  return { reactions, spans };
}

describe('temporal filter', () => {
  it('reports a laugh once, soon after it begins, at any frame rate', () => {
    const scenes = [
      { face: seen('neutral'), seconds: 2 },
      { face: seen('happy'), seconds: 3 },
      { face: seen('neutral'), seconds: 2 },
    ];
    for (const fps of [5, 10, 30]) {
      const { reactions, spans } = play(scenes, fps);
      expect(reactions.map((r) => r.expression)).toEqual(['happy']);
      expect(reactions[0]!.time - 2000).toBeLessThanOrEqual(600 + 1000 / fps);
      expect(spans.map((span) => span.expression)).toEqual(['neutral', 'happy', 'neutral']);
    }
  });

  it('stays silent when a face only speaks: open mouth, resting brows', () => {
    const speaking = Array.from({ length: 30 }, (_, i) => ({
      face: seen(i % 2 === 0 ? 'surprised' : 'neutral', { ...CALM, mouthOpening: 0.2, jawOpening: 1.2 }),
      seconds: 0.9,
    }));
    expect(play([{ face: seen('neutral'), seconds: 2 }, ...speaking], 10).reactions).toEqual([]);
  });

  it('reports surprise with lifted brows, but only once the calm face is known', () => {
    const surprise = { face: seen('surprised'), seconds: 1.5 };
    expect(play([surprise], 10).reactions).toEqual([]);
    const known = play([{ face: seen('neutral'), seconds: 2 }, surprise], 10);
    expect(known.reactions.map((r) => r.expression)).toEqual(['surprised']);
  });

  it('does not mix two people: another face starts afresh', () => {
    const filter = createTemporalFilter();
    for (let t = 0; t < 300; t += 100) filter.update(seen('happy'), t);
    const state = filter.update(seen('neutral', { track: 2 }), 300);
    expect(state.expression).toBe('neutral');
    expect(state.confidence).toBeGreaterThan(0.9);
  });

  it('forgets after a while without a face, and bridges a short absence', () => {
    const filter = createTemporalFilter();
    for (let t = 0; t <= 2000; t += 100) filter.update(seen('happy'), t);
    expect(filter.update(null, 2300).expression).toBe('happy');
    const gone = filter.update(null, 2700);
    expect(gone.expression).toBeNull();
    expect(gone.spans).toEqual([expect.objectContaining({ expression: 'happy', start: 0, duration: 2000 })]);
  });

  it('starts afresh after sleep, and the span ends where the user was last seen', () => {
    const filter = createTemporalFilter();
    for (let t = 0; t <= 1000; t += 100) filter.update(seen('happy'), t);
    const { spans } = filter.update(seen('happy'), 600_000);
    expect(spans).toEqual([expect.objectContaining({ start: 0, duration: 1000 })]);
  });

  it('ignores frames from the past and garbage', () => {
    const filter = createTemporalFilter();
    filter.update(seen('neutral'), 1000);
    for (const time of [1000, 500, Number.NaN, Number.NEGATIVE_INFINITY]) {
      expect(filter.update(seen('happy'), time)).toMatchObject({
        expression: 'neutral',
        fires: null,
        spans: [],
      });
    }
    const garbage = { ...seen('happy'), probabilities: { ...mostly('happy'), happy: Number.NaN } };
    for (let t = 1100; t < 5000; t += 100) expect(filter.update(garbage, t).fires).toBeNull();
  });

  it('is not poisoned by garbage: none of it reacts, and the calm face, the smile and the surprise after it are read as ever', () => {
    const notFinite = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    const bad = fc.constantFrom(...notFinite, -1, 1e9, Number.MAX_VALUE);
    const measures = ['browHeight', 'eyeOpening', 'mouthOpening', 'mouthWidth', 'jawOpening', 'mouthToEye'];
    const fields = [...measures, 'yaw', 'pitch', 'happy', 'surprised'];
    const spoilt = fc.record({
      field: fc.constantFrom(...fields),
      value: bad,
      voice: bad,
      time: fc.option(fc.constantFrom(...notFinite), { freq: 3, nil: null }),
    });
    fc.assert(
      fc.property(fc.array(spoilt, { minLength: 1, maxLength: 20 }), (list) => {
        const filter = createTemporalFilter();
        const fired: (Expression | null)[] = [];
        let n = 0;
        // A spoilt frame between any two good ones.
        const feed = (face: SeenFace, frames: number) => {
          for (let i = 0; i < frames; i++) {
            const { field, value, voice, time } = list[i % list.length]!;
            const isPose = field === 'yaw' || field === 'pitch';
            const wrong = { [field]: isPose && Number.isFinite(value) ? Number.NaN : value };
            const isShare = field === 'happy' || field === 'surprised';
            const odd = isShare ? { probabilities: { ...face.probabilities, ...wrong } } : wrong;
            expect(filter.update({ ...face, voice, ...odd }, time ?? 100 * n + 50).fires).toBeNull();
            fired.push(filter.update({ ...face, voice }, 100 * ++n).fires);
          }
        };
        feed(seen('neutral'), 30);
        feed(seen('happy'), 20);
        feed(seen('neutral'), 40);
        feed(seen('surprised'), 20);
        expect(fired.filter((each) => each !== null)).toEqual(['happy', 'surprised']);
      }),
      { numRuns: 50 },
    );
  });

  it('starts afresh when the clock was set back, instead of waiting until it catches up', () => {
    const filter = createTemporalFilter();
    filter.update(seen('neutral'), 3_600_000);
    for (let t = 0; t <= 1000; t += 100) filter.update(seen('happy'), t);
    expect(filter.update(seen('happy'), 1100).expression).toBe('happy');
  });

  it('survives anything: no reaction but happy and surprised, spans in order', () => {
    const step = fc.record({
      track: fc.integer({ min: 1, max: 2 }),
      p: fc.option(probabilities, { freq: 4, nil: null }),
      brows: fc.double({ min: 0, max: 2 }),
      wait: fc.integer({ min: -1000, max: 3000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const filter = createTemporalFilter();
        let time = 0;
        let end = Number.NEGATIVE_INFINITY;
        for (const { track, p, brows, wait } of steps) {
          time += wait;
          const state = filter.update(
            p &&
              faceOf('neutral', {
                track,
                probabilities: p,
                browHeight: brows,
                mouthToEye: 2 * brows,
                jawOpening: 1,
              }),
            time,
          );
          expect(['happy', 'surprised', null]).toContain(state.fires);
          expect(state.confidence).toBeGreaterThanOrEqual(0);
          expect(state.confidence).toBeLessThanOrEqual(1 + 1e-9);
          for (const span of state.spans) {
            expect(span.start).toBeGreaterThanOrEqual(end);
            end = span.start + span.duration;
          }
        }
      }),
    );
  });
});
