/**
 * `npm test`: everything that must hold, from a fresh clone. `node scripts/test.mjs unit` (or component, e2e) runs one
 * tier of tests alone. Only Node's own modules are imported until the packages are there.
 */
import { spawnSync } from 'node:child_process';
import {
  bin,
  build,
  buildForFirefox,
  ensurePackages,
  npm,
  run,
  runMain,
  SetupError,
} from './lib/toolchain.mjs';

const TIERS = ['unit', 'component', 'e2e'];

const CHECKS = {
  'format and lint': () => bin('@biomejs/biome/bin/biome', 'check', '--error-on-warnings'),
  types: async () =>
    (await bin('wxt/bin/wxt.mjs', 'prepare')) || bin('typescript/bin/tsc', '--noEmit', '-p', '.'),
};

const PYTHON = 'python3';

/** The commands by which the network was made, where PyTorch is there (training/requirements.txt). */
function trainingSteps() {
  const { status } = spawnSync(PYTHON, ['-c', 'import torch, numpy, matplotlib']);
  if (status !== 0) {
    console.log('Without PyTorch the training commands are not tried.');
    return [];
  }
  return [['training', () => run(PYTHON, ['training/smoke_test.py'])]];
}

const tier = (name) => () => bin('vitest/vitest.mjs', 'run', '--project', name);

function stepsFor(asked) {
  const wanted = asked.length > 0 ? asked : TIERS;
  const unknown = wanted.find((name) => !TIERS.includes(name));
  if (unknown !== undefined) throw new SetupError(`There is no tier "${unknown}": use ${TIERS.join(', ')}.`);
  const checks = asked.length > 0 ? [] : [...Object.entries(CHECKS), ...trainingSteps()];
  return [...checks, ...wanted.map((name) => [`${name} tests`, tier(name)])];
}

await runMain(async () => {
  const asked = process.argv.slice(2);
  const steps = stepsFor(asked);
  await ensurePackages();
  if (asked.length === 0 || asked.includes('e2e')) {
    const { findBrowser } = await import('./lib/find-browser.mjs');
    console.log(`Browser: ${await findBrowser()}`);
    const { findJanus } = await import('./lib/find-janus.mjs');
    if (!(await findJanus()))
      console.log('Without Janus (Debian: janus, janus-demos) the tests over it are skipped.');
    const { findPowerService } = await import('./lib/find-power-service.mjs');
    const noPower = await findPowerService();
    if (noPower) console.log(`The test on battery is skipped: ${noPower}.`);
    await build();
    const { findFirefox } = await import('./lib/find-firefox.mjs');
    const { firefox, missing } = await findFirefox();
    if (missing) console.log(`The tests in Firefox are skipped: ${missing}.`);
    else {
      console.log(`Firefox: ${firefox}`);
      await buildForFirefox();
    }
  } else if ((await npm('run', 'models')) !== 0) {
    throw new SetupError('The models could not be made: see the messages of `npm run models` above.');
  }
  const results = [];
  for (const [name, step] of steps) {
    console.log(`\n── ${name}`);
    const start = performance.now();
    const passed = (await step()) === 0;
    results.push({ name, passed, seconds: (performance.now() - start) / 1000 });
  }
  console.log('\n── summary');
  for (const { name, passed, seconds } of results) {
    console.log(`${passed ? 'passed' : 'FAILED'}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
  return results.every((result) => result.passed) ? 0 : 1;
});
