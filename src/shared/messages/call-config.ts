/** What a call page is told of the user's choices. */
import type { OwnImage } from '../emoji/own-images';
import type { LocaleMessages } from '../language/messages';
import type { Settings } from '../settings/schema';

/** The user's choices that a call page knows: only those for its own site. It cannot access the storage itself. */
export interface CallConfig {
  readonly settings: Settings;
  /** The images that slots use. */
  readonly images: readonly OwnImage[];
  /** When the pause everywhere ends, milliseconds since the epoch; null if there is none. */
  readonly pausedUntil: number | null;
  readonly hints: CallHints;
  /** In the language that the user chose; null: the browser's own. */
  readonly words: LocaleMessages | null;
}

/** What the page may tell the user once, and the keys that it names. */
export interface CallHints {
  /** Offer to turn EmojiGen on here. */
  readonly offer: boolean;
  /** Explain the card. */
  readonly tour: boolean;
  readonly keys: HotkeyNames;
}

/** The user's own keys by command, as the browser writes them: `Alt+Shift+K`. A command without a key is missing. */
export type HotkeyNames = Readonly<Record<string, string>>;

/** Background -> every frame of every call tab: the answer to `get-call-config` has changed. */
export type ConfigChanged = { readonly to: 'call'; readonly type: 'config-changed' };
