import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTemporalFilter } from '../../src/analysis/temporal';
import { createIntensityMeter, intensityOf } from '../../src/analysis/temporal/intensity';
import { policyOf } from '../../src/analysis/temporal/policy';
import { isProbabilities } from '../../src/analysis/temporal/probabilities';
import { INTENSITIES, type Intensity } from '../../src/shared/emoji/slots';
import {
  DEFAULT_REACTION_SETTINGS,
  SENSITIVITIES,
  type Sensitivity,
} from '../../src/shared/settings/reaction-settings';
import { EXPRESSIONS, type Expression, type FaceGeometry } from '../../src/shared/types';
import { mostly } from './support/probabilities';

/** Calm faces as different as people are (the widest and narrowest tenth of a thousand photographs). */
const calmFace = fc.record({
  browHeight: fc.double({ min: 0.34, max: 0.48, noNaN: true }),
  eyeOpening: fc.double({ min: 0.25, max: 0.4, noNaN: true }),
  mouthOpening: fc.double({ min: 0.005, max: 0.11, noNaN: true }),
  mouthWidth: fc.double({ min: 0.73, max: 0.88, noNaN: true }),
  jawOpening: fc.double({ min: 0.95, max: 1.3, noNaN: true }),
  mouthToEye: fc.double({ min: 1, max: 1.3, noNaN: true }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const rank = (...facts: Parameters<typeof intensityOf>): number => INTENSITIES.indexOf(intensityOf(...facts));

const smile = (calm: FaceGeometry, wider: number, opening: number): FaceGeometry => ({
  ...calm,
  mouthWidth: calm.mouthWidth * wider,
  mouthOpening: calm.mouthOpening + opening,
  jawOpening: calm.jawOpening * (1 + opening),
});
/** The lips part before closed teeth: the jaw stays. */
const grin = (calm: FaceGeometry, wider: number, opening: number): FaceGeometry => ({
  ...smile(calm, wider, opening),
  jawOpening: calm.jawOpening * 1.05,
});
const surprise = (calm: FaceGeometry, by: number): FaceGeometry => ({
  ...calm,
  browHeight: calm.browHeight * (1 + 0.25 * by),
  eyeOpening: calm.eyeOpening * (1 + 0.4 * by),
  mouthOpening: calm.mouthOpening + 0.35 * by,
});

describe('how strong', () => {
  it('a smile is: smile, grin, laugh, whatever the calm face', () => {
    fc.assert(
      fc.property(calmFace, (calm) => {
        expect(intensityOf('happy', 0.9, smile(calm, 1.08, 0), calm)).toBe('slight');
        expect(intensityOf('happy', 0.9, smile(calm, 1.2, 0.08), calm)).toBe('clear');
        expect(intensityOf('happy', 0.9, smile(calm, 1.3, 0.2), calm)).toBe('strong');
      }),
    );
  });

  it('a surprise is, by brows, eyes and mouth', () => {
    fc.assert(
      fc.property(calmFace, (calm) => {
        const levels = [0.1, 0.5, 1].map((by) => intensityOf('surprised', 0.9, surprise(calm, by), calm));
        expect(levels).toEqual(['slight', 'clear', 'strong']);
      }),
    );
  });

  it.each(['sad', 'angry', 'fearful'] as const)('%s is, by its probability', (expression) => {
    fc.assert(
      fc.property(calmFace, calmFace, (face, calm) => {
        const levels = [0.5, 0.75, 0.95].map((p) => intensityOf(expression, p, face, calm));
        expect(levels).toEqual(['slight', 'clear', 'strong']);
      }),
    );
  });

  it('never falls when the mouth opens or widens, the brows rise or the probability grows', () => {
    fc.assert(
      fc.property(calmFace, share, share, share, share, share, (calm, a, b, more, p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)];
        const [from, to] = [a, a + more];
        expect(rank('happy', high, smile(calm, 1 + 0.4 * to, 0.3 * b), calm)).toBeGreaterThanOrEqual(
          rank('happy', low, smile(calm, 1 + 0.4 * from, 0.3 * b), calm),
        );
        expect(rank('surprised', high, surprise(calm, to), calm)).toBeGreaterThanOrEqual(
          rank('surprised', low, surprise(calm, from), calm),
        );
      }),
    );
  });

  it('is never strong in doubt, nor without an open mouth', () => {
    fc.assert(
      fc.property(calmFace, share, (calm, by) => {
        expect(intensityOf('happy', 0.65, smile(calm, 1.4, 0.3), calm)).toBe('clear');
        expect(intensityOf('happy', 1, smile(calm, 1 + by, 0), calm)).not.toBe('strong');
        expect(intensityOf('happy', 1, grin(calm, 1 + by, 0.28), calm)).not.toBe('strong');
      }),
    );
  });
});

describe('the meter', () => {
  const CALM: FaceGeometry = {
    browHeight: 0.4,
    eyeOpening: 0.3,
    mouthOpening: 0.03,
    mouthWidth: 0.95,
    jawOpening: 1.1,
    mouthToEye: 1.12,
  };
  /** Feeds one face for a while and returns the time after it. */
  function show(
    meter: ReturnType<typeof createIntensityMeter>,
    face: FaceGeometry,
    expression: Expression,
    { from = 0, ms = 2000, fps = 10, track = 1, calm = CALM as FaceGeometry | null } = {},
  ): number {
    const step = 1000 / fps;
    for (let t = 0; t < ms; t += step)
      meter.update({ ...face, track, probabilities: mostly(expression) }, calm, from + t);
    return from + ms;
  }

  it('measures against the own calm face: a wide mouth at rest is no grin', () => {
    const meter = createIntensityMeter();
    const face = smile(CALM, 1.1, 0.01);
    show(meter, face, 'happy', { from: show(meter, CALM, 'neutral') });
    expect(meter.read('happy', 0.95)).toBe('slight');
    const unknown = createIntensityMeter();
    show(unknown, face, 'happy', { calm: null });
    expect(unknown.read('happy', 0.95)).toBe('clear');
  });

  it('says the same at 5, 10 and 30 frames a second', () => {
    fc.assert(
      fc.property(calmFace, fc.constantFrom(0.3, 0.8, 1.3), (calm, by) => {
        const levels = [5, 10, 30].map((fps) => {
          const meter = createIntensityMeter();
          const after = show(meter, calm, 'neutral', { fps, calm });
          show(meter, smile(calm, 1 + 0.25 * by, 0.15 * by), 'happy', { from: after, ms: 1000, fps, calm });
          return meter.read('happy', 0.95);
        });
        expect(new Set(levels).size).toBe(1);
      }),
    );
  });

  it('is not moved by garbage, absence and pictures from the past', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.constantFrom(...(Object.keys(CALM) as (keyof FaceGeometry)[])),
        (bad, name) => {
          fc.pre(!(bad >= 0 && Number.isFinite(bad)));
          const meter = createIntensityMeter();
          const after = show(meter, smile(CALM, 1.3, 0.2), 'happy', { from: show(meter, CALM, 'neutral') });
          const before = meter.read('happy', 0.9);
          meter.update({ ...CALM, [name]: bad, track: 1, probabilities: mostly('neutral') }, CALM, after);
          meter.update({ ...CALM, track: 1, probabilities: mostly('neutral') }, CALM, Number.NaN);
          meter.update({ ...CALM, track: 1, probabilities: mostly('neutral') }, CALM, after - 500);
          meter.update(
            { ...CALM, track: 1, probabilities: { ...mostly('neutral'), sad: Number.NaN } },
            CALM,
            after,
          );
          meter.update(null, CALM, after);
          expect(meter.read('happy', 0.9)).toBe(before);
        },
      ),
    );
  });

  it('has an answer before the first face', () => {
    for (const expression of EXPRESSIONS) expect(createIntensityMeter().read(expression, 0.9)).toBe('clear');
  });
});

