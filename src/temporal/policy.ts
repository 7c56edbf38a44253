import type { Expression } from '../types';

/** When an expression becomes a reaction. All times in milliseconds. */
export interface ReactionPolicy {
  /** Expressions that may become reactions. */
  readonly auto: ReadonlySet<Expression>;
  /** How long an expression must last first. */
  readonly dwell: number;
  /** Quiet time after any reaction, ... */
  readonly cooldown: number;
  /** ... and after a reaction of the same expression. */
  readonly sameAgain: number;
  /** Reactions within any minute, at the most. */
  readonly perMinute: number;
  /** While the user speaks, the dwell of these takes this many times as long; Infinity: it does not fill. */
  readonly whileSpeaking: Readonly<Partial<Record<Expression, number>>>;
}

/**
 * Sad, angry and fearful never show by themselves: nobody wants those announced to colleagues unasked. While somebody
 * speaks, a smile must last; surprise cannot be told from an opening mouth.
 */
export const DEFAULT_POLICY: ReactionPolicy = {
  auto: new Set<Expression>(['happy', 'surprised']),
  dwell: 300,
  cooldown: 3000,
  sameAgain: 4000,
  perMinute: 8,
  whileSpeaking: { happy: 3, surprised: Number.POSITIVE_INFINITY },
};
