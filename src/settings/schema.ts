/** Settings: declared once, with their defaults. Stored under one key, with a version (see migrations.ts). */

export const BACKENDS = ['auto', 'webgl', 'wasm'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/** What others in the call get to see. Each is off until the user chooses it. */
export interface Outputs {
  /** The call site's own reaction is pressed for the user. */
  readonly siteReaction: boolean;
}

export interface Settings {
  readonly version: 1;
  /** Host name -> on. A site that is not listed is off: nothing runs until the user turns it on. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** Whether a recognised expression pops up by itself. */
  readonly autoReactions: boolean;
  /** Where the networks run; `auto` probes for a real GPU. */
  readonly backend: BackendChoice;
  /** Host name -> top left corner of the overlay in fractions (0..1) of the window. */
  readonly overlayPosition: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  readonly outputs: Outputs;
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  sites: {},
  autoReactions: false,
  backend: 'auto',
  overlayPosition: {},
  outputs: { siteReaction: false },
};

/** Whether EmojiGen may read the camera on this host. */
export function isSiteOn(settings: Settings, host: string): boolean {
  return Object.hasOwn(settings.sites, host) && settings.sites[host] === true;
}
