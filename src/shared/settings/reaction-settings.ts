/** The user's choices about when reactions come, as stored in the settings. */
import * as v from 'valibot';
import type { ReactingExpression } from '../emoji/slots';
import { recordSchema } from '../schemas';
import { EXPRESSIONS, type Expression } from '../types';

/** `auto`: sent automatically. `ask`: sent if the user says yes. `never`: not sent. */
export const REACTION_MODES = ['auto', 'ask', 'never'] as const;
export type ReactionMode = (typeof REACTION_MODES)[number];

/** How clearly and how long an expression must show; policy.ts has the numbers. */
export const SENSITIVITIES = ['low', 'normal', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The expressions that can become a reaction, in the order of `EXPRESSIONS`. */
export const REACTING: readonly ReactingExpression[] = EXPRESSIONS.filter((name) => name !== 'neutral');

const mode = (byDefault: ReactionMode) => v.fallback(v.picklist(REACTION_MODES), byDefault);

/** Sad, angry and fearful are off until the user changes it: nobody wants them announced unasked. */
const modesSchema = v.object({
  happy: mode('auto'),
  surprised: mode('auto'),
  sad: mode('never'),
  angry: mode('never'),
  fearful: mode('never'),
} satisfies Record<ReactingExpression, unknown>);

const choiceSchema = v.object({
  modes: v.fallback(v.pipe(recordSchema, modesSchema), v.parse(modesSchema, {})),
  sensitivity: v.fallback(v.picklist(SENSITIVITIES), 'normal'),
  /** Whether the analysis pauses while the user shares the screen: others look at something else then. */
  pauseWhilePresenting: v.fallback(v.boolean(), true),
});
export type ReactionSettings = Readonly<v.InferOutput<typeof choiceSchema>>;

export const DEFAULT_REACTION_SETTINGS: ReactionSettings = v.parse(choiceSchema, {});
/** Missing or damaged fields get their defaults. */
export const reactionSettingsSchema = v.fallback(choiceSchema, DEFAULT_REACTION_SETTINGS);

/** Neutral never becomes a reaction. */
export function modeOf(choice: Pick<ReactionSettings, 'modes'>, expression: Expression): ReactionMode {
  return expression === 'neutral' ? 'never' : choice.modes[expression];
}

/** Parses a choice from any value: missing or damaged fields get their defaults. Never throws. */
export function parseReactionSettings(value: unknown): ReactionSettings {
  return v.parse(reactionSettingsSchema, value);
}
