import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doesAsked } from '../../src/pages/calibrate/asked';
import {
  advanceCourse,
  baselineFrom,
  begin,
  type CalibrationFrame,
  type Course,
  HOLD,
  PREPARE,
  skip,
} from '../../src/pages/calibrate/steps';
import { CALIBRATED, type Calibrated, ENOUGH_FRAMES } from '../../src/shared/settings/baseline';
import type { Measured } from '../../src/shared/settings/baseline-sample';
import { mostly } from './support/probabilities';

const MEASURED: Measured = {
  probabilities: mostly('neutral'),
  geometry: {
    browHeight: 0.5,
    eyeOpening: 0.25,
    mouthOpening: 0.0625,
    mouthWidth: 0.75,
    jawOpening: 1.125,
    mouthToEye: 1.25,
  },
};
/** A face that does what is asked. */
const doing = (step: Calibrated): Measured => ({ ...MEASURED, probabilities: mostly(step) });
const seen = (time: number, step: Calibrated = 'neutral'): CalibrationFrame => ({
  ...{ time, wait: null, measured: doing(step) },
});
const unseen = (time: number): CalibrationFrame => ({ time, wait: 'dark', measured: null });
const stepOf = (course: Course): string =>
  course.kind === 'done' ? 'done' : `${course.step} ${course.phase}`;

/** Feeds good frames until the step changes; returns the time that took. */
function finish(course: Course, step: number, start = 0): { course: Course; took: number } {
  const from = course.kind === 'step' ? course.step : null;
  let now = course;
  let time = start;
  while (now.kind === 'step' && now.step === from && time < start + 100_000) {
    now = advanceCourse(now, seen(time, now.step));
    time += step;
  }
  return { course: now, took: time - step - start };
}

describe('the course of a calibration', () => {
  it.each([33, 100, 250])('asks for each expression in turn, with a frame each %i ms', (step) => {
    let course = begin();
    for (const name of CALIBRATED) {
      expect(stepOf(course)).toBe(`${name} prepare`);
      const finished = finish(course, step);
      expect(finished.took).toBeGreaterThanOrEqual(PREPARE + HOLD);
      expect(finished.took).toBeLessThanOrEqual(PREPARE + HOLD + 3 * step);
      course = finished.course;
    }
    expect(course.kind).toBe('done');
    expect(Object.keys(course.samples)).toEqual([...CALIBRATED]);
    for (const name of CALIBRATED) expect(course.samples[name]!.frames).toBeGreaterThanOrEqual(ENOUGH_FRAMES);
  });

  it('lasts about twenty seconds', () => {
    expect((CALIBRATED.length * (PREPARE + HOLD)) / 1000).toBeCloseTo(18, 0);
  });

  it('measures nothing while it says "get ready"', () => {
    let course = begin();
    for (let t = 0; t < PREPARE; t += 100) course = advanceCourse(course, seen(t));
    expect(course).toMatchObject({ phase: 'prepare', frames: [] });
  });

  it('waits while the face cannot be read, however long, and says why', () => {
    let course = advanceCourse(begin(), seen(0));
    for (let t = 100; t < 60_000; t += 100) course = advanceCourse(course, unseen(t));
    expect(course).toMatchObject({ step: 'neutral', phase: 'prepare', wait: 'dark', passed: 0 });
    expect(advanceCourse(course, seen(60_000))).toMatchObject({ wait: null });
  });

  it('waits for a smile that does not come, says so, and takes it when it comes', () => {
    let { course } = finish(begin(), 100);
    for (let t = 0; t < 30_000; t += 100) course = advanceCourse(course, seen(t, 'neutral'));
    expect(course).toMatchObject({ step: 'happy', phase: 'hold', wait: 'not-yet', passed: 0, frames: [] });
    const smiled = finish(course, 100, 30_000);
    expect(smiled.took).toBeGreaterThanOrEqual(HOLD - 100);
    expect(stepOf(smiled.course)).toBe('surprised prepare');
  });

  it('does not take a laugh or an open mouth for a calm face', () => {
    let course = begin();
    const open = { ...MEASURED, geometry: { ...MEASURED.geometry, mouthOpening: 0.5 } };
    for (let t = 0; t < 30_000; t += 100) {
      course = advanceCourse(course, t % 200 === 0 ? seen(t, 'happy') : { ...seen(t), measured: open });
    }
    expect(course).toMatchObject({ step: 'neutral', phase: 'hold', wait: 'not-yet', frames: [] });
  });

  it('takes a gentle smile that differs enough from the calm face, though the network says neutral', () => {
    const calm = finish(begin(), 100).course.samples.neutral!;
    const smile = (happy: number): Measured => ({
      ...MEASURED,
      probabilities: { ...mostly('neutral'), happy },
    });
    expect(doesAsked('happy', smile(0.45), { ...calm, logOdds: { ...calm.logOdds, happy: -6 } })).toBe(true);
    expect(doesAsked('happy', smile(0.45), undefined)).toBe(false);
    // The network sees a smile in this user's calm face.
    expect(doesAsked('happy', smile(0.6), { ...calm, logOdds: { ...calm.logOdds, happy: 0.3 } })).toBe(false);
  });

  it('goes on until there are enough frames on a slow machine', () => {
    const { course, took } = finish(begin(), 2000);
    expect(stepOf(course)).toBe('happy prepare');
    expect(course.samples.neutral!.frames).toBeGreaterThanOrEqual(ENOUGH_FRAMES);
    expect(took).toBeGreaterThanOrEqual(2000 * ENOUGH_FRAMES);
  });

  it('skips what the user does not want, and keeps the rest', () => {
    const { course } = finish(skip(begin()), 100);
    const end = skip(course);
    expect(end.kind).toBe('done');
    expect(Object.keys(end.samples)).toEqual(['happy']);
    expect(baselineFrom(end.samples, 5)).toMatchObject({ version: 2, time: 5 });
    expect(baselineFrom({}, 5)).toBeNull();
    expect(skip(end)).toBe(end);
    expect(advanceCourse(end, seen(1e6))).toBe(end);
  });

  it('bears a clock that jumps or goes back: no step is ever shorter than it says', () => {
    const jumps = fc.array(fc.oneof(fc.integer({ min: -5000, max: 400_000 }), fc.constant(Number.NaN)), {
      maxLength: 11,
    });
    fc.assert(
      fc.property(jumps, (list) => {
        let course = begin();
        for (const time of list) course = advanceCourse(course, seen(time));
        // Eleven frames count for at most half a second each: not enough for a whole step.
        expect(course).toMatchObject({ kind: 'step', step: 'neutral' });
      }),
    );
  });
});
