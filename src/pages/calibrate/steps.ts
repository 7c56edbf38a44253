/** The steps of a calibration, driven by analysed frames: time is their capture time in milliseconds. Pure. */
import { type Baseline, CALIBRATED, type Calibrated, type Sample } from '../../shared/settings/baseline';
import { type Measured, sampleOf } from '../../shared/settings/baseline-sample';
import type { QualityReason } from '../../shared/types';
import { doesAsked } from './asked';

/** Time to prepare each expression, and to hold it while it is measured. Milliseconds. */
export const PREPARE = 2000;
export const HOLD = 4000;
/** Longer gaps between two frames count as this, so that the countdown does not jump. */
const LONGEST_STEP = 500;

/** Why the face cannot be read. */
export type Unread = 'no-face' | QualityReason;
/** Why the countdown waits. `not-yet`: the face does something else than what is asked. */
export type Wait = Unread | 'not-yet';

/** One analysed frame of the user's camera. */
export interface CalibrationFrame {
  readonly time: number;
  readonly wait: Unread | null;
  /** Null if the face cannot be read. */
  readonly measured: Measured | null;
}

export type Course =
  | {
      readonly kind: 'step';
      readonly step: Calibrated;
      readonly phase: 'prepare' | 'hold';
      /** Milliseconds of the phase so far. */
      readonly passed: number;
      readonly last: number | null;
      readonly wait: Wait | null;
      readonly frames: readonly Measured[];
      readonly samples: Baseline['samples'];
    }
  /** All steps were taken or skipped. */
  | { readonly kind: 'done'; readonly samples: Baseline['samples'] };

type Step = Extract<Course, { kind: 'step' }>;

export function begin(): Course {
  return enter(CALIBRATED[0], {});
}

/** Processes one frame. The countdown pauses while the face cannot be read, or does not do what is asked. */
export function advanceCourse(course: Course, { time, wait, measured }: CalibrationFrame): Course {
  if (course.kind === 'done' || !Number.isFinite(time)) return course;
  const elapsed = course.last === null ? 0 : Math.min(Math.max(time - course.last, 0), LONGEST_STEP);
  if (wait !== null || measured === null) return { ...course, last: time, wait };
  const passed = course.passed + elapsed;
  if (course.phase === 'prepare') {
    return passed < PREPARE
      ? { ...course, passed, last: time, wait: null }
      : { ...course, phase: 'hold', passed: 0, last: time, wait: null };
  }
  if (!doesAsked(course.step, measured, course.samples.neutral))
    return { ...course, last: time, wait: 'not-yet' };
  const frames = [...course.frames, measured];
  const sample = passed < HOLD ? null : sampleOf(frames);
  // Slow machines deliver few frames: continues until there are enough.
  if (sample === null) return { ...course, passed: Math.min(passed, HOLD), last: time, wait: null, frames };
  return next(course, sample);
}

/** Skips this expression. */
export function skip(course: Course): Course {
  return course.kind === 'done' ? course : next(course, null);
}

function next({ step, samples }: Step, sample: Sample | null): Course {
  const known = sample === null ? samples : { ...samples, [step]: sample };
  const following = CALIBRATED[CALIBRATED.indexOf(step) + 1];
  return following === undefined ? { kind: 'done', samples: known } : enter(following, known);
}

function enter(step: Calibrated, samples: Baseline['samples']): Step {
  return { kind: 'step', step, phase: 'prepare', passed: 0, last: null, wait: null, frames: [], samples };
}

/** The measured baseline, or null if every step was skipped. */
export function baselineFrom(samples: Baseline['samples'], time: number): Baseline | null {
  return Object.keys(samples).length === 0 ? null : { version: 2, time, samples };
}
