import { EXPRESSIONS, type Expression, type Span, type StoredSpan } from '../types';
import { HistoryError } from './errors';
import { WORDS } from './words';

const { faults } = WORDS;

/** Upper limit of a span's duration (milliseconds). Reading by start time relies on it. */
export const LONGEST_SPAN = 24 * 60 * 60 * 1000;

/** Far enough for every host name (253 characters) and call id (a UUID). */
const LONGEST_TEXT = 256;

/**
 * Why a value is not a span, in a few words, or null if it is one. A start is a time after the epoch, a duration is in (0,
 * 24 h), a confidence in 0..1.
 */
export function spanFault(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return faults.object;
  const span = value as Partial<Record<keyof Span, unknown>>;
  if (!EXPRESSIONS.includes(span.expression as Expression)) return faults.expression;
  if (!isNumberIn(span.start, 0, Number.MAX_SAFE_INTEGER)) return faults.start;
  if (!isNumberIn(span.duration, 0, LONGEST_SPAN) || span.duration <= 0 || span.duration >= LONGEST_SPAN) {
    return faults.duration;
  }
  if (!isNumberIn(span.confidence, 0, 1)) return faults.confidence;
  return null;
}

/**
 * The span with known fields only, so that nothing else is stored.
 * @throws HistoryError (`invalid`) saying which field is wrong
 */
export function toStoredSpan(value: unknown): StoredSpan {
  const fault = spanFault(value);
  if (fault !== null) throw new HistoryError('invalid', fault);
  const { expression, start, duration, confidence, site, callId } = value as StoredSpan;
  if (!isText(site)) throw new HistoryError('invalid', faults.noSite);
  if (!isText(callId)) throw new HistoryError('invalid', faults.noCall);
  return { expression, start, duration, confidence, site, callId };
}

/** The readable spans among stored rows, in their order: one damaged row must not hide the others. */
export function readableSpans(rows: readonly unknown[]): StoredSpan[] {
  return rows.flatMap((row) => {
    try {
      return [toStoredSpan(row)];
    } catch {
      return [];
    }
  });
}

/** Two spans with the same identity are duplicates. */
export function identityOf({ callId, site, start, duration, expression }: StoredSpan): string {
  return `${callId} ${site} ${start} ${duration} ${expression}`;
}

function isNumberIn(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT;
}
