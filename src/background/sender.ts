import type { RawSender } from '../shared/messages/background';
import { hostOf } from '../shared/settings/host';

/** This extension's own id and the address its pages begin with (`runtime.getURL('')`). */
export interface Self {
  readonly id: string;
  readonly base: string;
}

/** Who sent a message, told by the browser and not by the message. */
export type Sender =
  /** A page of this extension: offscreen document, popup. */
  | { readonly kind: 'page' }
  /** A content script of this extension in a web page. */
  | {
      readonly kind: 'tab';
      readonly tabId: number;
      /** Of the page in the address bar. */
      readonly host: string;
      /** Of the frame that speaks; as `host` where it has none of its own. */
      readonly frameHost: string;
      readonly isPrivate: boolean;
    };

/** The sender, or null for anyone who has no say here (other extensions, pages without a host). */
export function senderOf(raw: RawSender, self: Self): Sender | null {
  if (raw.id !== self.id) return null;
  if (raw.url?.startsWith(self.base)) return { kind: 'page' };
  // The page in the address bar is what the user switches on; frames in it, also foreign and blank ones, follow it.
  const host = hostOf(raw.tab?.url) ?? hostOf(raw.url);
  if (raw.tab?.id === undefined || !host) return null;
  const frameHost = hostOf(raw.url) ?? host;
  return { kind: 'tab', tabId: raw.tab.id, host, frameHost, isPrivate: raw.tab.incognito === true };
}
