import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter, type SeenFace } from '../../src/analysis/temporal';
import { ownFaceOf } from '../../src/analysis/temporal/baseline';
import { createCalmFaceEstimator, knownCalm } from '../../src/analysis/temporal/calm-face';
import { type FaceCues, isFace, LEAST_ODDS, MOST_ODDS, oddsOf } from '../../src/analysis/temporal/cues';
import {
  createEvidenceCollector,
  evidenceOf,
  NO_OWN_FACE,
  smileDifference,
} from '../../src/analysis/temporal/evidence';
import { createMouthMotion } from '../../src/analysis/temporal/mouth-motion';
import { isProbabilities } from '../../src/analysis/temporal/probabilities';
import { paceWhileSpeaking } from '../../src/analysis/temporal/speech-pace';
import type { Baseline } from '../../src/shared/settings/baseline';
import { sampleOf } from '../../src/shared/settings/baseline-sample';
import { EXPRESSIONS, type Expression, type FaceGeometry, type Probabilities } from '../../src/shared/types';
import { CALM, faceOf } from './support/faces';
import { mostly, probabilities } from './support/probabilities';

const POSE = { yaw: 0, pitch: 0 };
const cuesOf = (seen: SeenFace): FaceCues => ({
  ...{ odds: oddsOf(seen.probabilities), geometry: seen, pose: seen },
});
const calm = { ...knownCalm({ odds: oddsOf(mostly('neutral')), geometry: CALM }), pitch: 0 };
const STILL = 0.1;
const SPEAKS = 2;
const happy = (seen: SeenFace, motion: number): number => evidenceOf(cuesOf(seen), calm, motion).happy;

/** A smile that the network takes for a calm face: 3 in log odds more of it, and corners 3 % higher. */
const gentle = faceOf('neutral', {
  probabilities: scaled(mostly('neutral'), 'happy', Math.exp(3)),
  mouthToEye: CALM.mouthToEye * 0.97,
});

function scaled(of: Probabilities, name: Expression, factor: number): Probabilities {
  const powers = EXPRESSIONS.map((each) => of[each] * (each === name ? factor : 1));
  const sum = powers.reduce((a, b) => a + b, 0);
  return Object.fromEntries(EXPRESSIONS.map((each, i) => [each, powers[i]! / sum])) as Record<
    Expression,
    number
  >;
}

describe('the evidence of a smile', () => {
  it('is against the calm face: of the calm face there is none, of a gentle smile some, while the mouth is still', () => {
    expect(happy(faceOf('neutral'), STILL)).toBeLessThan(-1.5);
    expect(gentle.probabilities.neutral).toBeGreaterThan(0.7);
    expect(happy(gentle, STILL)).toBeGreaterThan(0.5);
    expect(happy(gentle, SPEAKS)).toBeLessThan(-1);
    expect(happy(faceOf('happy'), SPEAKS)).toBeGreaterThan(1);
  });

  it('needs the word of the network where the mouth moves: wide corners alone are how people speak', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.7, max: 1, noNaN: true }), (by) => {
        const wide = faceOf('neutral', { mouthToEye: CALM.mouthToEye * by });
        expect(happy(wide, SPEAKS)).toBeLessThan(0);
      }),
    );
  });

  it('of an open mouth is that of a mouth that moves', () => {
    const open = { ...gentle, jawOpening: CALM.jawOpening * 1.12 };
    expect(happy(open, STILL)).toBeCloseTo(happy(gentle, SPEAKS), 9);
  });

  it('grows with the network and with the corners, and never with motion', () => {
    const factor = fc.double({ min: 0, max: 8, noNaN: true });
    const part = fc.double({ min: 0.8, max: 1.1, noNaN: true });
    const motion = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(factor, factor, part, part, motion, motion, (a, b, c, d, m, n) => {
        const face = (odds: number, corners: number): SeenFace =>
          faceOf('neutral', {
            probabilities: scaled(mostly('neutral'), 'happy', Math.exp(odds)),
            mouthToEye: CALM.mouthToEye * corners,
          });
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [near, far] = [Math.min(c, d), Math.max(c, d)];
        expect(happy(face(high, near), m)).toBeGreaterThanOrEqual(happy(face(low, far), m) - 1e-9);
        expect(happy(face(a, c), Math.min(m, n))).toBeGreaterThanOrEqual(
          happy(face(a, c), Math.max(m, n)) - 1e-9,
        );
      }),
    );
  });

  it('counts the corners less the further the head is nodded', () => {
    const at = (pitch: number): number => smileDifference(cuesOf({ ...gentle, pitch }), calm);
    expect(at(5)).toBe(at(0));
    expect(at(-20)).toBeLessThan(at(0));
    expect(at(40)).toBe(at(-40));
  });
});

describe('the evidence of surprise', () => {
  const surprised = (more: Partial<SeenFace>): number =>
    evidenceOf(cuesOf({ ...faceOf('surprised'), ...more }), calm, STILL).surprised;

  it('is eyes, brows and jaw together', () => {
    expect(surprised({})).toBeGreaterThan(1);
    expect(surprised({ browHeight: CALM.browHeight, eyeOpening: CALM.eyeOpening })).toBeLessThan(0);
    expect(surprised({ browHeight: CALM.browHeight, eyeOpening: CALM.eyeOpening * 0.6 })).toBeLessThan(-3);
  });

  it('is not made by trembling eyes alone', () => {
    const eyes = { ...CALM, eyeOpening: CALM.eyeOpening * 2 };
    expect(surprised({ ...eyes, probabilities: mostly('surprised', 0.4) })).toBeLessThan(0);
  });
});

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

