/** Requests of pages about the history. The background answers; see background.ts for the envelope. */
import * as v from 'valibot';
import type { ImportResult } from '../history/change';
import type { Overview } from '../history/store';
import { type StoredReaction, storedReactionSchema } from '../reaction-event';
import { timeSchema, uuidSchema } from '../schemas';
import { type StoredSpan, storedSpanSchema } from '../types';

/** Spans in one part of an import: the size of messages is limited. */
export const SPANS_A_PART = 20_000;
const MOST_TITLES = 100_000;
const LONGEST_TITLE = 120;

/** The user's name for a call. */
const titleSchema = v.pipe(v.string(), v.maxLength(LONGEST_TITLE));

export function isCallId(value: unknown): value is string {
  return v.is(uuidSchema, value);
}

export function isTitle(value: unknown): value is string {
  return v.is(titleSchema, value);
}

/** Normalises a text to a title. */
export function toTitle(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE);
}

/** A local day before 1970, or the first one east of Greenwich, begins before the epoch. */
const momentSchema = v.pipe(
  v.number(),
  v.minValue(-Number.MAX_SAFE_INTEGER),
  v.maxValue(Number.MAX_SAFE_INTEGER),
);

/** By call id. */
const titlesSchema = v.pipe(
  v.record(uuidSchema, titleSchema),
  v.check((titles) => Object.keys(titles).length <= MOST_TITLES),
);

export const historyMessages = [
  v.object({ type: v.literal('get-overview') }),
  v.object({ type: v.literal('get-call'), callId: uuidSchema }),
  v.object({ type: v.literal('rename-call'), callId: uuidSchema, title: titleSchema }),
  v.object({ type: v.literal('delete-call'), callId: uuidSchema }),
  v.object({ type: v.literal('delete-range'), from: momentSchema, until: momentSchema }),
  v.object({ type: v.literal('delete-all') }),
  v.object({ type: v.literal('get-storage') }),
  /** The user has seen the report of a loss. */
  v.object({ type: v.literal('loss-told') }),
  v.object({ type: v.literal('get-reactions'), from: momentSchema, until: momentSchema }),
  /**
   * A piece of a file. The pieces of one `batch` arrive in order; with the `last` one everything is saved at once, or
   * nothing. Only the shape is checked here: the history decides whether a span is valid.
   */
  v.object({
    type: v.literal('import-part'),
    batch: uuidSchema,
    index: v.pipe(v.number(), v.safeInteger()),
    last: v.boolean(),
    spans: v.pipe(
      v.array(v.object({ ...storedSpanSchema.entries, confidence: timeSchema })),
      v.maxLength(SPANS_A_PART),
    ),
    titles: titlesSchema,
    reactions: v.exactOptional(v.pipe(v.array(storedReactionSchema), v.maxLength(SPANS_A_PART))),
  }),
] as const;

export type HistoryMessage = v.InferOutput<(typeof historyMessages)[number]>;

export interface StorageUse {
  /** Bytes of the extension's data on the disk; null if the browser does not report it. */
  readonly bytes: number | null;
  readonly spans: number;
  /** Kept reactions; missing: none. */
  readonly reactions?: number;
  /** Missing if everything is saved. */
  readonly trouble?: HistoryTrouble;
  /** Missing if nothing was lost, or the user knows. */
  readonly loss?: HistoryLoss;
}

/** A part of the history that the browser has lost. */
export interface HistoryLoss {
  /** When it was noticed. Milliseconds since the epoch. */
  readonly time: number;
  /** Number of lost entries, at least. */
  readonly rows: number;
}

/** Rows that could not be saved so far. */
export interface HistoryTrouble {
  /** Why, in words for the user. */
  readonly message: string;
  /** Number of spans that are retried with the next one. */
  readonly waiting: number;
}

export interface ImportDone extends ImportResult {
  /** Skipped because they are older than the retention time (`retentionDays`). */
  readonly tooOld: number;
}

export interface HistoryAnswers {
  'get-overview': Overview;
  'get-call': readonly StoredSpan[];
  'rename-call': undefined;
  'delete-call': undefined;
  'delete-range': undefined;
  'delete-all': undefined;
  'get-storage': StorageUse;
  'get-reactions': readonly StoredReaction[];
  'loss-told': undefined;
  /** Null for all but the last part. */
  'import-part': ImportDone | null;
}
