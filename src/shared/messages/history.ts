/** What pages may ask of the history. The background answers; see background.ts for the envelope. */
import * as v from 'valibot';
import type { ImportResult } from '../history/change';
import type { Overview } from '../history/store';
import { type StoredReaction, storedReactionSchema } from '../reaction-event';
import { timeSchema, uuidSchema } from '../schemas';
import { type StoredSpan, storedSpanSchema } from '../types';

/** Spans in one part of an import: a message has a largest size. */
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

/** What is left of a text that is to be a title. */
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
  /** The user has read that something was lost. */
  v.object({ type: v.literal('loss-told') }),
  v.object({ type: v.literal('get-reactions'), from: momentSchema, until: momentSchema }),
  /**
   * A piece of a file. The pieces of one `batch` come in order; with the `last` one everything is kept at once, or
   * nothing. Only the shape is checked here: whether a span can be kept, and why not, is for the history to say.
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
  /** What the extension's data takes on the disk; null where the browser does not say. */
  readonly bytes: number | null;
  readonly spans: number;
  /** Kept reactions; missing: none. */
  readonly reactions?: number;
  /** Missing where everything is on the disk. */
  readonly trouble?: HistoryTrouble;
  /** Missing where nothing was lost, or the user knows. */
  readonly loss?: HistoryLoss;
}

/** What the browser has lost of the history. */
export interface HistoryLoss {
  /** When it was noticed. Milliseconds since the epoch. */
  readonly time: number;
  /** Entries that are gone, at least. */
  readonly rows: number;
}

/** What could not be kept so far. */
export interface HistoryTrouble {
  /** Why, in words for the user. */
  readonly message: string;
  /** Number of spans that are tried again with the next one. */
  readonly waiting: number;
}

export interface ImportDone extends ImportResult {
  /** Left out, because they are older than what is kept (`retentionDays`). */
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
