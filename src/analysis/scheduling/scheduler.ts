/** Decides when the next frame is taken, and whether it is analysed even if unchanged. */
import type { BackOff } from '../../shared/messages/call-tab';
import { isForced, TIMER_TOLERANCE } from '../../shared/messages/frames';
import type { Expression, Reading } from '../../shared/types';
import type { Plan } from './plan';

/** After anything that may become a reaction, frames are analysed at the full rate for this long. Milliseconds. */
const ALERT_FOR = 1000;
/** A probability that changes by more than this between frames means a changing face. */
const STIRRING = 0.15;
/** Smoothing factor of the mean cost. */
const FOLLOW = 0.3;
/** The outcome of the last frame. */
export type Outcome =
  /** `cost`: milliseconds of processor time. */
  | { readonly kind: 'analysed'; readonly reading: Reading; readonly cost: number }
  /** It was unchanged and not sent. */
  | { readonly kind: 'same' }
  | { readonly kind: 'failed' };

export interface FrameRequest {
  /** Milliseconds until the next frame. */
  readonly wait: number;
  /** Whether that frame is analysed even if unchanged. */
  readonly force: boolean;
  /** Milliseconds between further frames while nothing changes. */
  readonly every: number;
  /** Milliseconds after which a frame is analysed even if unchanged. */
  readonly within: number;
}

/** The request, `passed` milliseconds later. */
export function remainingOf({ wait, every, within }: FrameRequest, passed: number): FrameRequest {
  const left = (time: number): number => Math.max(time - Math.max(passed, 0), 0);
  return { wait: left(wait), force: isForced(left(within), left(wait)), every, within: left(within) };
}

/** The schedule of one call. Pure: all times are milliseconds on one clock, which may be set back. */
export interface Scheduler {
  /** Call when the frame requested at `askedAt` is done. */
  next(outcome: Outcome, askedAt: number, now: number): FrameRequest;
  /** Why less is analysed than the user's budget allows. */
  readonly backOff: BackOff | null;
}

/**
 * @param plan as it is now: it may change between two calls
 * @param sharers number of calls that share the processor
 */
export function createScheduler(plan: () => Plan, sharers: () => number = () => 1): Scheduler {
  let mean: number | null = null;
  let before: Reading | null = null;
  let analysedAt = Number.NEGATIVE_INFINITY;
  let alertUntil = Number.NEGATIVE_INFINITY;

  /** The shortest time between two analysed frames that the CPU share allows. */
  const affordable = ({ share, slowest }: Plan): number =>
    mean === null ? 0 : Math.min((mean / share) * Math.max(sharers(), 1), slowest);

  function note(reading: Reading, cost: number, askedAt: number, now: number): void {
    mean = mean === null ? cost : mean + FOLLOW * (cost - mean);
    if (isStirring(reading, before)) alertUntil = now + ALERT_FOR;
    before = reading;
    analysedAt = askedAt;
  }

  return {
    get backOff() {
      const now = plan();
      return now.backOff ?? (affordable(now) > now.alert + TIMER_TOLERANCE ? 'slow' : null);
    },
    next(outcome, askedAt, now) {
      const current = plan();
      const { look, calm, alert, slowest } = current;
      if (outcome.kind === 'analysed') note(outcome.reading, outcome.cost, askedAt, now);
      const isAlert = now < alertUntil && alertUntil - now <= ALERT_FOR;
      const interval = isAlert || outcome.kind === 'failed' ? alert : look;
      // Counted from the last analysed frame: comparing frames costs next to nothing here.
      const since = now >= analysedAt ? now - analysedAt : slowest;
      const passed = now >= askedAt ? now - askedAt : 0;
      const wait = Math.max(interval - passed, affordable(current) - since, 0);
      const within = isAlert ? 0 : Math.max(calm - since, 0);
      return { wait, force: isForced(within, wait), every: look, within };
    },
  };
}

/** Whether a reaction may be coming: the face, its expression or its dwell has changed. */
function isStirring(reading: Reading, before: Reading | null): boolean {
  if (before === null) return true;
  const face = reading.faces[0];
  const last = before.faces[0];
  if (face === undefined || last === undefined) return face !== last;
  if (face.track !== last.track || reading.expression !== before.expression) return true;
  if (reading.expression === null || reading.dwell > 0) return true;
  const [now, then] = [face.probabilities, last.probabilities];
  if (now === null || then === null) return now !== then;
  const names = Object.keys(now) as Expression[];
  return names.some((name) => Math.abs(now[name] - then[name]) > STIRRING);
}