const FACE: FaceGeometry = {
  browHeight: 0.4,
  eyeOpening: 0.3,
  mouthOpening: 0.03,
  mouthWidth: 0.95,
  jawOpening: 1.1,
  mouthToEye: 1.12,
};

/** What a face that looks the same all the time is when its reaction comes; null where none does. */
function levelAtFiring(sensitivity: Sensitivity, expression: Expression, p: number): Intensity | null {
  const modes = { ...DEFAULT_REACTION_SETTINGS.modes, [expression]: 'auto' as const };
  const filter = createTemporalFilter(() => policyOf({ ...DEFAULT_REACTION_SETTINGS, sensitivity, modes }));
  const meter = createIntensityMeter();
  for (let time = 0; time < 5000; time += 100) {
    const seen = { track: 1, ...FACE, yaw: 0, pitch: 0, probabilities: mostly(expression, p) };
    const { fires, confidence } = filter.update(seen, time);
    meter.update(seen, null, time);
    if (fires !== null) return meter.read(fires, confidence);
  }
  return null;
}

describe.each(SENSITIVITIES)('with sensitivity %s', (sensitivity) => {
  it.each(['sad', 'angry', 'fearful'] as const)('%s comes in every strength', (expression) => {
    const levels = [0.58, 0.7, 0.95].map((p) => levelAtFiring(sensitivity, expression, p));
    // What is in doubt never comes with low sensitivity.
    const expected = sensitivity === 'low' ? [levels[0], 'clear', 'strong'] : ['slight', 'clear', 'strong'];
    expect(levels).toEqual(expected);
  });
});

it('the mean of the last moments is no slower than a reaction, and begins anew with another face', () => {
  const meter = createIntensityMeter();
  expect(meter.mean).toBeNull();
  for (let time = 0; time <= 1000; time += 100)
    meter.update({ track: 1, ...FACE, probabilities: mostly('neutral', 0.9) }, null, time);
  for (let time = 1100; time <= 1700; time += 100)
    meter.update({ track: 1, ...FACE, probabilities: mostly('sad', 0.9) }, null, time);
  expect(meter.mean!.sad).toBeGreaterThan(0.75);
  expect(isProbabilities(meter.mean!)).toBe(true);
  meter.update({ track: 2, ...FACE, probabilities: mostly('angry', 0.9) }, null, 1800);
  expect(meter.mean).toEqual(mostly('angry', 0.9));
});
