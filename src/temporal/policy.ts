import type { Expression } from '../types';

/** When an expression becomes a reaction. All times in milliseconds. */
export interface ReactionPolicy {
  /** Expressions that may pop up by themselves. */
  readonly auto: ReadonlySet<Expression>;
  /** How long an expression must last first. */
  readonly dwell: number;
  /** Quiet time after any reaction. */
  readonly cooldown: number;
}

/** Sad, angry and fearful never show by themselves: nobody wants those announced to colleagues unasked. */
export const DEFAULT_POLICY: ReactionPolicy = {
  auto: new Set<Expression>(['happy', 'surprised']),
  dwell: 300,
  cooldown: 4000,
};
