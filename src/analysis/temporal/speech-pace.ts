/** How fast the dwell of an expression fills in a face that speaks. Pure. */
import type { Expression } from '../../shared/types';
import type { Odds } from './cues';

/** From this evidence on (log odds) an expression is plain, also in a face that speaks. */
const PLAIN = { happy: 3, surprised: 2 } as const;
/** A doubtful smile fills at least this fast. */
const LEAST = 0.1;

/**
 * A smile fills in proportion to its evidence: a plain one as in silence, a doubtful one must last. Surprise cannot be told from
 * an opening mouth unless it is plain, or brows and eyes have been up for seconds.
 * @param odds evidence of this frame
 * @param isRaised whether the face has looked surprised for seconds (raised-face.ts)
 * @returns 1: as in silence, 0: not at all
 */
export function paceWhileSpeaking(expression: Expression, odds: Odds, isRaised: boolean): number {
  if (expression === 'happy') return Math.min(Math.max(odds.happy / PLAIN.happy, LEAST), 1);
  if (expression === 'surprised') return isRaised || odds.surprised >= PLAIN.surprised ? 1 : 0;
  return 1;
}
