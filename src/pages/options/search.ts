/** Searches the settings by their words on the page. Pure. */
import { GROUPS, type Group, SETTINGS, type Setting, type SettingWords } from './catalogue';
import { WORDS } from './words';

/** Removes case and accents, so that nobody has to type them. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

/** All words about a setting on the page. */
export function wordsOf({ id, words, names }: Pick<Setting, 'id' | 'words' | 'names'>): SettingWords {
  const own = words ?? (WORDS.settings as Readonly<Record<string, SettingWords>>)[id]!;
  return names ? { ...own, choices: { ...own.choices, ...names } } : own;
}

function textOf(setting: Setting): string {
  const { group } = setting;
  const { label, hint, keywords, choices } = wordsOf(setting);
  return fold([WORDS.groups[group].title, label, hint, keywords, ...Object.values(choices ?? {})].join(' '));
}

/** Settings whose words contain every word of the query, by group; empty groups are dropped. */
export function findSettings(query: string): ReadonlyMap<Group, readonly Setting[]> {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  const found = new Map<Group, Setting[]>();
  for (const group of GROUPS) {
    const settings = SETTINGS.filter(
      (setting) => setting.group === group && asked.every((word) => textOf(setting).includes(word)),
    );
    if (settings.length > 0) found.set(group, settings);
  }
  return found;
}
