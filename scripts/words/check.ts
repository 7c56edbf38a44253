/** What is wrong with a language's texts. */
import type { Entry, Text } from './entries';
import { tagOf } from './locales';

type Texts = Readonly<Record<string, Text>>;

/** Forms for round millions, which other forms serve well enough. */
const NEEDLESS: Readonly<Record<string, readonly string[]>> = { es: ['many'], fr: ['many'], pt: ['many'] };

/** Texts that are the same in several languages: names and formats. */
const UNTRANSLATED = ['EmojiGen', 'Fluent 3D', '{count} min', '{hours} h {minutes} min', '5 min', '30 min'];
/** Texts that a language happens to share with English. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  de: ['Avatar', 'Ball', 'Emoji', 'Name', 'Neutral', 'Normal', 'Pause', 'System'],
  es: ['Avatar', 'Emoji', 'Neutral', 'No', 'Normal', 'Robot'],
  fr: [
    '+{points} point',
    '+{points} points',
    'Avatar',
    'Dates',
    'Effort',
    'Emoji',
    'Expression',
    'Graphite',
    'Image',
    'Pages',
    'Pause',
    'Robot',
    'Rose',
    'Site',
    'Sites',
    'Style',
    'Structure',
    '{points} point',
    '{points} points',
  ],
  pt_BR: ['Avatar', 'Emoji', 'Normal', 'Site', 'Sites'],
};

/** Punctuation that a language does not write, as in docs/languages.md. */
const PUNCTUATION: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  de: [[/"/, 'straight quotation marks']],
  es: [[/^[^¿]*\?/, 'a question without ¿']],
  fr: [
    [/[^\u00a0\u202f][?!;»]|[^\u00a0\u202f\d]:|«[^\u00a0]/, 'no no-break space at : ; ? ! « »'],
    [/['"]/, 'straight quotation marks'],
  ],
  ja: [[/[\u3040-\u30ff\u4e00-\u9fff][,.:!?()]/, 'half-width punctuation']],
  zh_CN: [[/[\u4e00-\u9fff][,.:!?()]/, 'half-width punctuation']],
};

/** Names that are shown as hints only, and are as long as they are. */
const NAMES = /^emoji\.names\./;

/** Paths that a language has no text for. */
export const missingIn = (texts: Texts, entries: readonly Entry[]): string[] =>
  entries.map(({ path }) => path).filter((path) => !Object.hasOwn(texts, path));

/** Paths that are in no file of ours any more. */
export function surplusIn(texts: Texts, entries: readonly Entry[]): string[] {
  const known = new Set(entries.map(({ path }) => path));
  return Object.keys(texts).filter((path) => !known.has(path));
}

/** Paths whose English is not what it was translated from. @param source path -> the English of then */
export const changedSince = (source: Texts, entries: readonly Entry[]): string[] =>
  entries
    .filter(({ path, text }) => source[path] && JSON.stringify(source[path]) !== JSON.stringify(text))
    .map(({ path }) => path);

/** What is wrong with the texts that are there, as `path: what`. */
export function faultsIn(language: string, texts: Texts, entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => {
    const text = texts[entry.path];
    return text === undefined
      ? []
      : faultsOf(language, text, entry).map((fault) => `${entry.path}: ${fault}`);
  });
}

function faultsOf(language: string, text: Text, { path, values, text: english }: Entry): string[] {
  const faults: string[] = [];
  const tag = tagOf(language);
  const all = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const needed = all.filter((form) => !NEEDLESS[tag.split('-')[0]!]?.includes(form));
  if (typeof text !== 'string') {
    const has: readonly string[] = Object.keys(text);
    const lacking = needed.filter((form: string) => !has.includes(form));
    const foreign = has.filter((form) => !(all as readonly string[]).includes(form));
    if (lacking.length > 0) faults.push(`lacks the forms ${lacking.join(', ')}`);
    if (foreign.length > 0) faults.push(`has forms that its language has not: ${foreign.join(', ')}`);
    if (values.length === 0) faults.push('has plural forms, but no number');
  } else if (typeof english !== 'string' && needed.length > 1) {
    faults.push(`lacks plural forms (${needed.join(', ')})`);
  }
  const longest = Math.max(...textsIn(english).map(widthOf));
  for (const [form, each] of formsOf(text)) {
    const wanted = values.map((name) => `{${name}}`);
    const used: readonly string[] = each.match(/\{[^}]*\}/g) ?? [];
    const unknown = used.filter((place) => !wanted.includes(place));
    // "one", "two" and "no" may say their number in words.
    const counted = form === 'one' || form === 'two' || form === 'zero' ? 1 : 0;
    const unused = wanted.filter((place) => !used.includes(place));
    if (unknown.length > 0) faults.push(`has ${unknown.join(', ')}, which nobody fills`);
    if (unused.length > counted) faults.push(`lacks ${unused.join(', ')}`);
    if (each.trim() !== each || each === '') faults.push('is empty or has blanks at its ends');
    if (!NAMES.test(path) && widthOf(each) > 1.6 * longest + 12)
      faults.push(`is too long (${widthOf(each)} for ${longest})`);
    for (const [pattern, what] of PUNCTUATION[language] ?? [])
      if (pattern.test(each)) faults.push(`has ${what}`);
    const shared = [...UNTRANSLATED, ...(SHARED[language] ?? [])];
    if (textsIn(english).includes(each) && hasWords(each) && !shared.includes(each)) {
      faults.push(`is English: ${each}`);
    }
  }
  return faults;
}

const formsOf = (text: Text): [string, string][] =>
  typeof text === 'string' ? [['', text]] : Object.entries(text);
const textsIn = (text: Text): string[] => formsOf(text).map(([, each]) => each);

/** About how many Latin letters wide: Chinese and Japanese characters are two, marks on a letter are none. */
export const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) =>
      sum + (/\p{M}/u.test(letter) ? 0 : /[\u1100-\u11ff\u2e80-\u9fff\uff00-\uff60]/.test(letter) ? 2 : 1),
    0,
  );

/** Whether there are words in it besides values, names and units. */
const hasWords = (text: string): boolean =>
  /\p{L}{3}/u.test(text.replaceAll(/\{[^}]*\}/g, '').replaceAll('EmojiGen', ''));