describe('what is taken for sad or angry', () => {
  const odds = (name: 'sad' | 'angry', more: Partial<SeenFace>): number =>
    evidenceOf(cuesOf(faceOf(name, more)), calm, STILL)[name];

  it('is less where the user looks down or yawns', () => {
    for (const name of ['sad', 'angry'] as const) {
      expect(odds(name, {})).toBeGreaterThan(2);
      expect(odds(name, { pitch: -20 })).toBeCloseTo(odds(name, {}) - 3, 9);
      expect(odds(name, { jawOpening: CALM.jawOpening * 1.3 })).toBeCloseTo(odds(name, {}) - 3, 9);
    }
  });

  it('is what the calm face does not show already', () => {
    const looksSad = { ...calm, odds: oddsOf(mostly('sad', 0.5)) };
    expect(evidenceOf(cuesOf(faceOf('sad', {}, 0.5)), looksSad, STILL).sad).toBeLessThan(0);
  });
});

describe('the calm face', () => {
  /** Shows faces for a while at a frame rate; returns what is known then. */
  function learn(scenes: readonly (readonly [SeenFace, number])[], fps = 10) {
    const collector = createEvidenceCollector(() => NO_OWN_FACE);
    let time = 0;
    let known = calm;
    for (const [face, seconds] of scenes) {
      for (let n = 0; n < seconds * fps; n++) {
        known = { ...collector.update(face, time).calm };
        time += 1000 / fps;
      }
    }
    return known;
  }
  const wide = faceOf('neutral', { mouthToEye: 1.3, browHeight: 0.55 });

  it('is known after a second and close after three, at any frame rate', () => {
    for (const fps of [5, 10, 30]) {
      expect(learn([[wide, 0.8]], fps).seen).toBeLessThan(1000);
      expect(learn([[wide, 1.4]], fps).seen).toBeGreaterThanOrEqual(1000);
      const { geometry } = learn([[wide, 3]], fps);
      expect(geometry.mouthToEye).toBeCloseTo(1.3, 6);
      expect(geometry.browHeight).toBeCloseTo(0.55, 6);
    }
  });

  it('is not moved by a long smile, strong or gentle', () => {
    const before = learn([[faceOf('neutral'), 5]]);
    for (const smile of [faceOf('happy'), { ...gentle, mouthToEye: CALM.mouthToEye * 0.95 }]) {
      const after = learn([
        [faceOf('neutral'), 5],
        [smile, 40],
      ]);
      expect(after.geometry.mouthToEye).toBeCloseTo(before.geometry.mouthToEye, 6);
      expect(after.odds.happy).toBeCloseTo(before.odds.happy, 6);
    }
  });

  it('follows a new posture in time', () => {
    const raised = faceOf('neutral', {
      mouthToEye: CALM.mouthToEye * 0.95,
      probabilities: scaled(mostly('neutral'), 'happy', Math.exp(2.5)),
    });
    const { geometry } = learn([
      [faceOf('neutral'), 3],
      [raised, 180],
    ]);
    expect(geometry.mouthToEye).toBeLessThan(CALM.mouthToEye * 0.97);
  });

  it('is learned from frontal faces only, and not while the user looks down', () => {
    for (const pose of [{ yaw: 40 }, { pitch: -30 }]) {
      const { seen } = learn([[faceOf('neutral', pose), 5]]);
      expect(seen).toBe(0);
    }
  });

  it('is that of the calibration from the first frame', () => {
    const estimator = createCalmFaceEstimator(() => ({ odds: oddsOf(mostly('neutral')), geometry: CALM }));
    expect(estimator.calm.seen).toBeGreaterThan(1000);
    expect(estimator.calm.geometry).toEqual(CALM);
  });
});

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
    const times = [5, 10, 30].map((fps) => reactionTo(gentle, fps)!);
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
      if (filter.update(t < 3000 ? faceOf('neutral') : gentle, t).fires) reactions += 1;
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

describe('evidence', () => {
  it('is a distribution, whatever face comes', () => {
    const measure = fc.double({ min: 0.01, max: 5, noNaN: true });
    const face = fc.record({
      ...{ browHeight: measure, eyeOpening: measure, mouthOpening: measure },
      ...{ mouthWidth: measure, jawOpening: measure, mouthToEye: measure },
      ...{
        yaw: fc.double({ min: -90, max: 90, noNaN: true }),
        pitch: fc.double({ min: -90, max: 90, noNaN: true }),
      },
      ...{ probabilities, wait: fc.integer({ min: 1, max: 3000 }) },
    });
    fc.assert(
      fc.property(fc.array(face, { minLength: 1, maxLength: 30 }), (faces) => {
        const collector = createEvidenceCollector(() => NO_OWN_FACE);
        let time = 0;
        for (const { wait, ...seen } of faces) {
          time += wait;
          expect(isProbabilities(collector.update(seen, time).probabilities)).toBe(true);
        }
      }),
    );
  });

  it('has bounds, and landmarks that are garbage are none', () => {
    expect(oddsOf({ ...mostly('happy', 1), neutral: 0 }).happy).toBe(MOST_ODDS);
    expect(oddsOf(mostly('neutral', 1)).sad).toBe(LEAST_ODDS);
    expect(isFace(CALM, POSE)).toBe(true);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, -1]) {
      for (const name of Object.keys(CALM)) expect(isFace({ ...CALM, [name]: bad }, POSE)).toBe(false);
    }
    expect(isFace(CALM, { yaw: Number.NaN, pitch: 0 })).toBe(false);
    expect(isFace({ ...CALM, mouthToEye: 0 }, POSE)).toBe(false);
  });
});
