import type { AvatarChoice } from '../../shared/avatar/choice';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { CallCommand, CallSnapshot } from '../../shared/messages/background';
import type { PauseMinutes } from '../../shared/settings/pause';
import type { BackendChoice, Outputs, Settings } from '../../shared/settings/schema';
import type { StoredSpan } from '../../shared/types';

/** What stands in the tab that the popup was opened over. */
export type ActiveSite =
  | {
      readonly kind: 'call-site';
      readonly host: string;
      readonly tabId: number;
      /** The user has added it: the permission can be given back. */
      readonly added?: true;
    }
  /** EmojiGen may run on it once the user allows it. */
  | { readonly kind: 'new-site'; readonly host: string; readonly tabId: number }
  /** A page EmojiGen may not run on, or whose address it may not know. */
  | { readonly kind: 'other' };

/** A part of the page, of another site, in which the call may be and EmojiGen does not run. */
export interface EmbeddedSite {
  readonly host: string;
  /** It would run there after a reload. */
  readonly allowed: boolean;
}

/** The kept spans of the local day so far. */
export interface DaySpans {
  /** Milliseconds since the epoch: local midnight and now. */
  readonly from: number;
  readonly until: number;
  /** By start. */
  readonly spans: readonly StoredSpan[];
  /** Why the latest could not be kept; missing if they were. */
  readonly trouble?: string;
}

/** Everything that the popup needs from the browser. Rejections carry a message in plain words. */
export interface PopupApi {
  activeSite(): Promise<ActiveSite>;
  settings(): Promise<Settings>;
  setSite(host: string, on: boolean): Promise<Settings>;
  /** Asks the user for a site; call within a click. Resolves to whether the answer was yes. */
  addSite(host: string): Promise<boolean>;
  /** Turns an added site off and gives its permission back. */
  forgetSite(host: string): Promise<void>;
  setAutoReactions(on: boolean): Promise<Settings>;
  setOutputs(outputs: Outputs): Promise<Settings>;
  setAvatar(avatar: AvatarChoice): Promise<Settings>;
  setBackend(backend: BackendChoice): Promise<Settings>;
  /** What the call tab is doing; null if nobody answers in it. */
  snapshot(tabId: number): Promise<CallSnapshot | null>;
  /** The first of these hosts, of frames in the tab, on which EmojiGen does not run; null if it runs on all. */
  embedded(tabId: number, hosts: readonly string[]): Promise<EmbeddedSite | null>;
  /** The state after the command; null if nobody answers. */
  command(tabId: number, command: CallCommand): Promise<CallSnapshot | null>;
  /** The user says that the reaction of this moment was wrong. The state after it, as for `command`. */
  markWrong(tabId: number, time: number): Promise<CallSnapshot | null>;
  /** The master switch. */
  setEnabled(on: boolean): Promise<Settings>;
  /** When the pause everywhere is over, milliseconds since the epoch; null: there is none. */
  pausedUntil(): Promise<number | null>;
  /** Pauses everywhere; null ends it. Resolves with the new end. */
  pauseFor(minutes: PauseMinutes | null): Promise<number | null>;
  spansToday(): Promise<DaySpans>;
  /** The user's own images. */
  images(): Promise<readonly OwnImage[]>;
  /** Opens a call service in a new tab. */
  openSite(url: string): Promise<unknown>;
  /** Shows what is found on the page in a tab. */
  openDiagnostics(tabId: number): Promise<unknown>;
  /** URL of an emoji's picture. */
  emojiUrl(codePoints: string): string;
}
