/** Finds settings by what stands on the page about them. Pure. */
import { GROUPS, type Group, SETTINGS, type SettingId } from './catalogue';
import { type SettingWords, WORDS } from './words';

/** Without case and accents, so that nobody has to type them. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}

function textOf(id: SettingId, group: Group): string {
  const { label, hint, keywords, choices }: SettingWords = WORDS.settings[id];
  return fold([WORDS.groups[group].title, label, hint, keywords, ...Object.values(choices ?? {})].join(' '));
}

/** The settings with every word of the query somewhere in their words, by group; groups without any are left out. */
export function findSettings(query: string): ReadonlyMap<Group, readonly SettingId[]> {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  const found = new Map<Group, SettingId[]>();
  for (const group of GROUPS) {
    const ids = SETTINGS.filter(
      (setting) => setting.group === group && asked.every((word) => textOf(setting.id, group).includes(word)),
    ).map(({ id }) => id);
    if (ids.length > 0) found.set(group, ids);
  }
  return found;
}
