/**
 * `npm run check:security`: what SECURITY.md promises, checked. The manifests, the rules about the source, the fuzzed
 * protocols, a whole session whose network traffic is recorded, and the known holes of the packages that are shipped.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { auditVerdict } from './lib/audit.mjs';
import { foreignAddresses } from './lib/built-addresses.mjs';
import { findBrowser } from './lib/find-browser.mjs';
import { bin, build, EXTENSION, ensurePackages, ensurePrepared, ROOT, runMain } from './lib/toolchain.mjs';

const UNIT = [
  'tests/architecture.test.ts',
  'tests/unit/security.test.ts',
  'tests/unit/hostile-messages.test.ts',
  'tests/unit/message-guards.test.ts',
  'tests/unit/frame-guards.test.ts',
  'tests/unit/fuzz-protocols.test.ts',
  'tests/unit/history-files.test.ts',
  'tests/unit/own-images.test.ts',
];
const E2E = ['tests/e2e/no-network.test.ts', 'tests/e2e/hostile-page.test.ts'];

const vitest = async (project, files) =>
  (await bin('vitest/vitest.mjs', 'run', '--project', project, ...files)) === 0;

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
  const passed = [await vitest('unit', UNIT)];
  await findBrowser();
  await build();
  passed.push(await builtAddresses(), await vitest('e2e', E2E), await audit());
  return passed.every(Boolean) ? 0 : 1;
});
