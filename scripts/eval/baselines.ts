/** What the temporal model is compared with: every frame's word taken at face value, and plain smoothing. */
import {
  createTemporalFilter,
  type SeenFace,
  type TemporalFilter,
  type TemporalState,
} from '../../src/analysis/temporal';
import { createDwell } from '../../src/analysis/temporal/dwell';
import { settle, strongest } from '../../src/analysis/temporal/hysteresis';
import { DEFAULT_POLICY } from '../../src/analysis/temporal/policy';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';

export const BASELINES = ['none', 'raw', 'ema'] as const;
export type Baseline = (typeof BASELINES)[number];

/** Time constant of the smoothing: after this long a change has arrived to 63 %. Milliseconds. */
const SMOOTHING_MS = 180;

/**
 * One step of exponential smoothing. Depends on the time passed, not on the number of frames, so that 5 and 30
 * analysed frames a second give the same answer.
 * @param elapsed milliseconds since `before`
 * @returns probabilities that still sum to 1
 */
function smooth(
  before: Probabilities | null,
  now: Probabilities,
  elapsed: number,
  tau = SMOOTHING_MS,
): Probabilities {
  if (before === null) return now;
  const share = 1 - Math.exp(-Math.max(elapsed, 0) / tau);
  const mixed = {} as Record<Expression, number>;
  for (const name of EXPRESSIONS) mixed[name] = before[name] + share * (now[name] - before[name]);
  return mixed;
}

const NOTHING: TemporalState = { expression: null, confidence: 0, dwell: 0, fires: null, spans: [] };

/** The most probable expression of each frame; reacts whenever it becomes one that may react. */
function rawFilter(): TemporalFilter {
  let last: Expression | null = null;
  return {
    update(seen: SeenFace | null) {
      if (seen === null) return NOTHING;
      const expression = strongest(seen.probabilities);
      const fires = expression !== last && DEFAULT_POLICY.mode(expression) === 'auto' ? expression : null;
      last = expression;
      return { ...NOTHING, expression, confidence: seen.probabilities[expression], fires };
    },
    flush: () => [],
    dismiss() {},
  };
}

/** Exponential smoothing with hysteresis, dwell and cooldown, without the brows. */
function emaFilter(): TemporalFilter {
  const dwell = createDwell(() => DEFAULT_POLICY);
  let smoothed: Probabilities | null = null;
  let expression: Expression | null = null;
  let last = 0;
  return {
    update(seen, time) {
      if (seen === null) return NOTHING;
      smoothed = smooth(smoothed, seen.probabilities, time - last);
      last = time;
      expression = settle(expression, smoothed);
      const { fill, fires } = dwell.update(expression, time);
      return {
        ...NOTHING,
        expression,
        confidence: smoothed[expression],
        dwell: fill,
        fires: fires ? expression : null,
      };
    },
    flush: () => [],
    dismiss() {},
  };
}

export function temporalFor(baseline: Baseline): TemporalFilter {
  if (baseline === 'raw') return rawFilter();
  return baseline === 'ema' ? emaFilter() : createTemporalFilter();
}
