/**
 * `npm test`: everything that must hold, from a fresh clone. Steps that need no browser run beside the builds, then the
 * end-to-end tests run. The last line says how many tests passed, failed and were skipped.
 *
 * - `npm test -- unit` (or component, e2e, long): one tier alone. `long` are the longer end-to-end tests: a soak, calls
 *   over Janus, the stores' sources built again.
 * - `npm test -- full`: everything, the longer tests among them.
 * - `npm test -- ci`: everything, and those of the longer tests that the change calls for.
 *
 * Only Node's own modules are imported until the packages are there.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { changedFiles } from './lib/changed-files.mjs';
import { LONG_TESTS, longTestsFor } from './lib/long-tests.mjs';
import { runStep, summaryOf, totalOf } from './lib/steps.mjs';
import { ensurePackages, ensurePrepared, ROOT, runMain, SetupError } from './lib/toolchain.mjs';

const TIERS = ['unit', 'component', 'e2e', 'long'];
const SCOPES = ['full', 'ci'];
const REPORTS = `${ROOT}.cache/test-reports/`;
const PYTHON = 'python3';
const WXT = `${ROOT}node_modules/wxt/bin/wxt.mjs`;

const node = (...args) => [process.execPath, ...args];
const installed = (script, ...args) => node(`${ROOT}node_modules/${script}`, ...args);

/** A step that runs some of Vitest's projects. */
function tests(name, projects, more = {}) {
  const report = `${REPORTS}${projects.join('-')}.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const chosen = projects.flatMap((project) => ['--project', project]);
  return { name, report, command: installed('vitest/vitest.mjs', 'run', ...chosen, ...reporters), ...more };
}

const CHECKS = [
  { name: 'format and lint', command: installed('@biomejs/biome/bin/biome', 'check', '--error-on-warnings') },
  { name: 'unused code and packages', command: installed('knip/bin/knip.js', '--no-progress') },
  { name: 'types', command: installed('typescript/bin/tsc', '--noEmit', '-p', '.') },
];

/** The commands by which the network was made, where PyTorch is there (training/requirements.txt). */
function trainingSteps(notes) {
  const { status } = spawnSync(PYTHON, ['-c', 'import torch, numpy, matplotlib']);
  if (status === 0) return [{ name: 'training', command: [PYTHON, 'training/smoke_test.py'] }];
  notes.push(`The training commands are not tried: pip install -r training/requirements.txt`);
  return [];
}

/** What was asked for: the tiers, and the names of the longer tests. */
function plan(args, notes) {
  const unknown = args.find((name) => ![...TIERS, ...SCOPES].includes(name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no tier "${unknown}": use ${[...TIERS, ...SCOPES].join(', ')}.`);
  }
  const tiers = args.filter((name) => TIERS.includes(name));
  if (tiers.length > 0)
    return { tiers, long: tiers.includes('long') ? Object.keys(LONG_TESTS) : [], all: false };
  const long = longTests(args, notes);
  return { tiers: ['unit', 'component', 'e2e', ...(long.length > 0 ? ['long'] : [])], long, all: true };
}

function longTests(args, notes) {
  const names = Object.keys(LONG_TESTS);
  if (args.includes('full')) return names;
  if (!args.includes('ci')) {
    notes.push(`Longer tests left out: ${names.join(', ')} (npm test -- full)`);
    return [];
  }
  const change = changedFiles();
  const due = longTestsFor(change?.files ?? null);
  const why = change ? `for what changed since ${change.since}` : 'since the change is not known';
  const left = names.filter((name) => !due.includes(name));
  notes.push(
    `Longer tests run ${why}: ${due.join(', ') || 'none'}` +
      (left.length > 0 ? `; left out: ${left.join(', ')} (npm test -- full)` : ''),
  );
  return due;
}

/** Finds the programs that the tests in browsers need, and says what is skipped without them. Resolves to the builds. */
async function browserBuilds(long, notes) {
  const { findBrowser } = await import('./lib/find-browser.mjs');
  console.log(`Browser: ${await findBrowser()}`);
  if (long.includes('janus')) {
    const { findJanus } = await import('./lib/find-janus.mjs');
    if (!(await findJanus()))
      notes.push('Calls over Janus are skipped: install it (Debian: janus, janus-demos)');
  }
  const { findPowerService } = await import('./lib/find-power-service.mjs');
  const noPower = await findPowerService();
  if (noPower) notes.push(`The test on battery is skipped: ${noPower}`);
  const { findFirefox } = await import('./lib/find-firefox.mjs');
  const { firefox, missing } = await findFirefox();
  if (missing) notes.push(`The tests in Firefox are skipped: ${missing}`);
  else console.log(`Firefox: ${firefox}`);
  return ['chrome', ...(missing ? [] : ['firefox'])].map((browser) => ({
    name: `build for ${browser}`,
    command: node(WXT, 'build', '-b', browser),
  }));
}

/** Steps one after the other. */
async function inOrder(steps, results) {
  for (const step of steps) results.push(await runStep(step));
}

await runMain(async () => {
  const notes = [];
  const { tiers, long, all } = plan(process.argv.slice(2), notes);
  await ensurePackages();
  const start = performance.now();
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const inBrowsers = tiers.filter((tier) => tier === 'e2e' || tier === 'long');
  const quick = tiers.filter((tier) => !inBrowsers.includes(tier));
  const builds = inBrowsers.length > 0 ? await browserBuilds(long, notes) : [];
  const training = all ? trainingSteps(notes) : [];
  for (const note of notes) console.log(note);
  await ensurePrepared();

  const results = [];
  await Promise.all([
    inOrder([...builds, ...training], results),
    inOrder(all ? CHECKS : [], results),
    inOrder(quick.length > 0 ? [tests(`${quick.join(' and ')} tests`, quick)] : [], results),
  ]);
  const isBuilt = results.every(({ name, counts }) => !name.startsWith('build') || counts.failed === 0);
  if (inBrowsers.length > 0 && isBuilt) {
    const env = { EMOJIGEN_LONG_TESTS: long.join(' ') };
    results.push(await runStep(tests('end-to-end tests', inBrowsers, { live: true, env })));
  }
  rmSync(REPORTS, { recursive: true });
  console.log(
    `\n── summary\n${[...notes, summaryOf(results, (performance.now() - start) / 1000)].join('\n')}`,
  );
  return totalOf(results).failed === 0 ? 0 : 1;
});
