/** The documents point at what is there. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/toolchain.mjs';

const documents = ['.', 'docs', 'store', 'training']
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'));
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};

describe.each(documents)('%s', (path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');

  it('links to files that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target]) => target!);
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([]);
  });

  it('names sources that exist', () => {
    const named = [...text.matchAll(/`((?:src|scripts|entrypoints)\/[\w./-]+)`/g)].map(([, name]) => name!);
    expect(named.filter((name) => !existsSync(join(ROOT, name)) && !isMeantAsPattern(name))).toEqual([]);
  });

  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

it('docs/development.md lists every command', () => {
  const text = readFileSync(join(ROOT, 'docs/development.md'), 'utf8');
  const listed = [...text.matchAll(/^\| `npm (?:run )?([\w:]+)/gm)].map(([, name]) => name!);
  expect(Object.keys(scripts).filter((name) => !listed.includes(name))).toEqual([]);
});

/** `src/call/sites/NAME.ts` */
const isMeantAsPattern = (name: string): boolean => /[A-Z]{4}/.test(name);

it.skipIf(!existsSync(`${ROOT}.git`))('nothing that is generated stands under version control', () => {
  const listed = execFileSync('git', ['ls-files', '.output', '.cache', '.wxt', 'node_modules'], {
    cwd: ROOT,
  });
  expect(listed.toString()).toBe('');
});
