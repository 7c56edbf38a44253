import { describe, expect, it } from 'vitest';
import type { SeenFace } from '../../src/analysis/temporal';
import { createCalmFaceEstimator, knownCalm } from '../../src/analysis/temporal/calm-face';
import { oddsOf } from '../../src/analysis/temporal/cues';
import { createEvidenceCollector, NO_OWN_FACE } from '../../src/analysis/temporal/evidence';
import { CALM, faceOf, GENTLE, scaled } from './support/faces';
import { mostly } from './support/probabilities';

const calm = { ...knownCalm({ odds: oddsOf(mostly('neutral')), geometry: CALM }), pitch: 0 };

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
    for (const smile of [faceOf('happy'), { ...GENTLE, mouthToEye: CALM.mouthToEye * 0.95 }]) {
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
