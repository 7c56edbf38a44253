import type { Expression } from '../../shared/types';
import type { ReactionPolicy } from './policy';

/** Further facts; missing if nothing prevents a reaction. */
export interface DwellFacts {
  /** How fast it fills: 1 as usual, 0 not at all (`paceWhileSpeaking`). */
  readonly pace?: number;
  /** Filtered probability of the expression, 0..1. */
  readonly confidence?: number;
  /** Whether this frame shows the expression: if not, it neither fires nor counts. */
  readonly mayFire?: boolean;
}

/** Decides when an expression has lasted long enough to become a reaction. Time is an argument. */
export interface Dwell {
  /**
   * @param expression the settled expression, null without a face
   * @param time milliseconds, never going back
   * @returns how full the dwell is (0..1), and whether a reaction fires now
   */
  update(
    expression: Expression | null,
    time: number,
    facts?: DwellFacts,
  ): { readonly fill: number; readonly fires: boolean };
  /** What is under way shall not fire, however long it lasts. */
  dismiss(): void;
  /** Forgets what was under way; quiet times go on. */
  cancel(): void;
}

const NOTHING = { fill: 0, fires: false } as const;
const MINUTE = 60_000;

/** @param currentPolicy asked at every update: what the user changes counts at once */
export function createDwell(currentPolicy: () => ReactionPolicy): Dwell {
  let current: { readonly expression: Expression; readonly fill: number; readonly time: number } | null =
    null;
  /** The expression that is on already fired: a long smile is one smile. */
  let fired = false;
  /** What the user said no to: it stays so while that face is away, until another expression was seen. */
  let dismissed: Expression | null = null;
  let past: { readonly expression: Expression; readonly time: number }[] = [];

  /** Until when nothing may fill for this expression. */
  function quietUntil(expression: Expression, time: number, policy: ReactionPolicy): number {
    const longest = Math.max(MINUTE, policy.cooldown, policy.sameAgain);
    // What lies in the future is from before the clock was set back.
    past = past.filter((reaction) => reaction.time <= time && time - reaction.time < longest);
    const last = past.at(-1);
    const same = past.findLast((reaction) => reaction.expression === expression);
    const lastMinute = past.filter((reaction) => time - reaction.time < MINUTE);
    return Math.max(
      last ? last.time + policy.cooldown : Number.NEGATIVE_INFINITY,
      same ? same.time + policy.sameAgain : Number.NEGATIVE_INFINITY,
      lastMinute.length >= policy.perMinute ? time : Number.NEGATIVE_INFINITY,
    );
  }

  return {
    update(expression, time, { pace = 1, confidence = 1, mayFire = true } = {}) {
      const policy = currentPolicy();
      if (expression !== null && expression !== dismissed) dismissed = null;
      if (expression === null || policy.mode(expression) === 'never') {
        current = null;
        return NOTHING;
      }
      if (current?.expression !== expression) {
        current = { expression, fill: 0, time };
        fired = expression === dismissed;
      }
      const from = Math.max(current.time, quietUntil(expression, time, policy));
      const passed = mayFire && confidence >= policy.clear ? Math.max(time - from, 0) : 0;
      const gain = policy.dwell > 0 ? (pace * passed) / policy.dwell : Math.ceil(pace);
      const fill = fired ? 0 : Math.min(current.fill + (mayFire ? gain : 0), 1);
      current = { expression, fill, time };
      if (fill < 1 || !mayFire) return { fill, fires: false };
      fired = true;
      past.push({ expression, time });
      return { fill: 1, fires: true };
    },
    dismiss() {
      if (current === null) return;
      fired = true;
      dismissed = current.expression;
    },
    cancel() {
      current = null;
    },
  };
}
