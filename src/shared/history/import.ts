/** Parses a history file. The whole file is checked first: it is imported completely or not at all. */

import { formatCount } from '../language/formats';
import { isCallId, isTitle } from '../messages/history';
import { type StoredReaction, storedReactionSchema } from '../reaction-event';
import { parseWith } from '../schemas';
import { isHostName } from '../settings/host';
import type { StoredSpan } from '../types';
import type { Titles } from './change';
import { FILE_FORMAT, FILE_VERSION } from './export';
import { spanFault } from './span';
import { WORDS } from './words';

const { import: words, faults } = WORDS;

/** Bytes; ten years of daily use are about half of it. */
export const LARGEST_FILE = 512 * 1024 * 1024;
export const MOST_SPANS = 1_000_000;
/** Clocks and time zones differ: a span may begin this far in the future. Milliseconds. */
const AHEAD = 24 * 60 * 60 * 1000;

export interface HistoryFile {
  readonly spans: readonly StoredSpan[];
  readonly titles: Titles;
  readonly reactions: readonly StoredReaction[];
  /** Number of skipped spans that begin in the future, e.g. because a clock was wrong. */
  readonly ahead: number;
}

/** Why a file is refused; `message` is for the user. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
}

/** @throws ImportError if a file of this size (bytes) is too large to read */
export function checkFileSize(size: number): void {
  if (size === 0) throw new ImportError(words.empty);
  if (size > LARGEST_FILE) throw new ImportError(words.tooLarge);
}

/**
 * @param now milliseconds since the epoch: spans that begin much later are skipped
 * @throws ImportError saying what is wrong with the file
 */
export function parseHistoryFile(text: string, now: number): HistoryFile {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new ImportError(words.notJson);
  }
  const { format, version, spans, titles, reactions = [] } = (raw ?? {}) as Record<string, unknown>;
  if (format !== FILE_FORMAT) throw new ImportError(words.foreign);
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new ImportError(words.noVersion);
  }
  if (version > FILE_VERSION) {
    throw new ImportError(words.newer);
  }
  if (!Array.isArray(spans)) throw new ImportError(words.noList);
  if (spans.length > MOST_SPANS) {
    throw new ImportError(words.tooMany(formatCount(MOST_SPANS)));
  }
  if (!Array.isArray(reactions)) throw new ImportError(words.noList);
  if (reactions.length > MOST_SPANS) throw new ImportError(words.tooMany(formatCount(MOST_SPANS)));
  const events = reactions.map(toReaction).filter(({ time }) => time <= now + AHEAD);
  const all = spans.map(toSpan);
  const past = all.filter(({ start }) => start <= now + AHEAD);
  return { spans: past, titles: toTitles(titles), reactions: events, ahead: all.length - past.length };
}

function toSpan(value: unknown, index: number): StoredSpan {
  const fault = importFault(value);
  if (fault !== null) throw new ImportError(words.entry(formatCount(index + 1), fault));
  const { expression, start, duration, confidence, site, callId } = value as StoredSpan;
  return { expression, start, duration, confidence, site, callId };
}

function toReaction(value: unknown, index: number): StoredReaction {
  const reaction = parseWith(storedReactionSchema, value);
  // The largest time of a Date: a spreadsheet would not accept a later one.
  if (reaction === null || reaction.time > 8.64e15)
    throw new ImportError(words.entry(formatCount(index + 1), faults.damaged));
  return reaction;
}

function importFault(value: unknown): string | null {
  const fault = spanFault(value);
  if (fault !== null) return fault;
  const { site, callId } = value as Record<keyof StoredSpan, unknown>;
  if (!isHostName(site)) return faults.site;
  return isCallId(callId) ? null : faults.call;
}

function toTitles(value: unknown): Titles {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ImportError(words.noTitles);
  }
  const entries = Object.entries(value);
  if (!entries.every(([callId, title]) => isCallId(callId) && isTitle(title))) {
    throw new ImportError(words.badTitle);
  }
  return Object.fromEntries(entries) as Titles;
}
