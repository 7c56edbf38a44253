/** Every setting on the settings page: where it stands, how it is shown, what it reads and writes. Pure. */
import { EMOJI_SETS, SKIN_TONES } from '../../shared/emoji/emoji-settings';
import type { SettingKey, SettingsPatch } from '../../shared/settings/patch';
import { isSame } from '../../shared/settings/patch';
import {
  BACKENDS,
  CPU_BUDGETS,
  DEFAULT_SETTINGS,
  MASKS,
  type Settings,
  THEMES,
} from '../../shared/settings/schema';
import { addedHosts } from '../../shared/sites/known';
import { REACTION_SETTINGS } from '../ui/reaction-rules/settings';

export const GROUPS = [
  'reactions',
  'outputs',
  'appearance',
  'sites',
  'data',
  'keys',
  'performance',
  'sync',
] as const;
export type Group = (typeof GROUPS)[number];

/** What a control shows and gives. */
export type Value = boolean | string;

export type Control =
  | { readonly kind: 'switch' }
  /** A few names beside each other. */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** More, in a list that opens. */
  | { readonly kind: 'select'; readonly values: readonly string[] }
  /** Another page. */
  | { readonly kind: 'link'; readonly href: string }
  /** Drawn by a component of its own (own-controls.tsx). */
  | { readonly kind: 'own' };

export interface SettingWords {
  readonly label: string;
  readonly hint?: string;
  /** What people may look for and is not in the other words. */
  readonly keywords?: string;
  /** Names of its values. */
  readonly choices?: Readonly<Record<string, string>>;
}

export interface Setting<I extends string = string> {
  /** Its words stand under this name in words.ts, unless it brings its own. */
  readonly id: I;
  readonly words?: SettingWords;
  readonly group: Group;
  readonly control: Control;
  /** The settings it belongs to; a reset gives them their defaults. */
  readonly keys: readonly SettingKey[];
  /** For all but links and own controls. */
  readonly get?: (settings: Settings) => Value;
  readonly set?: (settings: Settings, value: Value) => SettingsPatch;
  /** Whether a change must be confirmed first: it deletes something. */
  readonly asks?: (settings: Settings, value: Value) => boolean;
}

type KeyOf<T> = { [K in SettingKey]: Settings[K] extends T ? K : never }[SettingKey];

function toggle<I extends KeyOf<boolean>>(id: I, group: Group): Setting<I> {
  return {
    id,
    group,
    control: { kind: 'switch' },
    keys: [id],
    get: (settings) => settings[id],
    set: (_, on) => ({ [id]: on === true }),
  };
}

function choice<I extends KeyOf<string>>(id: I, group: Group, values: readonly Settings[I][]): Setting<I> {
  return {
    id,
    group,
    control: { kind: 'choice', values },
    keys: [id],
    get: (settings) => settings[id],
    set: (_, value) => ({ [id]: value }),
  };
}

function link<I extends string>(id: I, group: Group, href: string): Setting<I> {
  return { id, group, control: { kind: 'link', href }, keys: [] };
}

function own<I extends string>(id: I, group: Group, keys: readonly SettingKey[] = []): Setting<I> {
  return { id, group, control: { kind: 'own' }, keys };
}

/** A field of `outputs` that is on or off. */
function output<F extends 'video' | 'siteReaction'>(field: F): Setting<F> {
  return {
    id: field,
    group: 'outputs',
    control: { kind: 'switch' },
    keys: ['outputs'],
    get: ({ outputs }) => outputs[field],
    set: ({ outputs }, on) => ({ outputs: { ...outputs, [field]: on === true } }),
  };
}

const MASK: Setting<'mask'> = {
  id: 'mask',
  group: 'outputs',
  control: { kind: 'choice', values: MASKS },
  keys: ['outputs'],
  get: ({ outputs }) => outputs.mask,
  set: ({ outputs }, value) => ({ outputs: { ...outputs, mask: value as never } }),
};

