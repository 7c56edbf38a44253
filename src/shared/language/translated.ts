/**
 * Words in the user's language. The English words are in the code, in each place's `words.ts`; `translated` wraps them so
 * that every entry is looked up when it is read, with English as the fallback. docs/languages.md explains how an entry's
 * place becomes its key.
 */

/** English words: texts, texts with values in them, and lists and groups of both. */
export type Words =
  | string
  | ((...values: never[]) => string)
  | readonly Words[]
  | { readonly [name: string]: Words };

/** Source of the words. */
export interface Language {
  /** Language tag of the words (BCP 47). */
  readonly tag: string;
  /** Locale for dates and numbers: the words' language, with the user's region if known. Undefined: the system's. */
  readonly formats: string | undefined;
  /** The text for a key with its values inserted; empty if there is none. */
  message(key: string, values: readonly string[]): string;
}

const ENGLISH: Language = { tag: 'en', formats: undefined, message: () => '' };
const RIGHT_TO_LEFT = /^(ar|fa|he|ur)\b/;

/** Placeholder for a value. */
const PLACE = '\uE000';

let language = ENGLISH;
const areas = new Map<string, Words>();

/** Sets the source of all words; null: the English ones in the code. Each page and script calls this first. */
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
 * The words of one area, with the shape of `english`. A function may only insert its values into a text, and may have
 * another text for the number 1: the build evaluates both.
 * @param area first part of the keys; each area is declared in one place
 * @throws Error if the area already exists
 */
export function translated<const T extends object>(area: string, english: T): T {
  if (areas.has(area)) throw new Error(`There are two areas called ${area}.`);
  const words = english as Words;
  areas.set(area, words);
  return live(area, words) as T;
}

/** The English words of all areas that have been loaded. */
export const allWords = (): ReadonlyMap<string, Words> => areas;

/** An entry's key in the browser's own format. */
export const messageKey = (path: string): string => path.replaceAll(/[^A-Za-z0-9]/g, '_');

/**
 * Translates an English message, for workers and the offscreen document, which cannot ask the browser.
 * @param paths of words, e.g. `inference` or `sites.parts`
 * @param said an entry of one of them, also with another one as its value; other texts are returned unchanged
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
    // Groups and functions stay as they are; texts are looked up when they are read.
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

/**
 * In text from right to left, an inserted name of Latin letters would take the marks beside it along, to its wrong side.
 * @see https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates
 */
function isolated(value: string): string {
  return direction() === 'rtl' && /[A-Za-z]/.test(value) ? `\u2068${value}\u2069` : value;
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
    typeof value === 'number' ? new Intl.NumberFormat(formats).format(value) : isolated(String(value)),
  );
  const forms =
    count === undefined ? [key] : [`${key}_${new Intl.PluralRules(tag).select(count)}`, `${key}_other`, key];
  for (const form of forms) {
    const text = message(form, texts);
    if (text !== '') return text;
  }
  return english(...values);
}
