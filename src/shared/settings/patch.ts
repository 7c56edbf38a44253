/** A change of some settings, as pages send it. */
import * as v from 'valibot';
import { hostSchema, parseWith, recordSchema } from '../schemas';
import { withSite } from './call-hosts';
import { parseSettings } from './migrations';
import { DEFAULT_SETTINGS, type Settings } from './schema';

/** New values of some settings; the others stay unchanged. */
export type SettingsPatch = Partial<Omit<Settings, 'version'>>;

export type SettingKey = keyof SettingsPatch;

/** All settings. */
export const SETTING_KEYS = Object.keys(DEFAULT_SETTINGS).filter((key) => key !== 'version') as SettingKey[];

const siteSchema = v.object({ host: hostSchema, on: v.nullable(v.boolean()) });

/** The change in one message. */
export interface SettingsChange extends SettingsPatch {
  /**
   * Switches one site, with all hosts of its service, and leaves the others unchanged; null forgets the choice for this
   * host. So two pages that each switch a site never undo each other, as they would by sending the whole list.
   */
  readonly site?: Readonly<v.InferOutput<typeof siteSchema>>;
}

/** Parses a patch; null if it has an unknown setting or an invalid value. */
export function parsePatch(value: unknown): SettingsPatch | null {
  const given = parseWith(recordSchema, value);
  if (given === null) return null;
  const entries = Object.entries(given);
  const { settings } = parseSettings({ ...given, version: DEFAULT_SETTINGS.version });
  const isGood = ([key, one]: [string, unknown]): boolean =>
    SETTING_KEYS.includes(key as SettingKey) && isSame(settings[key as SettingKey], one);
  if (!entries.every(isGood)) return null;
  return Object.fromEntries(entries.map(([key]) => [key, settings[key as SettingKey]])) as SettingsPatch;
}

/** The change, or null as for `parsePatch`. */
export function parseChange(value: unknown): SettingsChange | null {
  const given = parseWith(recordSchema, value);
  if (given === null) return null;
  const { site, ...patch } = given;
  const parsed = parsePatch(patch);
  if (site === undefined || parsed === null) return parsed;
  const switched = parseWith(siteSchema, site);
  return switched && { ...parsed, site: switched };
}

/** The schema of a change in a message. */
export const changeSchema = v.pipe(
  v.unknown(),
  v.transform(parseChange),
  v.check((change) => change !== null),
  v.transform((change) => change as SettingsChange),
);

/** Applies a change to the settings. */
export function applyChange(settings: Settings, { site, ...patch }: SettingsChange): Settings {
  const next = { ...settings, ...patch };
  if (site === undefined) return next;
  if (site.on !== null) return { ...next, sites: withSite(next.sites, site.host, site.on) };
  const { [site.host]: _, ...sites } = next.sites;
  return { ...next, sites };
}

/** Whether two values of plain data are equal, ignoring the order of fields. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  return (
    keysOfA.length === keysOfB.length &&
    keysOfA.every(
      (key) =>
        Object.hasOwn(b, key) &&
        isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  );
}
