/** Settings: declared once, with their defaults. Stored under one key, with a version (see migrations.ts). */

import * as v from 'valibot';
import {
  type AvatarChoice,
  avatarSchema,
  DEFAULT_AVATAR,
  DEFAULT_POPS,
  type PopChoice,
  popSchema,
} from '../avatar/choice';
import { emojiSettingsSchema } from '../emoji/emoji-settings';
import { fractionSchema, hostSchema, recordOf } from '../schemas';
import { isChosen } from './call-hosts';
import { reactionSettingsSchema } from './reaction-settings';

export const BACKENDS = ['auto', 'webgl', 'wasm'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/** How much of the processor analysing may take (src/analysis/scheduling/plan). */
export const CPU_BUDGETS = ['low', 'balanced', 'fast'] as const;
export type CpuBudget = (typeof CPU_BUDGETS)[number];

/** Colours of the extension's pages. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What shows in the outgoing picture when the mask is on and the face is lost; `off`: no mask. */
export const MASKS = ['off', 'hold', 'blur', 'black'] as const;
export type MaskChoice = (typeof MASKS)[number];

/** What others in the call get to see. Each is off until the user chooses it. */
const outputsSchema = v.object({
  /** The emoji pops up inside the outgoing camera picture. */
  video: v.fallback(v.boolean(), false),
  /** An emoji covers the face in the outgoing camera picture. */
  mask: v.fallback(v.picklist(MASKS), 'off'),
  /** The call site's own reaction is pressed for the user. */
  siteReaction: v.fallback(v.boolean(), false),
});
export type Outputs = Readonly<v.InferOutput<typeof outputsSchema>>;

/** The part of them in the outgoing camera picture. */
export interface VideoOutputs extends Pick<Outputs, 'video' | 'mask'> {
  /** Missing: the still emoji, and no companion. */
  readonly avatar?: AvatarChoice;
  readonly pops?: PopChoice;
}

/** Whole days up to ten years. */
const retentionSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3660));
const positionSchema = v.object({ x: fractionSchema, y: fractionSchema });

/** Every setting with its default, which also stands for what is missing or damaged on the disk. */
export const settingsSchema = v.object({
  version: v.fallback(v.literal(2), 2),
  /** The master switch: off, nothing runs anywhere, and the sites keep what was chosen for them. */
  enabled: v.fallback(v.boolean(), true),
  /** Host name -> on. A site that is not listed is off: nothing runs until the user turns it on. */
  sites: v.fallback(recordOf(hostSchema, v.boolean()), {}),
  /** Whether a recognised expression pops up by itself. */
  autoReactions: v.fallback(v.boolean(), false),
  /** When a recognised expression becomes a reaction. */
  reactions: reactionSettingsSchema,
  /** Which emoji a reaction shows. */
  emoji: emojiSettingsSchema,
  /** Where the networks run; `auto` probes for a real GPU. */
  backend: v.fallback(v.picklist(BACKENDS), 'auto'),
  cpuBudget: v.fallback(v.picklist(CPU_BUDGETS), 'balanced'),
  /** Host name -> top left corner of the overlay in fractions (0..1) of the window. */
  overlayPosition: v.fallback(recordOf(hostSchema, positionSchema), {}),
  /** Whether expressions are kept at all; off is the private mode. */
  keepHistory: v.fallback(v.boolean(), true),
  /** Days after which kept expressions are deleted; 0 keeps them for good. */
  retentionDays: v.fallback(retentionSchema, 30),
  /** The colours of the extension's own pages. */
  theme: v.fallback(v.picklist(THEMES), 'system'),
  /** Whether the overlay opens with its details. */
  overlayDetails: v.fallback(v.boolean(), false),
  outputs: v.fallback(outputsSchema, v.parse(outputsSchema, {})),
  /** The figure in the outgoing picture. */
  avatar: v.fallback(avatarSchema, DEFAULT_AVATAR),
  /** How reactions look in the outgoing picture. */
  pops: v.fallback(popSchema, DEFAULT_POPS),
});
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {});

/** Whether the user has turned this host on, be the master switch on or off. */
export function isSiteChosen(settings: Settings, host: string): boolean {
  return isChosen(settings.sites, host);
}

/** Whether EmojiGen may read the camera on this host. */
export function isSiteOn(settings: Settings, host: string): boolean {
  return settings.enabled && isSiteChosen(settings, host);
}
