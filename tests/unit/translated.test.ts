import { afterEach, describe, expect, it } from 'vitest';
import { around } from '../../src/shared/language/around';
import { dateFormat, formatCount, formatList, numberFormat } from '../../src/shared/language/formats';
import {
  direction,
  type Language,
  languageTag,
  setLanguage,
  translated,
  translateMessage,
} from '../../src/shared/language/translated';

const WORDS = translated('sample', {
  title: 'Your expressions',
  list: ['One', 'Two'],
  group: { 'no-face': 'No face' },
  failed: (why: string) => `It failed: ${why}`,
  seen: (count: number, site: string) => (count === 1 ? `1 call on ${site}` : `${count} calls on ${site}`),
});
// Taken apart before anybody knows the language, as components do.
const { group, list } = WORDS;

/** A language with these texts, in which `$1` stands for the first value. */
function language(tag: string, texts: Record<string, string>): Language {
  const message: Language['message'] = (key, values) =>
    values.reduce((text, value, at) => text.replaceAll(`$${at + 1}`, value), texts[key] ?? '');
  return { tag, formats: tag, message };
}

afterEach(() => setLanguage(null));

describe('words', () => {
  it('are English where nobody knows better', () => {
    expect(WORDS.title).toBe('Your expressions');
    expect([...list]).toEqual(['One', 'Two']);
    expect([WORDS.seen(1, 'Zoom'), WORDS.seen(2, 'Zoom')]).toEqual(['1 call on Zoom', '2 calls on Zoom']);
    expect([languageTag(), direction()]).toEqual(['en', 'ltr']);
  });

  it('are looked up when they are read, however early they were taken apart', () => {
    setLanguage(
      language('de', {
        sample_title: 'Deine Mimik',
        sample_list_0: 'Eins',
        sample_list_1: 'Zwei',
        sample_group_no_face: 'Kein Gesicht',
      }),
    );
    expect(WORDS.title).toBe('Deine Mimik');
    expect(list.map((each) => each)).toEqual(['Eins', 'Zwei']);
    expect({ ...group }).toEqual({ 'no-face': 'Kein Gesicht' });
    expect(WORDS.seen(1, 'Zoom')).toBe('1 call on Zoom');
    setLanguage(null);
    expect(WORDS.title).toBe('Your expressions');
  });

  it('have as many forms as their language, and its numbers', () => {
    const forms = { one: 'one', two: 'two', few: 'few $1', many: 'many $1', other: 'other $1' };
    setLanguage(
      language(
        'ar-EG',
        Object.fromEntries(Object.entries(forms).map(([form, text]) => [`sample_seen_${form}`, text])),
      ),
    );
    expect([1, 2, 3, 11, 100].map((count) => WORDS.seen(count, 'Zoom'))).toEqual([
      ...['one', 'two', 'few ٣', 'many ١١', 'other ١٠٠'],
    ]);
    // No form of its own for nothing here: the general one.
    expect(WORDS.seen(0, 'Zoom')).toBe('other ٠');
    expect(direction()).toBe('rtl');
  });

  it('from right to left keep the marks beside a Latin name on their sides', () => {
    setLanguage(language('ar', { sample_seen: '«$2»: $1', sample_failed: '($1).' }));
    expect(WORDS.seen(3, 'teams.microsoft.com')).toBe('«\u2068teams.microsoft.com\u2069»: 3');
    expect(WORDS.failed('٤٨٠')).toBe('(٤٨٠).');
    setLanguage(language('de', { sample_failed: '($1).' }));
    expect(WORDS.failed('Zoom')).toBe('(Zoom).');
  });

  it('may do with one form for all numbers', () => {
    setLanguage(language('ja', { sample_seen: '$2で$1件' }));
    expect(WORDS.seen(1, 'Zoom')).toBe('Zoomで1件');
    setLanguage(language('ja', { sample_seen_other: '$2:$1' }));
    expect(WORDS.seen(1, 'Zoom')).toBe('Zoom:1');
  });

  it('that a worker said in English are told again', () => {
    const texts = {
      sample_title: 'Deine Mimik',
      sample_group_no_face: 'Kein Gesicht',
      sample_failed: 'Fehler: $1',
    };
    setLanguage(language('de', texts));
    expect(translateMessage(['sample'], 'Your expressions')).toBe('Deine Mimik');
    expect(translateMessage(['sample', 'sample.group'], 'No face')).toBe('Kein Gesicht');
    expect(translateMessage(['sample', 'sample.group'], 'It failed: No face')).toBe('Fehler: Kein Gesicht');
    expect(translateMessage(['sample'], 'It failed: 404')).toBe('Fehler: 404');
    expect(translateMessage(['sample'], 'Out of memory')).toBe('Out of memory');
    expect(translateMessage(['nowhere.at.all'], 'Out of memory')).toBe('Out of memory');
  });

  it('have their area for themselves', () => {
    expect(() => translated('sample', {})).toThrow('two areas');
  });

  it('leave room for more than text', () => {
    setLanguage(language('ja', { sample_seen: '$2で$1件' }));
    expect(around((site) => WORDS.seen(3, site))).toEqual(['', 'で3件']);
  });
});

describe('numbers and dates', () => {
  it('follow the language, also formatters that were made before', () => {
    const month = dateFormat({ month: 'long', timeZone: 'UTC' });
    const share = numberFormat({ style: 'percent' });
    expect([month(0), share(0.5)]).toEqual(['January', '50%']);
    setLanguage(language('de', {}));
    expect([month(0), share(0.5), formatCount(1234.4)]).toEqual(['Januar', '50\u00a0%', '1.234']);
    expect(formatList(['a', 'b', 'c'])).toBe('a, b und c');
  });
});
