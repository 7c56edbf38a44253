/** Words in a language that the user chose: the built messages, read by ourselves. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../scripts/words/entries';
import { englishEntries, LANGUAGES as FILES, tagOf, textsOf, wordFiles } from '../../scripts/words/locales';
import { messagesOf } from '../../scripts/words/messages';
import { LANGUAGE_NAMES, LANGUAGES } from '../../src/shared/language/languages';
import {
  formatsFor,
  languageOf,
  messagesForCalls,
  PAGE_AREAS,
  parseMessages,
} from '../../src/shared/language/messages';
import { setLanguage } from '../../src/shared/language/translated';

const pages = fileURLToPath(new URL('../../src/pages/', import.meta.url)).replaceAll('\\', '/');

describe('a chosen language', () => {
  let entries: readonly Entry[];
  beforeAll(async () => {
    entries = await englishEntries();
  });
  const built = (language: string) => {
    const file = JSON.stringify(messagesOf(tagOf(language), entries, textsOf(language)));
    return parseMessages(JSON.parse(file))!;
  };

  it('is every language that there is, each under its own name', () => {
    expect([...LANGUAGES].filter((name) => name !== 'en')).toEqual(FILES);
    expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LANGUAGES]);
  });

  it('says the same as the browser would, with values in their places', () => {
    const german = languageOf(built('de'), 'de-AT');
    expect([german.tag, german.formats]).toEqual(['de', 'de-AT']);
    const text = textsOf('de')['calibrate.step'] as string;
    const [first, second] = text.indexOf('{number}') < text.indexOf('{count}') ? ['2', '7'] : ['7', '2'];
    const said = german.message('calibrate_step', ['2', '7']);
    expect(said.indexOf(first!)).toBeLessThan(said.indexOf(second!));
    expect(said).not.toMatch(/[${}]/);
    expect(german.message('no_such_key', [])).toBe('');
  });

  it('takes dollars and values with dollars as they are', () => {
    const language = languageOf(
      {
        language_tag: { message: 'en' },
        a: { message: '$$5 for $site$', placeholders: { site: { content: '$1' } } },
      },
      'en-GB',
    );
    expect(language.message('a', ['$site$'])).toBe('$5 for $site$');
  });

  it.each(LANGUAGES.filter((name) => name !== 'en'))('has no unfilled value in %s', (name) => {
    const messages = built(name);
    const language = languageOf(messages, 'en-US');
    for (const key of Object.keys(messages)) {
      expect(language.message(key, Array(9).fill('x')), key).not.toMatch(/\$\w+\$/);
    }
  });

  it('takes the region for dates from the browser only within the language', () => {
    expect(formatsFor('pt-BR', 'pt-PT')).toBe('pt-PT');
    expect(formatsFor('de', 'en-US')).toBe('de');
  });

  it('leaves out what is damaged, and falls back to the browser without a tag', () => {
    expect(parseMessages({ language_tag: { message: 'de' }, bad: 5 })).toEqual({
      language_tag: { message: 'de' },
    });
    for (const value of [null, 'x', {}, { bad: { message: 1 } }]) expect(parseMessages(value)).toBeNull();
    setLanguage(null);
  });

  it('tells a call page what is said in calls, and nothing that only pages say', () => {
    const files = wordFiles().map((file) => ({
      inPages: file.replaceAll('\\', '/').startsWith(pages),
      area: /translated\('([^']+)'/.exec(readFileSync(file, 'utf8'))?.[1],
    }));
    const ofPages = files.flatMap(({ inPages, area }) => (inPages && area ? [area] : []));
    expect(PAGE_AREAS.filter((area) => !ofPages.includes(area))).toEqual([]);
    const all = built('fr');
    const some = messagesForCalls(all);
    expect(some.overlay_open).toEqual(all.overlay_open);
    expect(some.language_tag!.message).toBe('fr');
    expect(Object.keys(some).length).toBeLessThan(Object.keys(all).length / 2);
  });
});
