/** The languages in src/shared/locales, and everything together as files of the extension. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Entry, entriesOf, type Text } from './entries';
import { messagesOf } from './messages';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LOCALES = `${root}src/shared/locales/`;

/** In the browser's writing, e.g. `pt_BR`; English is in the code. */
export const LANGUAGES: readonly string[] = readdirSync(LOCALES)
  .filter((name) => /^[a-z]{2}(_[A-Z]{2})?\.json$/.test(name) && name !== 'en.json')
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

/** Folders of the extension that get a language's words besides its own: whoever reads those reads these, too. */
const ALSO: Readonly<Record<string, readonly string[]>> = { pt_BR: ['pt_PT'] };

export const fileOf = (language: string): string => `${LOCALES}${language}.json`;
export const tagOf = (language: string): string => language.replace('_', '-');

/** Path -> text. Of `en`: the English that the other languages were translated from. */
export function textsOf(language: string): Readonly<Record<string, Text>> {
  return JSON.parse(readFileSync(fileOf(language), 'utf8'));
}

/** Paths of texts that wait for their translation: the tests let those pass, a release should not. */
export const pendingPaths = (): readonly string[] => JSON.parse(readFileSync(fileOf('pending'), 'utf8'));

/** Every `words.ts` in src. */
export const wordFiles = (): string[] =>
  readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((path) => /((^|[\\/-])words|[\\/]words[\\/][\w-]+)\.ts$/.test(path))
    .map((path) => `${root}src/${path.replaceAll('\\', '/')}`)
    .sort();

/** All English words, loaded from wherever they stand in src. */
export async function englishEntries(): Promise<Entry[]> {
  for (const file of wordFiles()) await import(pathToFileURL(file).href);
  const { allWords } = await import('../../src/shared/language/translated');
  return [...allWords()].flatMap(([area, words]) => entriesOf(area, words));
}

export const englishTexts = (entries: readonly Entry[]): Readonly<Record<string, Text>> =>
  Object.fromEntries(entries.map(({ path, text }) => [path, text]));

/** `_locales` for the build, with the notice of those who named the emoji. */
export async function localeFiles(): Promise<{ relativeDest: string; contents: string }[]> {
  const entries = await englishEntries();
  const file = (folder: string, tag: string, texts: Readonly<Record<string, Text>>) => ({
    relativeDest: `_locales/${folder}/messages.json`,
    contents: JSON.stringify(messagesOf(tag, entries, texts)),
  });
  const others = LANGUAGES.flatMap((language) =>
    [language, ...(ALSO[language] ?? [])].map((folder) => file(folder, tagOf(language), textsOf(language))),
  );
  const notice = readFileSync(new URL('./cldr-notice.txt', import.meta.url), 'utf8');
  return [
    file('en', 'en', englishTexts(entries)),
    ...others,
    { relativeDest: 'emoji/NAMES-NOTICE.txt', contents: notice },
  ];
}
