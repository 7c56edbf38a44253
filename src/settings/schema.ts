/** Settings: declared once, with their defaults. Stored under one key, with a version (see migrations.ts). */

import { DEFAULT_EMOJI_CHOICE, type EmojiChoice } from '../emoji/choice';

export const BACKENDS = ['auto', 'webgl', 'wasm'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

export interface Settings {
  readonly version: 1;
  /** Host name -> on. A site that is not listed is off: nothing runs until the user turns it on. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** Whether a recognised expression pops up by itself. */
  readonly autoReactions: boolean;
  /** Which emoji a reaction shows. */
  readonly emoji: EmojiChoice;
  /** Where the networks run; `auto` probes for a real GPU. */
  readonly backend: BackendChoice;
  /** Host name -> top left corner of the overlay in fractions (0..1) of the window. */
  readonly overlayPosition: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  sites: {},
  autoReactions: false,
  emoji: DEFAULT_EMOJI_CHOICE,
  backend: 'auto',
  overlayPosition: {},
};

/** Whether EmojiGen may read the camera on this host. */
export function isSiteOn(settings: Settings, host: string): boolean {
  return Object.hasOwn(settings.sites, host) && settings.sites[host] === true;
}
