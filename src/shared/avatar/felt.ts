/** What is recognised, as a strength that grows and fades. Times are milliseconds on any one clock. */
import type { Expression } from '../types';
import type { Felt } from './look';

/** Time constants of growing and of fading. */
const GROW = 260;
const FADE = 380;
/** A probability of this much shows nothing, and of this much all there is. */
const LEAST = 0.5;
const MOST = 0.95;

export interface FeltKeeper {
  /** @param expression null if unknown */
  read(expression: Expression | null, confidence: number): void;
  /** Shows this for a while, whatever is read: a reaction that the character performs. */
  perform(expression: Expression, until: number): void;
  /** What is performed now; null: nothing. */
  performed(now: number): Expression | null;
  at(now: number): Felt;
  reset(): void;
}

export function createFelt(): FeltKeeper {
  let goal: Felt = { expression: 'neutral', strength: 0 };
  let shown: Felt = goal;
  let stage: { readonly expression: Expression; readonly until: number } | null = null;
  let last: number | null = null;

  function performed(now: number): Expression | null {
    // One from a clock that was set back would never end.
    if (stage !== null && (now >= stage.until || stage.until - now > LONGEST)) stage = null;
    return stage?.expression ?? null;
  }

  return {
    read(expression, confidence) {
      const strength = Math.min(Math.max((confidence - LEAST) / (MOST - LEAST), 0), 1);
      goal = { expression: expression ?? 'neutral', strength: Number.isFinite(strength) ? strength : 0 };
    },
    perform(expression, until) {
      stage = { expression, until };
    },
    performed,
    at(now) {
      const passed = last === null ? 0 : Math.max(0, now - last);
      last = now;
      const acted = performed(now);
      const wanted: Felt = acted === null ? goal : { expression: acted, strength: 1 };
      // One expression fades before the next one grows.
      const same = wanted.expression === shown.expression;
      const to = same ? wanted.strength : 0;
      const share = 1 - Math.exp(-passed / (to > shown.strength ? GROW : FADE / (same ? 1 : 2.5)));
      const strength = shown.strength + share * (to - shown.strength);
      shown =
        !same && strength < 0.06
          ? { expression: wanted.expression, strength: 0 }
          : { expression: shown.expression, strength };
      return shown;
    },
    reset() {
      goal = { expression: 'neutral', strength: 0 };
      shown = goal;
      stage = null;
      last = null;
    },
  };
}

/** No reaction is performed longer. Milliseconds. */
const LONGEST = 10_000;
