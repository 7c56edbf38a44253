/** Whole sequences of faces through the temporal filter: what reacts, when, and what never does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter, type SeenFace } from '../../src/analysis/temporal';
import { ownFaceOf } from '../../src/analysis/temporal/baseline';
import { knownCalm } from '../../src/analysis/temporal/calm-face';
import { oddsOf } from '../../src/analysis/temporal/cues';
import { NO_OWN_FACE } from '../../src/analysis/temporal/evidence';
import { paceWhileSpeaking } from '../../src/analysis/temporal/speech-pace';
import type { Baseline } from '../../src/shared/settings/baseline';
import { sampleOf } from '../../src/shared/settings/baseline-sample';
import type { Expression } from '../../src/shared/types';
import { CALM, faceOf, GENTLE, scaled } from './support/faces';
import { mostly } from './support/probabilities';

const calm = { ...knownCalm({ odds: oddsOf(mostly('neutral')), geometry: CALM }), pitch: 0 };

describe('while somebody speaks', () => {
  const odds = (happy: number, surprised = happy) => ({ ...calm.odds, happy, surprised });

  it('a plain smile counts as in silence, and a doubtful one the slower the more doubtful it is', () => {
    const paces = [-1, 0.5, 1, 2, 3, 6].map((happy) => paceWhileSpeaking('happy', odds(happy), false));
    expect(paces).toEqual([...paces].sort((a, b) => a - b));
    expect(paces.at(-1)).toBe(1);
    expect(paces[0]).toBeGreaterThan(0);
    expect(paceWhileSpeaking('happy', odds(1.5), false)).toBeCloseTo(0.5, 9);
  });

  it('surprise counts only where it is plain, or has lasted', () => {
    expect(paceWhileSpeaking('surprised', odds(1.9), false)).toBe(0);
    expect(paceWhileSpeaking('surprised', odds(2.1), false)).toBe(1);
    expect(paceWhileSpeaking('surprised', odds(0.1), true)).toBe(1);
    expect(paceWhileSpeaking('sad', odds(0), false)).toBe(1);
  });
});

describe('somebody who begins surprised', () => {
  /** Brows and eyes are up from the first frame, and the mouth speaks; the network is not sure. */
  const raised = (t: number, surprised = 17): SeenFace =>
    faceOf('neutral', {
      ...{ browHeight: 0.55, eyeOpening: 0.375 },
      jawOpening: CALM.jawOpening * (1 + 0.06 * Math.max(Math.sin(9 * t), 0)),
      mouthOpening: 0.1 + 0.1 * Math.sin(9 * t),
      probabilities: scaled(mostly('neutral'), 'surprised', surprised),
    });
  /** Seconds at which a reaction came, and what is shown at the end. */
  function watch(face: (t: number) => SeenFace, seconds: number, fps: number) {
    const filter = createTemporalFilter();
    const fired: { t: number; expression: Expression }[] = [];
    let shown: Expression | null = null;
    for (let n = 0; n < seconds * fps; n++) {
      const state = filter.update(face(n / fps), (1000 * n) / fps);
      if (state.fires) fired.push({ t: n / fps, expression: state.fires });
      shown = state.expression;
    }
    return { fired, shown };
  }

  it('is seen as such after seconds, once, at any frame rate, though they speak and no calm face is known', () => {
    for (const fps of [5, 10, 30]) {
      const { fired, shown } = watch(raised, 12, fps);
      expect(fired.map(({ expression }) => expression)).toEqual(['surprised']);
      expect(fired[0]!.t).toBeGreaterThan(1.9);
      expect(fired[0]!.t).toBeLessThan(4);
      expect(shown).toBe('surprised');
    }
  });

  it('is not anybody with high brows or wide eyes: the network must see it too, and both must be up', () => {
    const rare = (t: number) => raised(t, 0.2);
    const brows = (t: number) => ({ ...raised(t), eyeOpening: 0.31 });
    const eyes = (t: number) => ({ ...raised(t), browHeight: 0.46 });
    for (const face of [rare, brows, eyes]) expect(watch(face, 12, 10).fired).toEqual([]);
  });

  it('is forgotten in time, if that is how they look', () => {
    expect(watch(raised, 300, 5)).toMatchObject({ shown: 'neutral' });
  });
});

