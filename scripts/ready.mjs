/**
 * `node scripts/ready.mjs [packages] [build]`: what the other commands need in a fresh clone. Installs the packages where
 * they are missing, prepares WXT and makes the networks. `packages` stops after the packages; `build` also builds the
 * extension for Chrome. Only Node's own modules are imported until the packages are there.
 */
import { build, ensurePackages, ensurePrepared, runMain, SetupError } from './lib/toolchain.mjs';

const KNOWN = ['packages', 'build'];

await runMain(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) throw new SetupError(`"${unknown}" is unknown: use ${KNOWN.join(' or ')}.`);
  await ensurePackages();
  if (wanted.includes('packages')) return;
  await ensurePrepared();
  if (wanted.includes('build')) await build();
});
