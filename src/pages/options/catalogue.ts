/** All settings of the settings page: their group, their control, what they read and write. Pure. */
import { EMOJI_SETS, SKIN_TONES } from '../../shared/emoji/emoji-settings';
import { LANGUAGE_CHOICES, LANGUAGE_NAMES } from '../../shared/language/languages';
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

/** A control's value. */
export type Value = boolean | string;

export type Control =
  | { readonly kind: 'switch' }
  /** A few values side by side. */
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** Many values, in a drop-down list. */
  | { readonly kind: 'select'; readonly values: readonly string[] }
  /** Link to another page. */
  | { readonly kind: 'link'; readonly href: string }
  /** Rendered by its own component (own-controls.tsx). */
  | { readonly kind: 'own' };

export interface SettingWords {
  readonly label: string;
  readonly hint?: string;
  /** Search terms that are not in the other words. */
  readonly keywords?: string;
  /** Labels of its values. */
  readonly choices?: Readonly<Record<string, string>>;
}

export interface Setting<I extends string = string> {
  /** Name of its words in words.ts, unless it has its own. */
  readonly id: I;
  readonly words?: SettingWords;
  /** Labels of values that are the same in every language. */
  readonly names?: Readonly<Record<string, string>>;
  readonly group: Group;
  readonly control: Control;
  /** The settings that it changes; a reset gives them their defaults. */
  readonly keys: readonly SettingKey[];
  /** Missing for links and own controls only. */
  readonly get?: (settings: Settings) => Value;
  readonly set?: (settings: Settings, value: Value) => SettingsPatch;
  /** Whether a change needs confirmation because it deletes data. */
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

/** A boolean field of `outputs`. */
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

/** Days; 0: forever. */
export const RETENTIONS = ['7', '30', '90', '365', '730', '0'] as const;

const LANGUAGE: Setting<'language'> = {
  ...choice('language', 'appearance', LANGUAGE_CHOICES),
  control: { kind: 'select', values: LANGUAGE_CHOICES },
  names: LANGUAGE_NAMES,
};

const RETENTION: Setting<'retentionDays'> = {
  id: 'retentionDays',
  group: 'data',
  control: { kind: 'select', values: RETENTIONS },
  keys: ['retentionDays'],
  get: ({ retentionDays }) => String(retentionDays),
  set: (_, value) => ({ retentionDays: Number(value) }),
  asks: ({ retentionDays }, value) => keepsLess(Number(value), retentionDays),
};

/** Whether this retention deletes data that the previous one kept. */
function keepsLess(days: number, before: number): boolean {
  return days !== 0 && (before === 0 || days < before);
}

/** Settings about when reactions come; reaction-rules defines them with their words. */
const RULES: readonly Setting[] = REACTION_SETTINGS.map((rule) => ({
  id: rule.id,
  group: 'reactions',
  keys: ['reactions'],
  control: { kind: 'choice', values: rule.choices.map(({ value }) => value) },
  // Read lazily: the language may be set later.
  get words() {
    const { label, hint, keywords, choices } = rule;
    const names = Object.fromEntries(choices.map(({ value, name }) => [value, name]));
    return { label, hint, keywords, choices: names };
  },
  get: ({ reactions }) => rule.read(reactions),
  set: ({ reactions }, value) => ({ reactions: rule.write(reactions, String(value)) }),
}));

/** In display order, except the rules. */
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
  LANGUAGE,
  link('emoji', 'appearance', '/emoji.html'),
  look('set', 'choice', EMOJI_SETS),
  look('skinTone', 'select', SKIN_TONES),
  toggle('overlayDetails', 'appearance'),
  toggle('callSummary', 'appearance'),
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

/** Settings with words in words.ts. */
export type NamedId = (typeof NAMED)[number]['id'];

/** In display order within their groups. */
export const SETTINGS: readonly Setting[] = NAMED.flatMap((setting): readonly Setting[] =>
  setting.id === 'calibrate' ? [...RULES, setting] : [setting],
);

/**
 * A patch that resets one group, or all settings, to their defaults. Added sites stay in the list, switched off: otherwise
 * the page could no longer revoke their permission.
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

/** Whether the patch deletes stored history. */
export function deletesHistory(settings: Settings, { retentionDays }: SettingsPatch): boolean {
  return retentionDays !== undefined && keepsLess(retentionDays, settings.retentionDays);
}
