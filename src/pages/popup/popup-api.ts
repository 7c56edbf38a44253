import type { AvatarChoice } from '../../shared/avatar/choice';
import type { OwnImage } from '../../shared/emoji/own-images';
import type { CallCommand, CallSnapshot } from '../../shared/messages/call-tab';
import type { PauseMinutes } from '../../shared/settings/pause';
import type { BackendChoice, Outputs, Settings } from '../../shared/settings/schema';
import type { StoredSpan } from '../../shared/types';

/** The kind of page below the popup. */
export type ActiveSite =
  | {
      readonly kind: 'call-site';
      readonly host: string;
      readonly tabId: number;
      /** The user added the site: its permission can be revoked. */
      readonly added?: true;
    }
  /** EmojiGen can run on it once the user allows it. */
  | { readonly kind: 'new-site'; readonly host: string; readonly tabId: number }
  /** A page that EmojiGen may not run on, or whose URL it may not know. */
  | { readonly kind: 'other' };

/** A frame of another site in which the call may be and EmojiGen does not run. */
export interface EmbeddedSite {
  readonly host: string;
  /** EmojiGen would run there after a reload. */
  readonly allowed: boolean;
}

/** Today's stored spans. */
export interface DaySpans {
  /** Milliseconds since the epoch: local midnight and now. */
  readonly from: number;
  readonly until: number;
  /** By start. */
  readonly spans: readonly StoredSpan[];
  /** Why the latest spans could not be saved; missing if they were. */
  readonly trouble?: string;
}

/** Everything that the popup needs from the browser. Rejections carry a message in plain words. */
export interface PopupApi {
  activeSite(): Promise<ActiveSite>;
  settings(): Promise<Settings>;
  setSite(host: string, on: boolean): Promise<Settings>;
  /** Asks the user for permission for a site; call within a click. Resolves to whether it was granted. */
  addSite(host: string): Promise<boolean>;
  /** Switches an added site off and revokes its permission. */
  forgetSite(host: string): Promise<void>;
  setAutoReactions(on: boolean): Promise<Settings>;
  setOutputs(outputs: Outputs): Promise<Settings>;
  setAvatar(avatar: AvatarChoice): Promise<Settings>;
  setBackend(backend: BackendChoice): Promise<Settings>;
  /** The call tab's state; null if nobody answers. */
  snapshot(tabId: number): Promise<CallSnapshot | null>;
  /** The first of these hosts of the tab's frames on which EmojiGen does not run; null if it runs on all. */
  embedded(tabId: number, hosts: readonly string[]): Promise<EmbeddedSite | null>;
  /** The state after the command; null if nobody answers. */
  command(tabId: number, command: CallCommand): Promise<CallSnapshot | null>;
  /** Marks the reaction of this moment as wrong. Resolves as `command`. */
  markWrong(tabId: number, time: number): Promise<CallSnapshot | null>;
  /** The master switch. */
  setEnabled(on: boolean): Promise<Settings>;
  /** When the pause everywhere ends, milliseconds since the epoch; null if there is none. */
  pausedUntil(): Promise<number | null>;
  /** Pauses everywhere; null ends it. Resolves with the new end. */
  pauseFor(minutes: PauseMinutes | null): Promise<number | null>;
  spansToday(): Promise<DaySpans>;
  /** The user's own images. */
  images(): Promise<readonly OwnImage[]>;
  /** Opens a call service in a new tab. */
  openSite(url: string): Promise<unknown>;
  /** Opens the diagnostic page for a tab. */
  openDiagnostics(tabId: number): Promise<unknown>;
  /** URL of an emoji's picture. */
  emojiUrl(codePoints: string): string;
}
