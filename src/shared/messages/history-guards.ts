/** Checks of the messages about the history. */
import { isHostName } from '../settings/host';
import { isRetention } from '../settings/schema';
import { EXPRESSIONS, type Expression, type StoredSpan } from '../types';
import { type HistoryMessage, SPANS_A_PART } from './history';

const UUID = /^[0-9a-f-]{36}$/;
const LONGEST_TITLE = 120;
const MOST_TITLES = 100_000;

type Raw = Readonly<Record<string, unknown>>;

export function isCallId(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

/** Whether a value can be the user's name for a call. */
export function isTitle(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TITLE;
}

/** What is left of a text that is to be a title. */
export function toTitle(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE);
}

/** The message, put together from its known, checked fields; null where its shape is wrong. */
export function parseHistoryMessage(raw: Raw): HistoryMessage | null {
  const { type, callId, title, from, until } = raw;
  switch (type) {
    case 'get-overview':
    case 'get-storage':
    case 'delete-all':
      return { type };
    case 'get-call':
    case 'delete-call':
      return isCallId(callId) ? { type, callId } : null;
    case 'rename-call':
      return isCallId(callId) && isTitle(title) ? { type, callId, title } : null;
    case 'delete-range':
      // A local day before 1970, or the first one east of Greenwich, begins before the epoch.
      return isMoment(from) && isMoment(until) ? { type, from, until } : null;
    case 'set-history':
      return parseSetting(raw);
    case 'import-part':
      return parsePart(raw);
    default:
      return null;
  }
}

function parseSetting({ keepHistory, retentionDays }: Raw): HistoryMessage | null {
  if (keepHistory !== undefined && typeof keepHistory !== 'boolean') return null;
  if (retentionDays !== undefined && !isRetention(retentionDays)) return null;
  return {
    type: 'set-history',
    ...(keepHistory === undefined ? {} : { keepHistory }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
  };
}

function parsePart({ batch, index, last, spans, titles }: Raw): HistoryMessage | null {
  if (!isCallId(batch) || !Number.isSafeInteger(index) || typeof last !== 'boolean') return null;
  if (!Array.isArray(spans) || spans.length > SPANS_A_PART) return null;
  if (typeof titles !== 'object' || titles === null) return null;
  const parsed = spans.map(parseSpan);
  const entries = Object.entries(titles);
  if (!parsed.every((span) => span !== null) || entries.length > MOST_TITLES) return null;
  if (!entries.every(([id, title]) => isCallId(id) && isTitle(title))) return null;
  return {
    ...{ type: 'import-part', batch, index: index as number, last, spans: parsed },
    titles: Object.fromEntries(entries) as Record<string, string>,
  };
}

/** The shape only: whether a span can be kept, and why not, is for the history to say. */
function parseSpan(value: unknown): StoredSpan | null {
  if (typeof value !== 'object' || value === null) return null;
  const { expression, start, duration, confidence, site, callId } = value as Raw;
  if (!EXPRESSIONS.includes(expression as Expression) || !isHostName(site) || !isCallId(callId)) return null;
  if (!isTime(start) || !isTime(duration) || !isTime(confidence)) return null;
  return { expression: expression as Expression, start, duration, confidence, site, callId };
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
