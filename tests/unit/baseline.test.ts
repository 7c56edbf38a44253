import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adapt, MOST_UP, ownFaceOf, shiftOf } from '../../src/analysis/temporal/baseline';
import { strongest } from '../../src/analysis/temporal/hysteresis';
import { type Baseline, ENOUGH_FRAMES, logOdds, type Sample } from '../../src/shared/settings/baseline';
import { type Measured, parseBaseline, sampleOf } from '../../src/shared/settings/baseline-sample';
import { EXPRESSIONS, type Probabilities } from '../../src/shared/types';
import { mostly, probabilities } from './support/probabilities';

const GEOMETRY = {
  browHeight: 0.5,
  eyeOpening: 0.25,
  mouthOpening: 0.0625,
  mouthWidth: 0.75,
  jawOpening: 1.125,
  mouthToEye: 1.25,
};
const frames = (of: Probabilities, count = ENOUGH_FRAMES): Measured[] =>
  Array(count).fill({ probabilities: of, geometry: GEOMETRY });
const sample = (of: Probabilities): Sample => sampleOf(frames(of))!;
const baselineOf = (samples: Baseline['samples']): Baseline => ({ version: 2, time: 1e12, samples });

/** Calm, but the network sees sadness in this face. */
const SAD_LOOKING: Probabilities = {
  ...mostly('sad', 0),
  neutral: 0.3,
  sad: 0.6,
  happy: 0.04,
  surprised: 0.03,
  angry: 0.02,
  fearful: 0.01,
};
const sum = (of: Probabilities): number => EXPRESSIONS.reduce((total, name) => total + of[name], 0);

const anyBaseline = fc
  .record({ neutral: probabilities, happy: probabilities, surprised: probabilities })
  .map(({ neutral, happy, surprised }) =>
    baselineOf({ neutral: sample(neutral), happy: sample(happy), surprised: sample(surprised) }),
  );

describe('adapting to a face', () => {
  it('makes the calm face of somebody who looks sad neutral', () => {
    const shift = shiftOf(baselineOf({ neutral: sample(SAD_LOOKING) }));
    expect(strongest(SAD_LOOKING)).toBe('sad');
    const adapted = adapt(SAD_LOOKING, shift);
    expect(strongest(adapted)).toBe('neutral');
    expect(adapted.neutral).toBeGreaterThan(0.6);
  });

  it('still lets strong sadness through in that face', () => {
    const shift = shiftOf(baselineOf({ neutral: sample(SAD_LOOKING) }));
    expect(strongest(adapt(mostly('sad', 0.97), shift))).toBe('sad');
  });

  it('helps a faint smile that differs from the calm face', () => {
    const faint: Probabilities = {
      ...mostly('neutral', 0),
      neutral: 0.5,
      happy: 0.42,
      surprised: 0.02,
      sad: 0.02,
      angry: 0.02,
      fearful: 0.02,
    };
    const shift = shiftOf(baselineOf({ neutral: sample(mostly('neutral', 0.97)), happy: sample(faint) }));
    expect(strongest(adapt(faint, shift))).toBe('happy');
  });

  it('learns nothing from a "smile" that was none', () => {
    const calm = sample(mostly('neutral', 0.9));
    const shift = shiftOf(baselineOf({ neutral: calm, happy: calm }));
    expect(shift!.happy).toBe(0);
  });

  it('changes nothing without a calm sample, or for a face that is calm to the network too', () => {
    expect(shiftOf(null)).toBeNull();
    expect(shiftOf(baselineOf({ happy: sample(mostly('happy')) }))).toBeNull();
    const shift = shiftOf(baselineOf({ neutral: sample(mostly('neutral', 0.97)) }));
    fc.assert(fc.property(probabilities, (p) => void expect(adapt(p, shift)).toEqual(p)));
  });

  it('gives probabilities, and makes no confident expression out of an improbable one', () => {
    fc.assert(
      fc.property(anyBaseline, probabilities, (baseline, p) => {
        const adapted = adapt(p, shiftOf(baseline));
        expect(sum(adapted)).toBeCloseTo(1, 9);
        for (const name of EXPRESSIONS) {
          expect(adapted[name]).toBeGreaterThanOrEqual(0);
          if (name === 'neutral') continue;
          expect(logOdds(adapted[name])).toBeLessThanOrEqual(logOdds(p[name]) + MOST_UP + 1e-9);
          if (name !== 'happy' && name !== 'surprised') expect(adapted[name]).toBeLessThanOrEqual(p[name]);
        }
      }),
    );
  });

  it('keeps the order of two pictures', () => {
    fc.assert(
      fc.property(anyBaseline, fc.constantFrom('sad', 'angry', 'fearful'), (baseline, name) => {
        const shift = shiftOf(baseline);
        const shares = [0.2, 0.5, 0.8, 0.95].map((share) => adapt(mostly(name, share), shift)[name]);
        expect(shares).toEqual([...shares].sort((a, b) => a - b));
      }),
    );
  });
});

