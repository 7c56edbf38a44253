import { parseEmojiSettings } from '../emoji/emoji-settings';
import { isHostName } from './host';
import { parseReactionSettings } from './reaction-settings';
import {
  BACKENDS,
  type BackendChoice,
  CPU_BUDGETS,
  type CpuBudget,
  DEFAULT_SETTINGS,
  isRetention,
  MASKS,
  type MaskChoice,
  type Outputs,
  type Settings,
} from './schema';

type Raw = Readonly<Record<string, unknown>>;

/**
 * The step at index n turns settings of version n into version n + 1. Pure, and tolerant: fields may be missing
 * or damaged, since they are checked only after the last step. Released steps are never edited.
 */
export const MIGRATIONS: readonly ((raw: Raw) => Raw)[] = [
  // Version 0 is what has no version at all; its fields already have their present names.
  (raw) => raw,
];

export interface ParsedSettings {
  readonly settings: Settings;
  /** Written by a newer EmojiGen: `settings` is the best this one can read, and must not be written back. */
  readonly newer: boolean;
}

/** Valid settings out of anything. Whatever is missing or damaged has its default; never throws. */
export function parseSettings(value: unknown): ParsedSettings {
  const raw = asRecord(value);
  const version = isVersion(raw.version) ? raw.version : 0;
  const current = MIGRATIONS.slice(version).reduce((older, step) => step(older), raw);
  return {
    newer: version > MIGRATIONS.length,
    settings: {
      version: DEFAULT_SETTINGS.version,
      enabled: typeof current.enabled === 'boolean' ? current.enabled : DEFAULT_SETTINGS.enabled,
      sites: perHost(current.sites, (on) => (typeof on === 'boolean' ? on : undefined)),
      autoReactions:
        typeof current.autoReactions === 'boolean' ? current.autoReactions : DEFAULT_SETTINGS.autoReactions,
      reactions: parseReactionSettings(current.reactions),
      emoji: parseEmojiSettings(current.emoji),
      backend: BACKENDS.includes(current.backend as BackendChoice)
        ? (current.backend as BackendChoice)
        : DEFAULT_SETTINGS.backend,
      cpuBudget: CPU_BUDGETS.includes(current.cpuBudget as CpuBudget)
        ? (current.cpuBudget as CpuBudget)
        : DEFAULT_SETTINGS.cpuBudget,
      overlayPosition: perHost(current.overlayPosition, toPosition),
      keepHistory:
        typeof current.keepHistory === 'boolean' ? current.keepHistory : DEFAULT_SETTINGS.keepHistory,
      retentionDays: isRetention(current.retentionDays)
        ? current.retentionDays
        : DEFAULT_SETTINGS.retentionDays,
      overlayDetails:
        typeof current.overlayDetails === 'boolean'
          ? current.overlayDetails
          : DEFAULT_SETTINGS.overlayDetails,
      outputs: toOutputs(current.outputs),
    },
  };
}

function perHost<T>(value: unknown, parse: (entry: unknown) => T | undefined): Record<string, T> {
  const entries = Object.entries(asRecord(value)).flatMap(([host, entry]): [string, T][] => {
    const parsed = isHostName(host) ? parse(entry) : undefined;
    return parsed === undefined ? [] : [[host, parsed]];
  });
  return Object.fromEntries(entries);
}

function toPosition(value: unknown): { readonly x: number; readonly y: number } | undefined {
  const { x, y } = asRecord(value);
  return isFraction(x) && isFraction(y) ? { x, y } : undefined;
}

function toOutputs(value: unknown): Outputs {
  const { video, mask, siteReaction } = asRecord(value);
  const fallback = DEFAULT_SETTINGS.outputs;
  return {
    video: typeof video === 'boolean' ? video : fallback.video,
    mask: MASKS.includes(mask as MaskChoice) ? (mask as MaskChoice) : fallback.mask,
    siteReaction: typeof siteReaction === 'boolean' ? siteReaction : fallback.siteReaction,
  };
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isVersion(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function asRecord(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}
