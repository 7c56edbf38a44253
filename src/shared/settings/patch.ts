/** A change of some settings, as pages send it. */
import { parseSettings } from './migrations';
import { DEFAULT_SETTINGS, type Settings } from './schema';

/** New values of some settings; those that are not named stay as they are. */
export type SettingsPatch = Partial<Omit<Settings, 'version'>>;

export type SettingKey = keyof SettingsPatch;

/** Every setting there is. */
export const SETTING_KEYS = Object.keys(DEFAULT_SETTINGS).filter((key) => key !== 'version') as SettingKey[];

/** The patch, or null where it names what is no setting or gives one a value that it cannot have. */
export function parsePatch(value: unknown): SettingsPatch | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const { settings } = parseSettings({ ...value, version: DEFAULT_SETTINGS.version });
  const isGood = ([key, given]: [string, unknown]): boolean =>
    SETTING_KEYS.includes(key as SettingKey) && isSame(settings[key as SettingKey], given);
  if (!entries.every(isGood)) return null;
  return Object.fromEntries(entries.map(([key]) => [key, settings[key as SettingKey]])) as SettingsPatch;
}

/** Whether two values of plain data are the same; the order of fields does not count. */
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
