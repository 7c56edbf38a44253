/** The words of the interface, in English and in all other languages. `npm run words:missing` lists the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { changedSince, faultsIn, missingIn, surplusIn, widthOf } from '../../scripts/words/check';
import { type Entry, entriesOf } from '../../scripts/words/entries';
import {
  englishEntries,
  englishTexts,
  LANGUAGES,
  localeFiles,
  pendingPaths,
  textsOf,
  wordFiles,
} from '../../scripts/words/locales';
import { messagesOf } from '../../scripts/words/messages';
import { SITES } from '../../src/call/sites';
import { WORDS as SITE_WORDS } from '../../src/shared/words/sites';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The page's own world has no words; the offscreen document cannot ask for them. */
const MUTE = ['camera-hook.content.ts', 'offscreen/main.ts'];
const pending = pendingPaths();
/** Not what was put off by `npm run words:missing -- --later`. */
const isDue = (path: string): boolean => !pending.includes(path);
let entries: Entry[];
beforeAll(async () => {
  entries = await englishEntries();
});

describe.each(LANGUAGES)('%s', (language) => {
  it('has every text, and no others', () => {
    expect(missingIn(textsOf(language), entries).filter(isDue)).toEqual([]);
    expect(surplusIn(textsOf(language), entries)).toEqual([]);
  });

  it('has the same values in its texts, all plural forms, no English, and nothing too long', () => {
    expect(
      faultsIn(language, textsOf(language), entries).filter((fault) => isDue(fault.split(': ')[0]!)),
    ).toEqual([]);
  });
});

describe.each(['en', ...LANGUAGES])('a switch in %s', (language) => {
  it('has one name, also where a text names it', () => {
    const texts = textsOf(language);
    const name = String(texts['dashboard.data.keep']);
    expect(name).not.toBe('');
    for (const path of ['options.settings.keepHistory.label', 'welcome.keep.label'])
      expect(texts[path]).toBe(name);
    for (const path of ['popup.today.privateHint', 'dashboard.empty.privateText'])
      expect(texts[path]).toContain(name);
  });
});

describe('English', () => {
  it('is what the other languages were translated from', () => {
    expect(changedSince(textsOf('en'), entries).filter(isDue)).toEqual([]);
  });

  it('is translated wherever it stands', () => {
    const plain = wordFiles()
      .map((file) => ({ file: file.slice(root.length), text: readFileSync(file, 'utf8') }))
      // Words that are looked for on other people's pages, and a machine's words.
      .filter(
        ({ file }) =>
          file !== 'src/call/sites/selectors/words.ts' && file !== 'src/shared/pixels/average-words.ts',
      )
      .filter(({ text }) => !text.includes('translated('));
    expect(plain.map(({ file }) => file)).toEqual([]);
  });

  it('is said in the language of the browser by every page and script', () => {
    const mains = readdirSync(`${root}entrypoints`, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.tsx?$/.test(path) && !MUTE.includes(path));
    const silent = mains.filter(
      (path) =>
        !/\b(startPage|applyBrowserLanguage)\(/.test(readFileSync(`${root}entrypoints/${path}`, 'utf8')),
    );
    expect(mains.length).toBeGreaterThan(8);
    expect(silent).toEqual([]);
  });

  it('has a name for every part of a call page', () => {
    const known = Object.values(SITE_WORDS.parts);
    const specs = SITES.flatMap(({ elements }) => [
      ...[...elements.call, ...elements.lobby, ...elements.left],
      ...[elements.leave, elements.camera, elements.microphone, elements.selfView, elements.stopSharing],
      ...[elements.controls, elements.title?.element ?? null],
      ...[elements.reactions?.opener ?? null, elements.reactions?.tray ?? null],
    ]);
    const names = new Set(specs.flatMap((spec) => (spec ? [spec.what] : [])));
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !(known as string[]).includes(name))).toEqual([]);
  });

  it('has no word that the manifest says by itself', () => {
    const config = readFileSync(`${root}wxt.config.ts`, 'utf8');
    const said = [...config.matchAll(/\b(?:description|suggested_name|default_title): '([^']*)'/g)];
    expect(said.length).toBeGreaterThan(0);
    for (const [, text] of said) expect(text).toMatch(/^__MSG_\w+__$/);
    const description = entries.find(({ path }) => path === 'manifest.description')!;
    for (const language of LANGUAGES) {
      expect((textsOf(language)[description.path] as string).length).toBeLessThanOrEqual(132);
    }
  });
});