/** A field of `emoji` with several values. */
function look<F extends 'set' | 'skinTone'>(
  field: F,
  kind: 'choice' | 'select',
  values: readonly string[],
): Setting<F> {
  return {
    id: field,
    group: 'appearance',
    control: { kind, values },
    keys: ['emoji'],
    get: ({ emoji }) => emoji[field],
    set: ({ emoji }, value) => ({ emoji: { ...emoji, [field]: value as never } }),
  };
}

/** Days; 0: for good. */
export const RETENTIONS = ['7', '30', '90', '365', '730', '0'] as const;

const RETENTION: Setting<'retentionDays'> = {
  id: 'retentionDays',
  group: 'data',
  control: { kind: 'select', values: RETENTIONS },
  keys: ['retentionDays'],
  get: ({ retentionDays }) => String(retentionDays),
  set: (_, value) => ({ retentionDays: Number(value) }),
  asks: ({ retentionDays }, value) => keepsLess(Number(value), retentionDays),
};

/** Whether keeping for so many days deletes something that the days before have kept. */
function keepsLess(days: number, before: number): boolean {
  return days !== 0 && (before === 0 || days < before);
}

/** When reactions come: described where that is worked out, with their words. */
const RULES: readonly Setting[] = REACTION_SETTINGS.map((rule) => ({
  id: rule.id,
  group: 'reactions',
  keys: ['reactions'],
  control: { kind: 'choice', values: rule.choices.map(({ value }) => value) },
  // Looked up when they are read: the language may be known later than this.
  get words() {
    const { label, hint, keywords, choices } = rule;
    const names = Object.fromEntries(choices.map(({ value, name }) => [value, name]));
    return { label, hint, keywords, choices: names };
  },
  get: ({ reactions }) => rule.read(reactions),
  set: ({ reactions }, value) => ({ reactions: rule.write(reactions, String(value)) }),
}));

/** In the order in which they are shown, but for the rules. */
const NAMED = [
  toggle('enabled', 'reactions'),
  toggle('autoReactions', 'reactions'),
  link('calibrate', 'reactions', '/calibrate.html'),
  output('video'),
  MASK,
  own('avatar', 'outputs', ['avatar']),
  own('pops', 'outputs', ['pops']),
  output('siteReaction'),
  choice('theme', 'appearance', THEMES),
  link('emoji', 'appearance', '/emoji.html'),
  look('set', 'choice', EMOJI_SETS),
  look('skinTone', 'select', SKIN_TONES),
  toggle('overlayDetails', 'appearance'),
  own('overlayPosition', 'appearance', ['overlayPosition']),
  own('sites', 'sites', ['sites']),
  toggle('keepHistory', 'data'),
  RETENTION,
  link('history', 'data', '/dashboard.html'),
  own('keys', 'keys'),
  choice('cpuBudget', 'performance', CPU_BUDGETS),
  choice('backend', 'performance', BACKENDS),
  own('sync', 'sync'),
] as const satisfies readonly Setting[];

/** Those whose words stand in words.ts. */
export type NamedId = (typeof NAMED)[number]['id'];

/** In the order in which they are shown within their groups. */
export const SETTINGS: readonly Setting[] = NAMED.flatMap((setting): readonly Setting[] =>
  setting.id === 'calibrate' ? [...RULES, setting] : [setting],
);

/**
 * The settings of one group, or of all, as they were when EmojiGen was new: what has to change for that. Sites that
 * were added stay, turned off: the page could no longer take the permission of one that it does not list.
 */
export function resetPatch(settings: Settings, group: Group | null): SettingsPatch {
  const keys = SETTINGS.filter((setting) => group === null || setting.group === group).flatMap(
    (setting): readonly SettingKey[] => setting.keys,
  );
  const sites = Object.fromEntries(addedHosts(settings.sites).map((host) => [host, false]));
  const fresh: Settings = { ...DEFAULT_SETTINGS, sites };
  const changed = keys.filter((key) => !isSame(settings[key], fresh[key]));
  return Object.fromEntries(changed.map((key) => [key, fresh[key]])) as SettingsPatch;
}

/** Whether the patch deletes what is kept. */
export function deletesHistory(settings: Settings, { retentionDays }: SettingsPatch): boolean {
  return retentionDays !== undefined && keepsLess(retentionDays, settings.retentionDays);
}
