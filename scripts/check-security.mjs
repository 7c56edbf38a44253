/**
 * `npm run check:security`: what SECURITY.md promises, checked: every test that it names, the addresses in the built code, and
 * the known holes of the packages that are shipped. Prints how many tests passed.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { auditVerdict } from './lib/audit.mjs';
import { foreignAddresses } from './lib/built-addresses.mjs';
import { findBrowser } from './lib/find-browser.mjs';
import { bin, build, EXTENSION, ensurePackages, ensurePrepared, ROOT, runMain } from './lib/toolchain.mjs';

const FOLDERS = ['tests/e2e', 'tests/unit', 'tests/component'];

/** The tests that SECURITY.md names, by path or by name; those of Firefox belong to `npm test -- e2e`. */
async function namedTests() {
  const text = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const names = [...text.matchAll(/`([\w./-]+)`/g)].map(([, name]) => name.replace(/\.test\.tsx?$/, ''));
  const paths = names.flatMap((name) =>
    name.startsWith('tests/') ? [name] : FOLDERS.map((folder) => `${folder}/${name}`),
  );
  const files = paths.flatMap((path) => [`${path}.test.ts`, `${path}.test.tsx`]);
  return [...new Set(files)]
    .filter((file) => existsSync(join(ROOT, file)) && !file.includes('/firefox/'))
    .sort();
}

/** How many tests passed in how many files. */
const done = { tests: 0, files: 0 };

async function vitest(project, files) {
  const report = join(await mkdtemp(join(tmpdir(), 'emojigen-security-')), 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await bin('vitest/vitest.mjs', 'run', '--project', project, ...reporters, ...files);
  const { numPassedTests = 0 } = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
  await rm(dirname(report), { recursive: true, force: true });
  done.tests += numPassedTests;
  done.files += files.length;
  return status === 0;
}

async function audit() {
  const options = { cwd: ROOT, maxBuffer: 1 << 26, shell: process.platform === 'win32' };
  // npm's exit status tells holes from nothing, and its answer says more.
  const { stdout } = await promisify(execFile)('npm', ['audit', '--omit=dev', '--json'], options).catch(
    (error) => error,
  );
  const { ok, message } = auditVerdict(stdout ?? '');
  console.log(`Packages: ${message}`);
  return ok;
}

/** What is built, and not only its sources: libraries bring addresses of their own. */
async function builtAddresses() {
  const found = await foreignAddresses(EXTENSION);
  console.log(
    found.length === 0 ? 'Built code: no foreign addresses' : `Built code names ${found.join(', ')}`,
  );
  return found.length === 0;
}

await runMain(async () => {
  await ensurePackages();
  await ensurePrepared();
  const tests = await namedTests();
  const of = (project) => tests.filter((file) => file.startsWith(`tests/${project}/`));
  const passed = [await vitest('unit', ['tests/architecture.test.ts', ...of('unit')])];
  passed.push(await vitest('component', of('component')));
  await findBrowser();
  await build();
  passed.push(await builtAddresses(), await vitest('e2e', of('e2e')), await audit());
  console.log(`Promises and attacks: ${done.tests} tests passed in ${done.files} files`);
  return passed.every(Boolean) ? 0 : 1;
});
