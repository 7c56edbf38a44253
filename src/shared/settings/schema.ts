/** Settings: declared once, with their defaults. Stored under one key, with a version (see migrations.ts). */

import { DEFAULT_EMOJI_SETTINGS, type EmojiSettings } from '../emoji/emoji-settings';
import { isChosen } from './call-hosts';
import { DEFAULT_REACTION_SETTINGS, type ReactionSettings } from './reaction-settings';

export const BACKENDS = ['auto', 'webgl', 'wasm'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/** How much of the processor analysing may take (src/analysis/scheduling/plan). */
export const CPU_BUDGETS = ['low', 'balanced', 'fast'] as const;
export type CpuBudget = (typeof CPU_BUDGETS)[number];

/** What shows in the outgoing picture when the mask is on and the face is lost; `off`: no mask. */
export const MASKS = ['off', 'hold', 'blur', 'black'] as const;
export type MaskChoice = (typeof MASKS)[number];

/** What others in the call get to see. Each is off until the user chooses it. */
export interface Outputs {
  /** The emoji pops up inside the outgoing camera picture. */
  readonly video: boolean;
  /** An emoji covers the face in the outgoing camera picture. */
  readonly mask: MaskChoice;
  /** The call site's own reaction is pressed for the user. */
  readonly siteReaction: boolean;
}

/** The part of them in the outgoing camera picture. */
export type VideoOutputs = Pick<Outputs, 'video' | 'mask'>;

export interface Settings {
  readonly version: 1;
  /** The master switch: off, nothing runs anywhere, and the sites keep what was chosen for them. */
  readonly enabled: boolean;
  /** Host name -> on. A site that is not listed is off: nothing runs until the user turns it on. */
  readonly sites: Readonly<Record<string, boolean>>;
  /** Whether a recognised expression pops up by itself. */
  readonly autoReactions: boolean;
  /** When a recognised expression becomes a reaction. */
  readonly reactions: ReactionSettings;
  /** Which emoji a reaction shows. */
  readonly emoji: EmojiSettings;
  /** Where the networks run; `auto` probes for a real GPU. */
  readonly backend: BackendChoice;
  readonly cpuBudget: CpuBudget;
  /** Host name -> top left corner of the overlay in fractions (0..1) of the window. */
  readonly overlayPosition: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Whether expressions are kept at all; off is the private mode. */
  readonly keepHistory: boolean;
  /** Days after which kept expressions are deleted; 0 keeps them for good. */
  readonly retentionDays: number;
  /** Whether the overlay opens with its details. */
  readonly overlayDetails: boolean;
  readonly outputs: Outputs;
}

/** Whether a value can be `retentionDays`: whole days up to ten years. */
export function isRetention(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 3660;
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  enabled: true,
  sites: {},
  autoReactions: false,
  reactions: DEFAULT_REACTION_SETTINGS,
  emoji: DEFAULT_EMOJI_SETTINGS,
  backend: 'auto',
  cpuBudget: 'balanced',
  overlayPosition: {},
  keepHistory: true,
  retentionDays: 30,
  overlayDetails: false,
  outputs: { video: false, mask: 'off', siteReaction: false },
};

/** Whether the user has turned this host on, be the master switch on or off. */
export function isSiteChosen(settings: Settings, host: string): boolean {
  return isChosen(settings.sites, host);
}

/** Whether EmojiGen may read the camera on this host. */
export function isSiteOn(settings: Settings, host: string): boolean {
  return settings.enabled && isSiteChosen(settings, host);
}
