import * as v from 'valibot';
import { parseWith, recordSchema } from '../schemas';
import { type Settings, settingsSchema } from './schema';

type Raw = Readonly<Record<string, unknown>>;

/**
 * The step at index n turns settings of version n into version n + 1. Pure, and tolerant: fields may be missing
 * or damaged, since they are checked only after the last step. Released steps are never edited.
 */
export const SETTINGS_MIGRATIONS: readonly ((raw: Raw) => Raw)[] = [
  // Version 0 has no version field; its fields already have their present names.
  (raw) => raw,
  // Version 1 had only one mask, the still emoji: users who had it on keep it.
  (raw) => {
    const { mask = 'off' } = parseWith(recordSchema, raw.outputs) ?? {};
    return mask === 'off' || raw.avatar !== undefined ? raw : { ...raw, avatar: { figure: 'still' } };
  },
];

export interface ParsedSettings {
  readonly settings: Settings;
  /** Written by a newer EmojiGen: `settings` is the best this one can read, and must not be written back. */
  readonly newer: boolean;
}

/** Parses settings from any value. Missing or damaged ones get their defaults; never throws. */
export function parseSettings(value: unknown): ParsedSettings {
  const raw = parseWith(recordSchema, value) ?? {};
  const version = parseWith(versionSchema, raw.version) ?? 0;
  const current = SETTINGS_MIGRATIONS.slice(version).reduce((older, step) => step(older), raw);
  return { newer: version > SETTINGS_MIGRATIONS.length, settings: v.parse(settingsSchema, current) };
}

const versionSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
