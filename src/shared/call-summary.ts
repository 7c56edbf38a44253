/** What was counted in one call, for the summary after it. Never stored. */
import * as v from 'valibot';
import { isCodePoints } from './emoji/emoji-settings';
import { numberIn } from './schemas';
import { expressionSchema } from './types';

/** Number of equal parts into which the call is divided. */
export const SUMMARY_BARS = 40;
export const SUMMARY_EMOJI = 3;

const countSchema = v.pipe(numberIn(0, 1e6), v.integer());

export const callSummarySchema = v.object({
  /** From the first to the last reading. Milliseconds. */
  duration: numberIn(0, 1e9),
  smiles: countSchema,
  /** By call time, as in the statistics; null if there was too little of it. */
  smilesPerHour: v.nullable(numberIn(0, 1e6)),
  /** Reactions that were sent. */
  reactions: countSchema,
  /** The most frequent emoji, code points. */
  emoji: v.pipe(v.array(v.custom<string>(isCodePoints)), v.maxLength(SUMMARY_EMOJI), v.readonly()),
  /** The expression of each part of the call; null where none was read. */
  bars: v.pipe(v.array(v.nullable(expressionSchema)), v.length(SUMMARY_BARS), v.readonly()),
});
export type CallSummary = Readonly<v.InferOutput<typeof callSummarySchema>>;
