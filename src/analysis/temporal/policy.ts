import {
  DEFAULT_REACTION_SETTINGS,
  modeOf,
  type ReactionMode,
  type ReactionSettings,
  type Sensitivity,
} from '../../shared/settings/reaction-settings';
import type { Expression } from '../../shared/types';

/** When an expression becomes a reaction. All times in milliseconds. */
export interface ReactionPolicy {
  /** What becomes of each expression that has lasted. */
  mode(expression: Expression): ReactionMode;
  /** How long an expression must last first, ... */
  readonly dwell: number;
  /** ... counting only while its filtered probability (0..1) is at least this. */
  readonly clear: number;
  /** Quiet time after any reaction, ... */
  readonly cooldown: number;
  /** ... and after a reaction of the same expression. */
  readonly sameAgain: number;
  /** Reactions within any minute, at the most. */
  readonly perMinute: number;
}

const QUIET = { cooldown: 3000, sameAgain: 4000, perMinute: 8 } as const;

/** Round numbers, not fitted ones: how ready somebody is to react is taste. */
const BY_SENSITIVITY: Readonly<Record<Sensitivity, Omit<ReactionPolicy, 'mode'>>> = {
  low: { ...QUIET, dwell: 800, clear: 0.9 },
  normal: { ...QUIET, dwell: 300, clear: 0 },
  high: { ...QUIET, dwell: 150, clear: 0 },
};

/** The policy that follows from what the user chose. */
export function policyOf(choice: ReactionSettings): ReactionPolicy {
  return { ...BY_SENSITIVITY[choice.sensitivity], mode: (expression) => modeOf(choice, expression) };
}

/** Until the user chooses something else. */
export const DEFAULT_POLICY: ReactionPolicy = policyOf(DEFAULT_REACTION_SETTINGS);
