import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeenFace } from '../../src/analysis/temporal';
import { knownCalm } from '../../src/analysis/temporal/calm-face';
import { type FaceCues, isFace, LEAST_ODDS, MOST_ODDS, oddsOf } from '../../src/analysis/temporal/cues';
import {
  createEvidenceCollector,
  evidenceOf,
  NO_OWN_FACE,
  smileDifference,
} from '../../src/analysis/temporal/evidence';
import { isProbabilities } from '../../src/analysis/temporal/probabilities';
import { CALM, faceOf, GENTLE, scaled } from './support/faces';
import { mostly, probabilities } from './support/probabilities';

const POSE = { yaw: 0, pitch: 0 };
const cuesOf = (seen: SeenFace): FaceCues => ({
  ...{ odds: oddsOf(seen.probabilities), geometry: seen, pose: seen },
});
const calm = { ...knownCalm({ odds: oddsOf(mostly('neutral')), geometry: CALM }), pitch: 0 };
const STILL = 0.1;
const SPEAKS = 2;
const happy = (seen: SeenFace, motion: number): number => evidenceOf(cuesOf(seen), calm, motion).happy;

describe('the evidence of a smile', () => {
  it('is against the calm face: of the calm face there is none, of a gentle smile some, while the mouth is still', () => {
    expect(happy(faceOf('neutral'), STILL)).toBeLessThan(-1.5);
    expect(GENTLE.probabilities.neutral).toBeGreaterThan(0.7);
    expect(happy(GENTLE, STILL)).toBeGreaterThan(0.5);
    expect(happy(GENTLE, SPEAKS)).toBeLessThan(-1);
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
    const open = { ...GENTLE, jawOpening: CALM.jawOpening * 1.12 };
    expect(happy(open, STILL)).toBeCloseTo(happy(GENTLE, SPEAKS), 9);
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
    const at = (pitch: number): number => smileDifference(cuesOf({ ...GENTLE, pitch }), calm);
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
