/**
 * `npm run release -- patch` (or minor, major): gives the version in package.json, the lock file and CHANGELOG.md, and
 * writes the release notes for the stores. `--dry-run` only says what it would do. It commits and tags nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { nextVersion, released, withVersion } from './lib/release-plan.mjs';
import { ROOT, runMain } from './lib/toolchain.mjs';

const read = (name) => readFileSync(ROOT + name, 'utf8');

await runMain(() => {
  const step = process.argv[2] ?? '';
  const manifest = read('package.json');
  const version = nextVersion(JSON.parse(manifest).version, step);
  const { changelog, notes } = released(read('CHANGELOG.md'), version, new Date().toISOString().slice(0, 10));
  const files = {
    'package.json': withVersion(manifest, version),
    'package-lock.json': withVersion(read('package-lock.json'), version),
    'CHANGELOG.md': changelog,
    'store/release-notes.md': `# EmojiGen ${version}\n\n${notes}`,
  };
  console.log(`EmojiGen ${version}\n\n${notes}`);
  if (process.argv.includes('--dry-run')) return 0;
  for (const [name, text] of Object.entries(files)) writeFileSync(ROOT + name, text);
  console.log(`Changed: ${Object.keys(files).join(', ')}.`);
  console.log(`Next: npm test && npm run package, then commit and tag v${version}.`);
  return 0;
});
