import type { Expression } from '../types';
import type { ReactionPolicy } from './policy';

/** Decides when an expression has lasted long enough to become a reaction. Time is an argument. */
export interface Dwell {
  /**
   * @param expression the settled expression, null without a face
   * @param time milliseconds, never going back
   * @returns how full the dwell is (0..1), and whether a reaction fires now
   */
  update(expression: Expression | null, time: number): { readonly fill: number; readonly fires: boolean };
  /** Forgets what was under way; the cooldown goes on. */
  cancel(): void;
}

export function createDwell(policy: ReactionPolicy): Dwell {
  let since: { expression: Expression; time: number; fired: boolean } | null = null;
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    update(expression, time) {
      if (expression === null || !policy.auto.has(expression)) {
        since = null;
        return { fill: 0, fires: false };
      }
      if (since?.expression !== expression) since = { expression, time, fired: false };
      // One reaction per time the expression appears: a long smile is one smile.
      if (since.fired) return { fill: 0, fires: false };
      // Within the cooldown the dwell waits, so that what lasts beyond it still counts.
      if (time < quietUntil) {
        since = { ...since, time };
        return { fill: 0, fires: false };
      }
      const fill = policy.dwell > 0 ? Math.min((time - since.time) / policy.dwell, 1) : 1;
      if (fill < 1) return { fill, fires: false };
      since = { ...since, fired: true };
      quietUntil = time + policy.cooldown;
      return { fill: 1, fires: true };
    },
    cancel() {
      since = null;
    },
  };
}
