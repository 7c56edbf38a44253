/** The settings and their defaults. Stored under one key, with a version (see migrations.ts). */

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
import { LANGUAGE_CHOICES } from '../language/languages';
import { fractionSchema, hostSchema, recordOf } from '../schemas';
import { isChosen } from './call-hosts';
import { reactionSettingsSchema } from './reaction-settings';

export const BACKENDS = ['auto', 'webgl', 'wasm'] as const;
export type BackendChoice = (typeof BACKENDS)[number];

/** Share of the processor that the analysis may use (src/analysis/scheduling/plan). */
export const CPU_BUDGETS = ['low', 'balanced', 'fast'] as const;
export type CpuBudget = (typeof CPU_BUDGETS)[number];

/** Colours of the extension's pages. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the outgoing picture shows if the mask is on and the face is lost; `off`: no mask. */
export const MASKS = ['off', 'hold', 'blur', 'black'] as const;
export type MaskChoice = (typeof MASKS)[number];

/** What others in the call see. Everything is off until the user chooses it. */
const outputsSchema = v.object({
  /** The emoji pops up inside the outgoing camera picture. */
  video: v.fallback(v.boolean(), false),
  /** An emoji covers the face in the outgoing camera picture. */
  mask: v.fallback(v.picklist(MASKS), 'off'),
  /** EmojiGen presses the call site's own reaction. */
  siteReaction: v.fallback(v.boolean(), false),
});
export type Outputs = Readonly<v.InferOutput<typeof outputsSchema>>;

/** The outputs in the outgoing camera picture. */
export interface VideoOutputs extends Pick<Outputs, 'video' | 'mask'> {
  /** Missing: the still emoji, and no companion. */
  readonly avatar?: AvatarChoice;
  readonly pops?: PopChoice;
}

/** Whole days up to ten years. */
const retentionSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3660));
const positionSchema = v.object({ x: fractionSchema, y: fractionSchema });

/** All settings with their defaults, which also replace missing or damaged values. */
export const settingsSchema = v.object({
  version: v.fallback(v.literal(2), 2),
  /** The master switch. While it is off nothing runs, and the sites keep their own switches. */
  enabled: v.fallback(v.boolean(), true),
  /** Host name -> on. An unlisted site is off: no camera is read there until the user switches it on. */
  sites: v.fallback(recordOf(hostSchema, v.boolean()), {}),
  /** Whether recognised expressions react automatically. */
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
  /** Whether expressions are stored; off is the private mode. */
  keepHistory: v.fallback(v.boolean(), true),
  /** Days after which stored expressions are deleted; 0 keeps them forever. */
  retentionDays: v.fallback(retentionSchema, 30),
  /** The colours of the extension's own pages. */
  theme: v.fallback(v.picklist(THEMES), 'system'),
  /** The language of all words; `system`: the browser's. */
  language: v.fallback(v.picklist(LANGUAGE_CHOICES), 'system'),
  /** Whether the overlay opens with its details. */
  overlayDetails: v.fallback(v.boolean(), false),
  /** Whether a summary is shown after a call. */
  callSummary: v.fallback(v.boolean(), true),
  outputs: v.fallback(outputsSchema, v.parse(outputsSchema, {})),
  /** The figure in the outgoing picture. */
  avatar: v.fallback(avatarSchema, DEFAULT_AVATAR),
  /** How reactions look in the outgoing picture. */
  pops: v.fallback(popSchema, DEFAULT_POPS),
});
export type Settings = Readonly<v.InferOutput<typeof settingsSchema>>;

export const DEFAULT_SETTINGS: Settings = v.parse(settingsSchema, {});

/** Whether the user has switched this host on, regardless of the master switch. */
export function isSiteChosen(settings: Settings, host: string): boolean {
  return isChosen(settings.sites, host);
}

/** Whether EmojiGen may read the camera on this host. */
export function isSiteOn(settings: Settings, host: string): boolean {
  return settings.enabled && isSiteChosen(settings, host);
}
