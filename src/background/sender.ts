import type { RawSender } from '../shared/messages/background';
import { hostOf } from '../shared/settings/host';

/** The extension's own id and the URL prefix of its pages (`runtime.getURL('')`). */
export interface Self {
  readonly id: string;
  readonly base: string;
}

/** The sender of a message, according to the browser and not to the message. */
export type Sender =
  /** A page of the extension: offscreen document, popup. */
  | { readonly kind: 'page' }
  /** A content script of the extension in a web page. */
  | {
      readonly kind: 'tab';
      readonly tabId: number;
      /** Host of the top page. */
      readonly host: string;
      /** Host of the sending frame; the same as `host` if it has none of its own. */
      readonly frameHost: string;
      readonly isPrivate: boolean;
    };

/** The sender, or null for anyone who is not allowed to send (other extensions, pages without a host). */
export function senderOf(raw: RawSender, self: Self): Sender | null {
  if (raw.id !== self.id) return null;
  if (raw.url?.startsWith(self.base)) return { kind: 'page' };
  // The user switches the top page on or off; its frames, even foreign and blank ones, follow it.
  const host = hostOf(raw.tab?.url) ?? hostOf(raw.url);
  if (raw.tab?.id === undefined || !host) return null;
  const frameHost = hostOf(raw.url) ?? host;
  return { kind: 'tab', tabId: raw.tab.id, host, frameHost, isPrivate: raw.tab.incognito === true };
}
