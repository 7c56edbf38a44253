/** What the temporal model is compared with: every frame's word taken at face value, and plain smoothing. */
import {
  createTemporalFilter,
  type SeenFace,
  type TemporalFilter,
  type TemporalState,
} from '../../src/temporal';
import { createDwell } from '../../src/temporal/dwell';
import { settle, strongest } from '../../src/temporal/hysteresis';
import { DEFAULT_POLICY } from '../../src/temporal/policy';
import { smooth } from '../../src/temporal/smooth';
import type { Expression, Probabilities } from '../../src/types';

export const BASELINES = ['none', 'raw', 'ema'] as const;
export type Baseline = (typeof BASELINES)[number];

const NOTHING: TemporalState = { expression: null, confidence: 0, dwell: 0, fires: null, spans: [] };

/** The most probable expression of each frame; reacts whenever it becomes one that may react. */
function rawFilter(): TemporalFilter {
  let last: Expression | null = null;
  return {
    update(seen: SeenFace | null) {
      if (seen === null) return NOTHING;
      const expression = strongest(seen.probabilities);
      const fires = expression !== last && DEFAULT_POLICY.auto.has(expression) ? expression : null;
      last = expression;
      return { ...NOTHING, expression, confidence: seen.probabilities[expression], fires };
    },
    flush: () => [],
  };
}

/** Exponential smoothing with hysteresis, dwell and cooldown, without the brows. */
function emaFilter(): TemporalFilter {
  const dwell = createDwell(DEFAULT_POLICY);
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
  };
}

export function temporalFor(baseline: Baseline): TemporalFilter {
  if (baseline === 'raw') return rawFilter();
  return baseline === 'ema' ? emaFilter() : createTemporalFilter();
}