describe('a sample', () => {
  it('needs enough frames', () => {
    expect(sampleOf(frames(mostly('happy'), ENOUGH_FRAMES - 1))).toBeNull();
    expect(sampleOf(frames(mostly('happy')))).toMatchObject({ frames: ENOUGH_FRAMES, geometry: GEOMETRY });
  });

  it('is not moved by a few frames that do not belong to it', () => {
    const calm = frames(mostly('neutral'), 30);
    const started = [...frames(mostly('happy'), 6), ...calm.slice(6)];
    expect(sampleOf(started)!.logOdds.happy).toBeCloseTo(sampleOf(calm)!.logOdds.happy, 6);
  });

  it('is stored and read as it is, without anything else', () => {
    fc.assert(
      fc.property(anyBaseline, (baseline) => {
        const stored = JSON.parse(JSON.stringify({ ...baseline, picture: 'x' }));
        expect(parseBaseline(stored)).toEqual(JSON.parse(JSON.stringify(baseline)));
      }),
    );
  });

  it('is left out where it is damaged, and the baseline where none is left', () => {
    const good = sample(mostly('neutral'));
    const bad = [
      null,
      { ...good, frames: 0 },
      { ...good, logOdds: { ...good.logOdds, sad: Number.NaN } },
      { ...good, logOdds: { ...good.logOdds, sad: 99 } },
      { ...good, geometry: { ...good.geometry, browHeight: -1 } },
    ];
    for (const happy of bad) {
      const baseline = { version: 2, time: 5, samples: { neutral: good, happy } };
      expect(parseBaseline(baseline)?.samples).toEqual({ neutral: good });
      expect(parseBaseline({ ...baseline, samples: { happy } })).toBeNull();
    }
    expect(parseBaseline({ version: 3, time: 5, samples: { neutral: good } })).toBeNull();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseBaseline(value)));
    fc.assert(fc.property(fc.anything(), (samples) => void parseBaseline({ version: 2, time: 1, samples })));
  });
});

describe('a baseline of version 1', () => {
  it('keeps its samples: what it did not measure is not known', () => {
    const { jawOpening: _, mouthToEye: __, ...geometry } = GEOMETRY;
    const old = { ...sample(mostly('neutral')), geometry };
    const read = parseBaseline({ version: 1, time: 5, samples: { neutral: old, happy: old } });
    expect(read).toEqual({ version: 2, time: 5, samples: { neutral: old, happy: old } });
    const own = ownFaceOf(read);
    expect(own.calm?.geometry).toEqual(geometry);
    expect(own.smile).toBeNull();
  });
});

describe('what the analysis uses of a baseline', () => {
  it('is the calm face, how much the own smile differs from it, and the corrections', () => {
    expect(ownFaceOf(null)).toEqual({ calm: null, smile: null, corrections: {} });
    const neutral = sample(mostly('neutral'));
    const happy = { ...sample(mostly('happy')), geometry: { ...GEOMETRY, mouthToEye: 1.1 } };
    const own = ownFaceOf({ ...baselineOf({ neutral, happy }), corrections: { happy: -0.4 } });
    expect(own.calm?.odds.happy).toBeCloseTo(Math.log(0.01 / 0.95), 1);
    expect(own.smile).toBeGreaterThan(5);
    expect(own.corrections).toEqual({ happy: -0.4 });
    expect(ownFaceOf(baselineOf({ happy })).smile).toBeNull();
    expect(ownFaceOf(baselineOf({ neutral, happy: neutral })).smile).toBeNull();
  });
});
