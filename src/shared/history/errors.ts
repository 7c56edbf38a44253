/**
 * Why the history could not do what it was asked.
 * - `invalid`: the given span or range is not acceptable; nothing was written
 * - `blocked`: another open page holds an older version of the database
 * - `newer`: the database was written by a newer EmojiGen; it is left alone
 * - `full`: the disk or the browser's quota is used up
 * - `unavailable`: the database cannot be opened or used
 */
import { WORDS } from './words';
export type HistoryErrorKind = 'invalid' | 'blocked' | 'newer' | 'full' | 'unavailable';

/** The only error of the history; `message` is in plain words, `cause` is the browser's own error. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
  readonly kind: HistoryErrorKind;

  constructor(kind: HistoryErrorKind, detail?: string, cause?: unknown) {
    super(kind === 'invalid' ? WORDS.invalid(detail ?? WORDS.faults.damaged) : WORDS[kind], { cause });
    this.kind = kind;
  }
}

/** Explains an error of IndexedDB to the user. A HistoryError is returned unchanged. */
export function toHistoryError(error: unknown): HistoryError {
  if (error instanceof HistoryError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'VersionError') return new HistoryError('newer', undefined, error);
  if (name === 'QuotaExceededError') return new HistoryError('full', undefined, error);
  return new HistoryError('unavailable', undefined, error);
}
