/** What pages may ask of the history. The background answers; see background.ts for the envelope. */
import type { ImportResult, Titles } from '../history/change';
import type { Overview } from '../history/store';
import type { Settings } from '../settings/schema';
import type { StoredSpan } from '../types';

export type HistoryMessage =
  | { readonly type: 'get-overview' }
  | { readonly type: 'get-call'; readonly callId: string }
  | { readonly type: 'rename-call'; readonly callId: string; readonly title: string }
  | { readonly type: 'delete-call'; readonly callId: string }
  | { readonly type: 'delete-range'; readonly from: number; readonly until: number }
  | { readonly type: 'delete-all' }
  | { readonly type: 'get-storage' }
  | {
      readonly type: 'set-history';
      readonly keepHistory?: boolean;
      readonly retentionDays?: number;
    }
  /**
   * A piece of a file. The pieces of one `batch` (a UUID) come in order; with the `last` one everything is kept at
   * once, or nothing.
   */
  | {
      readonly type: 'import-part';
      readonly batch: string;
      readonly index: number;
      readonly last: boolean;
      readonly spans: readonly StoredSpan[];
      readonly titles: Titles;
    };

export interface StorageUse {
  /** What the extension's data takes on the disk; null where the browser does not say. */
  readonly bytes: number | null;
  readonly spans: number;
  /** Missing where everything is on the disk. */
  readonly trouble?: HistoryTrouble;
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
  'set-history': Settings;
  /** Null for all but the last part. */
  'import-part': ImportDone | null;
}

/** Spans in one part of an import: a message has a largest size. */
export const SPANS_A_PART = 20_000;
