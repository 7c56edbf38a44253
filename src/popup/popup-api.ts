import type { CallSnapshot, ToCallTab } from '../messages/background';
import type { BackendChoice, Outputs, Settings } from '../settings/schema';
import type { StoredSpan } from '../types';

/** What stands in the tab that the popup was opened over. */
export type ActiveSite =
  | { readonly kind: 'call-site'; readonly host: string; readonly tabId: number }
  /** A page EmojiGen may not run on, or whose address it may not know. */
  | { readonly kind: 'other' };

/** The kept spans of the local day so far. */
export interface DaySpans {
  /** Milliseconds since the epoch: local midnight and now. */
  readonly from: number;
  readonly until: number;
  /** By start. */
  readonly spans: readonly StoredSpan[];
}

/** All that the popup asks of the browser. What rejects carries a message in plain words. */
export interface PopupApi {
  activeSite(): Promise<ActiveSite>;
  settings(): Promise<Settings>;
  setSite(host: string, on: boolean): Promise<Settings>;
  setAutoReactions(on: boolean): Promise<Settings>;
  setOutputs(outputs: Outputs): Promise<Settings>;
  setBackend(backend: BackendChoice): Promise<Settings>;
  /** What the call tab is doing; null where nobody answers in it. */
  snapshot(tabId: number): Promise<CallSnapshot | null>;
  /** The state after the command; null where nobody answers. */
  command(tabId: number, command: Exclude<ToCallTab['type'], 'snapshot'>): Promise<CallSnapshot | null>;
  spansToday(): Promise<DaySpans>;
  /** Address of an emoji's picture. */
  emojiUrl(codePoints: string): string;
}
