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

const NOTHING = { fill: 0, fires: false } as const;

export function createDwell(policy: ReactionPolicy): Dwell {
  let current: { readonly expression: Expression; readonly fill: number; readonly time: number } | null =
    null;
  let fired = false;
  let quietUntil = Number.NEGATIVE_INFINITY;
  return {
    update(expression, time) {
      if (expression === null || !policy.auto.has(expression)) {
        current = null;
        return NOTHING;
      }
      if (current?.expression !== expression) {
        current = { expression, fill: 0, time };
        fired = false;
      }
      // One reaction each time the expression appears: a long smile is one smile. Within the cooldown nothing
      // fills, so that what lasts beyond it still has to last.
      const from = Math.max(current.time, quietUntil);
      const gain = policy.dwell > 0 ? Math.max(time - from, 0) / policy.dwell : 1;
      const fill = fired ? 0 : Math.min(current.fill + gain, 1);
      current = { expression, fill, time };
      if (fill < 1) return { fill, fires: false };
      fired = true;
      quietUntil = time + policy.cooldown;
      return { fill: 1, fires: true };
    },
    cancel() {
      current = null;
    },
  };
}
