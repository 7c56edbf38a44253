import type { OwnImage } from '../../shared/emoji/own-images';
import type { Titles } from '../../shared/history/change';
import type { Overview } from '../../shared/history/store';
import type { ImportDone, StorageUse } from '../../shared/messages/history';
import type { StoredReaction } from '../../shared/reaction-event';
import type { Settings } from '../../shared/settings/schema';
import type { OffsetAt } from '../../shared/statistics/periods';
import type { StoredSpan } from '../../shared/types';

/** Everything that the dashboard needs from the browser. Rejections carry a message in plain words. */
export interface DashboardApi {
  overview(): Promise<Overview>;
  settings(): Promise<Settings>;
  storage(): Promise<StorageUse>;
  /** The user's own images. */
  images(): Promise<readonly OwnImage[]>;
  /** The user has seen the report of a loss. */
  lossTold(): Promise<void>;
  /** By start. */
  callSpans(callId: string): Promise<readonly StoredSpan[]>;
  rename(callId: string, title: string): Promise<void>;
  deleteCall(callId: string): Promise<void>;
  deleteRange(from: number, until: number): Promise<void>;
  deleteAll(): Promise<void>;
  setHistory(wanted: Partial<Pick<Settings, 'keepHistory' | 'retentionDays'>>): Promise<void>;
  /** All stored spans, by start. */
  allSpans(overview: Overview): Promise<readonly StoredSpan[]>;
  /** All stored reactions, by time. */
  allReactions(): Promise<readonly StoredReaction[]>;
  /** Those with `from <= time < until`, by time. */
  reactionsBetween(from: number, until: number): Promise<readonly StoredReaction[]>;
  /** @param progress called with 0..1 */
  importSpans(
    spans: readonly StoredSpan[],
    titles: Titles,
    progress: (done: number) => void,
    reactions?: readonly StoredReaction[],
  ): Promise<ImportDone>;
  /** Saves a file for the user. */
  save(name: string, type: string, text: string): void;
  emojiUrl(codePoints: string): string;
  now(): number;
  offsetAt: OffsetAt;
}
