/**
 * Words in the user's language. English stands in the code, in each place's `words.ts`; `translated` wraps it so that
 * every entry is looked up when it is read, and is English where nobody knows better. How a key is made of an entry's
 * place: docs/languages.md.
 */

/** English words: texts, texts with values in them, and lists and groups of both. */
export type Words =
  | string
  | ((...values: never[]) => string)
  | readonly Words[]
  | { readonly [name: string]: Words };

/** Where the words come from. */
export interface Language {
  /** Of the words, as in BCP 47. */
  readonly tag: string;
  /** For dates and numbers: the words' language, with the user's region where that is known. Undefined: the system's. */
  readonly formats: string | undefined;
  /** The text for a key with the values in their places; empty where there is none. */
  message(key: string, values: readonly string[]): string;
}

const ENGLISH: Language = { tag: 'en', formats: undefined, message: () => '' };
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/** Stands where a value will. */
const PLACE = '\uE000';

let language = ENGLISH;
const areas = new Map<string, Words>();

/** From now on all words come from `next`; null: they are English as in the code. Each page and script does it first. */
export function setLanguage(next: Language | null): void {
  language = next ?? ENGLISH;
}

/** Language of the words, for a `lang` attribute. */
export const languageTag = (): string => language.tag;

/** Locale for `Intl`; undefined: the system's. */
export const formatLocale = (): string | undefined => language.formats;

/** For a `dir` attribute. */
export const direction = (): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.test(language.tag) ? 'rtl' : 'ltr');

/**
 * The words of one area, with the shape of `english`. Texts with values may only put them into a text, and may have
 * another text where a number is 1: the build asks them for both.
 * @param area first part of the keys; each area is translated in one place
 * @throws Error where there is such an area already
 */
export function translated<const T extends object>(area: string, english: T): T {
  if (areas.has(area)) throw new Error(`There are two areas called ${area}.`);
  const words = english as Words;
  areas.set(area, words);
  return live(area, words) as T;
}

/** The English words of all areas that have been loaded. */
export const allWords = (): ReadonlyMap<string, Words> => areas;

/** The key that an entry's place has in the browser's own format. */
export const messageKey = (path: string): string => path.replaceAll(/[^A-Za-z0-9]/g, '_');

/**
 * What somebody said in English, in the user's language: for workers and the offscreen document, which cannot ask the
 * browser.
 * @param paths of words, e.g. `inference` or `sites.parts`
 * @param said an entry of one of them, also with another one as its value; anything else comes back as it is
 */
export function translateMessage(paths: readonly string[], said: string): string {
  for (const path of paths) {
    const [area = '', ...names] = path.split('.');
    const words = names.reduce<unknown>(
      (all, name) => (all as Record<string, unknown>)?.[name],
      areas.get(area),
    );
    for (const [name, entry] of Object.entries(words ?? {})) {
      if (entry === said) return textOf(`${path}.${name}`, said);
      if (typeof entry !== 'function' || entry.length !== 1) continue;
      const [before = '', after = ''] = String(entry(PLACE)).split(PLACE);
      const fits = said.length >= before.length + after.length && before !== '';
      if (!fits || !said.startsWith(before) || !said.endsWith(after)) continue;
      const value = said.slice(before.length, said.length - after.length);
      return filled(`${path}.${name}`, entry, [translateMessage(paths, value)]);
    }
  }
  return said;
}

function live(path: string, english: Words): Words {
  if (typeof english === 'function') {
    return (...values: (string | number)[]) =>
      filled(path, english as (...values: unknown[]) => string, values);
  }
  if (typeof english === 'string') return textOf(path, english);
  const copy = Array.isArray(english) ? [] : {};
  for (const [name, entry] of Object.entries(english)) {
    const inner = `${path}.${name}`;
    // Groups and functions stay what they are; texts are looked up when they are read.
    const get = typeof entry === 'string' ? () => textOf(inner, entry) : undefined;
    Object.defineProperty(copy, name, {
      enumerable: true,
      ...(get ? { get } : { value: live(inner, entry) }),
    });
  }
  return copy as Words;
}

function textOf(path: string, english: string): string {
  return language.message(messageKey(path), []) || english;
}

function filled(
  path: string,
  english: (...values: unknown[]) => string,
  values: readonly (string | number)[],
): string {
  const key = messageKey(path);
  const { formats, tag, message } = language;
  const count = values.find((value) => typeof value === 'number');
  const texts = values.map((value) =>
    typeof value === 'number' ? new Intl.NumberFormat(formats).format(value) : String(value),
  );
  const forms =
    count === undefined ? [key] : [`${key}_${new Intl.PluralRules(tag).select(count)}`, `${key}_other`, key];
  for (const form of forms) {
    const text = message(form, texts);
    if (text !== '') return text;
  }
  return english(...values);
}