describe('what is promised', () => {
  // Also true while others see the mask or a reaction: that nothing leaves the device would not be.
  it.each(['en', ...LANGUAGES])('is the same beside the call as in the popup: %s', (language) => {
    const texts = language === 'en' ? englishTexts(entries) : textsOf(language);
    expect(texts['ui.states.watching.explanation']).toContain(texts['popup.promise']);
  });
});

describe('the files of the extension', () => {
  it('hold every language, with values where the browser puts them', async () => {
    const json = (await localeFiles()).filter(({ relativeDest }) => relativeDest.endsWith('.json'));
    const files = new Map(json.map((file) => [file.relativeDest, JSON.parse(file.contents)]));
    for (const language of ['en', ...LANGUAGES]) {
      expect(files.get(`_locales/${language}/messages.json`).language_tag.message).toBe(
        language.replace('_', '-'),
      );
    }
    const english = files.get('_locales/en/messages.json');
    expect(english.dashboard_calls_count_one).toEqual({
      message: '$count$ call',
      placeholders: { count: { content: '$1' } },
    });
    expect(english.dashboard_data_size_other.placeholders).toEqual({
      count: { content: '$1' },
      size: { content: '$2' },
    });
  });

  it('keep a dollar sign, and refuse two texts with one key', () => {
    const [entry] = entriesOf('a', { b: 'Costs $5' });
    expect(messagesOf('en', [entry!], englishTexts([entry!])).a_b).toEqual({ message: 'Costs $$5' });
    const twins = entriesOf('a', { 'b-c': 'One', b_C: 'Two' });
    expect(() => messagesOf('en', twins, englishTexts(twins))).toThrow('key a_b_C');
  });
});

describe('the checks find', () => {
  const count = (n: number): string => (n === 1 ? '1 call' : `${n} calls`);
  const sample = entriesOf('x', { title: 'Your expressions', at: (time: string) => `at ${time}`, count });
  const good = { 'x.title': 'Deine Ausdrücke', 'x.at': 'um {time}' };
  const forms = { one: '{n} Anruf', other: '{n} Anrufe' };

  it.each([
    ['a value that nobody fills', { ...good, 'x.at': 'um {zeit}' }, 'nobody fills'],
    ['a value that is not said', { ...good, 'x.at': 'um' }, 'lacks {time}'],
    ['English', { ...good, 'x.title': 'Your expressions' }, 'is English'],
    ['what is too long', { ...good, 'x.title': 'Deine '.repeat(9).trim() }, 'too long'],
    ['nothing', { ...good, 'x.title': '' }, 'empty'],
    ['plural forms that lack', { ...good, 'x.count': { other: '{n} Anrufe' } }, 'lacks the forms one'],
    ['plural forms that the language has not', { ...good, 'x.count': { ...forms, two: '2' } }, 'two'],
    ['one form for all numbers', { ...good, 'x.count': '{n} Anrufe' }, 'lacks plural forms'],
  ])('%s', (_, texts, fault) => {
    expect(faultsIn('de', texts, sample).join()).toContain(fault);
  });

  it.each([
    ['fr', 'Vos expressions :', 'Vos expressions\u00a0:'],
    ['fr', 'Vraiment ?', 'Vraiment\u202f?'],
    ['es', 'Enviar?', '¿Enviar?'],
    ['ja', '表情(今)', '表情（今）'],
    ['zh_CN', '你的表情:', '你的表情：'],
    ['de', '"Ausdruck"', '„Ausdruck“'],
  ])('punctuation that %s does not write: %s', (language, wrong, right) => {
    const title = entriesOf('x', { title: 'Your expressions' });
    expect(faultsIn(language, { 'x.title': wrong }, title)).toHaveLength(1);
    expect(faultsIn(language, { 'x.title': right }, title)).toEqual([]);
  });

  it('nothing in what is right', () => {
    expect(faultsIn('de', { ...good, 'x.count': forms }, sample)).toEqual([]);
    expect(missingIn(good, sample)).toEqual(['x.count']);
    expect(surplusIn({ ...good, 'y.z': '' }, sample)).toEqual(['y.z']);
    expect(changedSince({ 'x.title': 'Your faces' }, sample)).toEqual(['x.title']);
  });

  it.each([
    ['a condition on a value', (name: string) => (name === '' ? 'nobody' : name)],
    ['a calculation', (count: number) => `${count + 1} calls`],
    ['a method of a value', (count: number) => `${count.toFixed(1)} calls`],
    ['a plural of two', (count: number) => (count > 1 ? `${count} calls` : `${count} call`)],
  ])('%s in an English text', (_, text) => {
    expect(() => entriesOf('x', { text })).toThrow('x.text');
  });

  it('how wide a text is', () => {
    expect(['abc', '日本', 'हिंदी'].map(widthOf)).toEqual([3, 4, 2]);
  });
});
