/** What goes to the stores besides the program: texts, version, archives. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesIn, zipOf } from '../../scripts/lib/archive.mjs';
import { noticesText } from '../../scripts/lib/notices.mjs';
import { nextVersion, released, STEPS, withVersion } from '../../scripts/lib/release-plan.mjs';
import { ROOT } from '../../scripts/lib/toolchain.mjs';

const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const LANGUAGES = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'ja', 'pt', 'zh'];

describe('the listing', () => {
  it('is there in every language', () => {
    expect(readdirSync(`${ROOT}store/listing`).sort()).toEqual(LANGUAGES.map((language) => `${language}.md`));
  });

  const partsOf = (language: string) => {
    const [head, summary, description] = read(`store/listing/${language}.md`).split(/^## \w+$/m);
    return {
      name: head!.replace('#', '').trim(),
      summary: summary!.trim(),
      description: description!.trim(),
    };
  };
  const points = (text: string): number => text.match(/^- /gm)?.length ?? 0;

  it.each(LANGUAGES)('in %s fits the stores’ forms and says what the English one says', (language) => {
    const english = partsOf('en');
    const { name, summary, description } = partsOf(language);
    expect(name).toBe('EmojiGen');
    expect(summary.length).toBeGreaterThan(20);
    expect(summary.length).toBeLessThanOrEqual(132);
    expect(description.length).toBeLessThan(16_000);
    expect(points(description)).toBe(points(english.description));
    expect(description.split('\n\n')).toHaveLength(english.description.split('\n\n').length);
    if (language !== 'en') expect(description).not.toContain('Everything happens');
  });

  it('gives every permission its sentence', () => {
    const reasons = read('store/data-use.md');
    const table = read('docs/permissions.md').split('## The rest of the manifest')[1]!;
    for (const [, name] of table.matchAll(/^\| `(\w+)` \|/gm)) expect(reasons).toContain(`| \`${name}\``);
  });
});

describe('a release', () => {
  it('counts one number up and those after it from nought', () => {
    expect(STEPS.map((step) => nextVersion('1.2.3', step))).toEqual(['2.0.0', '1.3.0', '1.2.4']);
    expect(() => nextVersion('1.2.3', 'huge')).toThrow('Which step?');
  });

  it('changes the version of the project alone', () => {
    for (const file of ['package.json', 'package-lock.json']) {
      const text = read(file);
      const old = JSON.parse(text).version;
      expect(withVersion(text, old)).toBe(text);
      const changed = JSON.parse(withVersion(text, '9.9.9'));
      expect(changed.version).toBe('9.9.9');
      expect(withVersion(JSON.stringify(changed), old)).toBe(text);
    }
  });

  it('moves what was unreleased under the version and loses no line', () => {
    const line = fc.stringMatching(/^- [a-z]{1,20}$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), fc.array(line), (fresh, old) => {
        const before = `# Changelog\n\n## Unreleased\n\n${fresh.join('\n')}\n\n## 0.1.0 (2026-01-01)\n\n${old.join('\n')}\n`;
        const { changelog, notes } = released(before, '0.2.0', '2026-02-03');
        expect(changelog).toContain('## Unreleased\n\n## 0.2.0 (2026-02-03)\n');
        const lines = (text: string) => text.split('\n').filter((each) => each.startsWith('- '));
        expect(lines(changelog).map((each) => each.trim())).toEqual(lines(before).map((each) => each.trim()));
        expect(lines(notes)).toHaveLength(fresh.length);
      }),
    );
  });

  it('is refused where there is nothing to say', () => {
    expect(() => released('# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- x\n', '0.2.0', 'd')).toThrow(
      'Nothing',
    );
    expect(() => released('# Changelog\n', '0.2.0', 'd')).toThrow('no part');
    // Otherwise the next release would be.
    expect(released(read('CHANGELOG.md'), '99.0.0', 'd').notes).not.toBe('');
  });
});

describe('an archive', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emojigen-zip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is the same whenever its files were written, and in whatever order they are named', async () => {
    for (const name of ['b.txt', 'a.txt', 'ü.txt']) writeFileSync(join(folder, name), name.repeat(100));
    const first = await zipOf(folder, filesIn(folder));
    utimesSync(join(folder, 'a.txt'), 1e9, 1e9);
    expect((await zipOf(folder, filesIn(folder).reverse())).equals(first)).toBe(true);
    writeFileSync(join(folder, 'a.txt'), 'other');
    expect((await zipOf(folder, filesIn(folder))).equals(first)).toBe(false);
  });
});

it('every package that is bundled has its licence in the notices', () => {
  const text = noticesText();
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    const known = name.startsWith('@tensorflow/')
      ? '@tensorflow/tfjs-core'
      : name.replace(/^@tensorflow-models\/.*/, '@tensorflow-models/');
    expect(text.toLowerCase()).toContain(known);
  }
  expect(text).toContain('Permission is hereby granted');
  expect(text).toContain('Mozilla Public License');
});
