/** What the user chose about when reactions come, as it stands in the settings. */
import type { ReactingExpression } from '../emoji/slots';
import { EXPRESSIONS, type Expression } from '../types';

/** `auto`: comes by itself. `ask`: comes when the user says yes. `never`: does not come. */
export const REACTION_MODES = ['auto', 'ask', 'never'] as const;
export type ReactionMode = (typeof REACTION_MODES)[number];

/** How clearly and how long an expression must show; each is worked out in policy.ts. */
export const SENSITIVITIES = ['low', 'normal', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The expressions that can become a reaction, in the order of `EXPRESSIONS`. */
export const REACTING: readonly ReactingExpression[] = EXPRESSIONS.filter((name) => name !== 'neutral');

export interface ReactionSettings {
  readonly modes: Readonly<Record<ReactingExpression, ReactionMode>>;
  readonly sensitivity: Sensitivity;
  /** Whether nothing is read while the user shares the screen: others look at something else then. */
  readonly pauseWhilePresenting: boolean;
}

/** Sad, angry and fearful never show until the user wants them: nobody wants those announced unasked. */
export const DEFAULT_REACTION_SETTINGS: ReactionSettings = {
  modes: { happy: 'auto', surprised: 'auto', sad: 'never', angry: 'never', fearful: 'never' },
  sensitivity: 'normal',
  pauseWhilePresenting: true,
};

/** A neutral face has nothing to say. */
export function modeOf(choice: Pick<ReactionSettings, 'modes'>, expression: Expression): ReactionMode {
  return expression === 'neutral' ? 'never' : choice.modes[expression];
}

/** A valid choice out of anything: what is missing or damaged has its default. Never throws. */
export function parseReactionSettings(value: unknown): ReactionSettings {
  const { modes, sensitivity, pauseWhilePresenting } = asRecord(value);
  const fallback = DEFAULT_REACTION_SETTINGS;
  const chosen = asRecord(modes);
  const parsed = REACTING.map((name) => {
    const mode = Object.hasOwn(chosen, name) ? REACTION_MODES.find((each) => each === chosen[name]) : null;
    return [name, mode ?? fallback.modes[name]];
  });
  return {
    modes: Object.fromEntries(parsed) as ReactionSettings['modes'],
    sensitivity: SENSITIVITIES.find((each) => each === sensitivity) ?? fallback.sensitivity,
    pauseWhilePresenting:
      typeof pauseWhilePresenting === 'boolean' ? pauseWhilePresenting : fallback.pauseWhilePresenting,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