describe('a gentle smile', () => {
  /** When the reaction to a face comes that is shown after two calm seconds. Milliseconds; null where none comes. */
  function reactionTo(
    face: SeenFace,
    fps: number,
    calmFace = faceOf('neutral'),
    own = NO_OWN_FACE,
  ): number | null {
    const filter = createTemporalFilter(undefined, () => own);
    for (let n = 0; n <= 6 * fps; n++) {
      const time = (1000 * n) / fps;
      const { fires } = filter.update(time < 2000 ? calmFace : face, time);
      if (fires) return time - 2000;
    }
    return null;
  }

  it('reacts within a second and a half, at about the same time at any frame rate', () => {
    const times = [5, 10, 30].map((fps) => reactionTo(GENTLE, fps)!);
    for (const time of times) {
      expect(time).toBeGreaterThan(0);
      expect(time).toBeLessThanOrEqual(1500);
    }
    // One frame of each of the two.
    expect(Math.abs(times[0]! - times[2]!)).toBeLessThan(200 + 34);
    expect(Math.abs(times[1]! - times[2]!)).toBeLessThan(100 + 34);
  });

  it('reacts once, however long it lasts', () => {
    const filter = createTemporalFilter();
    let reactions = 0;
    for (let t = 0; t <= 60_000; t += 100) {
      if (filter.update(t < 3000 ? faceOf('neutral') : GENTLE, t).fires) reactions += 1;
    }
    expect(reactions).toBe(1);
  });

  it('of a calm face there is none, whoever it is and however the head sways', () => {
    const face = fc.record({
      mouthToEye: fc.double({ min: 1, max: 1.3, noNaN: true }),
      browHeight: fc.double({ min: 0.38, max: 0.56, noNaN: true }),
      jawOpening: fc.double({ min: 1, max: 1.3, noNaN: true }),
      odds: fc.double({ min: -9, max: -1, noNaN: true }),
    });
    fc.assert(
      fc.property(face, fc.constantFrom(5, 10, 30), ({ odds, ...geometry }, fps) => {
        const of = scaled(mostly('neutral', 0.99), 'happy', Math.exp(odds) * 495);
        const filter = createTemporalFilter();
        for (let n = 0; n <= 10 * fps; n++) {
          const t = n / fps;
          const sway = 1 + 0.008 * Math.sin(2 * t);
          const seen = faceOf('neutral', {
            ...geometry,
            mouthToEye: geometry.mouthToEye * sway,
            pitch: 3 * Math.sin(2 * t),
            probabilities: of,
          });
          expect(filter.update(seen, 1000 * t).fires).toBeNull();
        }
      }),
      { numRuns: 30 },
    );
  });

  it('that is fainter still reacts for a user who has shown it to the calibration, whose calm face never does', () => {
    const faint = faceOf('neutral', {
      probabilities: scaled(mostly('neutral'), 'happy', Math.exp(1.2)),
      mouthToEye: CALM.mouthToEye * 0.985,
    });
    const sample = ({ probabilities: of, ...seen }: SeenFace) =>
      sampleOf(Array(20).fill({ probabilities: of, geometry: seen }))!;
    const baseline: Baseline = {
      ...{ version: 2, time: 1 },
      samples: { neutral: sample(faceOf('neutral')), happy: sample(faint) },
    };
    expect(reactionTo(faint, 10)).toBeNull();
    expect(reactionTo(faint, 10, faceOf('neutral'), ownFaceOf(baseline))).not.toBeNull();
    expect(reactionTo(faceOf('neutral'), 10, faceOf('neutral'), ownFaceOf(baseline))).toBeNull();
  });
});

describe('a user who has shown a smile to the calibration', () => {
  it('is seen smiling like that again, however gently, and never while calm', () => {
    const sample = ({ probabilities: of, ...seen }: SeenFace) =>
      sampleOf(Array(20).fill({ probabilities: of, geometry: seen }))!;
    fc.assert(
      fc.property(
        fc.double({ min: 0.8, max: 3, noNaN: true }),
        fc.constantFrom(5, 10, 30),
        (difference, fps) => {
          const smile = faceOf('neutral', { mouthToEye: CALM.mouthToEye * Math.exp(-difference / 36) });
          const own = ownFaceOf({
            ...{ version: 2, time: 1 },
            samples: { neutral: sample(faceOf('neutral')), happy: sample(smile) },
          });
          const filter = createTemporalFilter(undefined, () => own);
          const fired: number[] = [];
          for (let n = 0; n <= 23 * fps; n++) {
            const t = n / fps;
            const face = t < 20 ? faceOf('neutral') : smile;
            // As much as calm faces vary.
            const sway = 1 + 0.011 * Math.sin(2 * t);
            const seen = { ...face, mouthToEye: face.mouthToEye * (t < 20 ? sway : 1) };
            if (filter.update(seen, 1000 * t).fires) fired.push(t);
          }
          expect(fired).toHaveLength(1);
          expect(fired[0]).toBeGreaterThan(20);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a still picture', () => {
  const shows = (
    filter: ReturnType<typeof createTemporalFilter>,
    face: SeenFace,
    from: number,
    to: number,
  ) => {
    let fired = 0;
    let expression: Expression | null = null;
    for (let t = from; t < to; t += 100) {
      const state = filter.update(face, t);
      if (state.fires) fired += 1;
      expression = state.expression;
    }
    return { fired, expression };
  };

  it('that smiles fires nothing, and nobody takes it for the user who has gone', () => {
    const filter = createTemporalFilter();
    const poster = faceOf('happy', { track: 2 }, 0.9999);
    shows(filter, faceOf('neutral'), 0, 3000);
    expect(shows(filter, poster, 3000, 20_000)).toEqual({ fired: 0, expression: null });
    // A living face that comes later is read at once.
    expect(shows(filter, faceOf('neutral', { track: 3 }), 20_000, 21_000).expression).toBe('neutral');
    expect(shows(filter, faceOf('happy', { track: 3 }), 21_000, 23_000).fired).toBe(1);
  });
});
