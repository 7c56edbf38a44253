/** Checks of the user's word that a reaction was wrong. */
import { EXPRESSIONS, type Expression, type WrongMark } from '../types';
import { isCallId } from './history-guards';

export type FeedbackMessage = { readonly type: 'reaction-wrong'; readonly callId: string } & WrongMark;

type Raw = Readonly<Record<string, unknown>>;

/** The message, put together from its known, checked fields; null where its shape is wrong. */
export function parseFeedback(raw: Raw): FeedbackMessage | null {
  if (raw.type !== 'reaction-wrong' || !isCallId(raw.callId)) return null;
  const mark = parseWrongMark(raw);
  return mark && { type: raw.type, callId: raw.callId, ...mark };
}

/** The mark among a message's fields, or null where one is damaged. */
export function parseWrongMark({ time, expression, confidence }: Raw): WrongMark | null {
  if (!isIn(time, Number.MAX_SAFE_INTEGER) || !isIn(confidence, 1)) return null;
  if (!EXPRESSIONS.includes(expression as Expression)) return null;
  return { time, expression: expression as Expression, confidence };
}

function isIn(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most;
}
