/**
 * `npm run package`: what is uploaded to the stores, in `.output/store`. Made twice of the same sources, the files are
 * the same byte for byte. `--only firefox` makes that browser's and the sources alone. See store/README.md.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { bin, ensureModels, ensurePackages, ROOT, runMain, SetupError } from './lib/toolchain.mjs';

const BROWSERS = ['chrome', 'edge', 'firefox'];
const OUT = `${ROOT}.output/store/`;
/** Bytes. What a user has to download. */
const LARGEST = 8 * 1024 * 1024;
/** Not needed to build: the tests' and documents' pictures, the training. */
const NO_SOURCE = /^(docs\/pictures|training|tests|store|demo|\.ci)\//;

async function buildFor(browser) {
  if ((await bin('wxt/bin/wxt.mjs', 'build', '-b', browser, '--mode', 'store')) !== 0) {
    throw new SetupError(`The extension could not be built for ${browser}: see above.`);
  }
  return `${ROOT}.output/${browser}-mv3-store`;
}

/** The files that stand under version control; in the sources that a store has unpacked, all of them. */
async function sourceFiles() {
  const { filesIn } = await import('./lib/archive.mjs');
  if (!existsSync(`${ROOT}.git`)) {
    return filesIn(ROOT.slice(0, -1)).filter(
      (path) => !/^(node_modules|\.output|\.wxt|\.cache)\//.test(path),
    );
  }
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 };
  const listed = execFileSync('git', ['ls-files', '-z'], options).split('\0').filter(Boolean);
  return listed.filter((path) => !NO_SOURCE.test(path) && existsSync(ROOT + path));
}

// WXT would take the mode's name for it.
process.env.NODE_ENV = 'production';

await runMain(async () => {
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
  const browsers = BROWSERS.filter((name) => only === null || name === only);
  if (browsers.length === 0) throw new SetupError(`Use --only with ${BROWSERS.join(', ')}.`);
  await ensurePackages();
  const { filesIn, zipOf } = await import('./lib/archive.mjs');
  const { version } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  await ensureModels();
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const made = [];
  const write = (name, bytes, most) => {
    writeFileSync(OUT + name, bytes);
    made.push({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    if (bytes.length > most)
      throw new SetupError(`${name} has ${bytes.length} bytes; at most ${most} may be.`);
  };
  for (const browser of browsers) {
    const folder = await buildFor(browser);
    if (browser === 'firefox' && (await bin('web-ext/bin/web-ext.js', 'lint', '-s', folder)) !== 0) {
      throw new SetupError('web-ext found errors in the build for Firefox: see above.');
    }
    write(`emojigen-${version}-${browser}.zip`, await zipOf(folder, filesIn(folder)), LARGEST);
  }
  write(`emojigen-${version}-sources.zip`, await zipOf(ROOT, await sourceFiles()), Number.POSITIVE_INFINITY);
  console.log('\nIn .output/store:');
  for (const { name, bytes, sha256 } of made) {
    console.log(`${(bytes / 1e6).toFixed(2).padStart(6)} MB  ${sha256.slice(0, 16)}…  ${name}`);
  }
  console.log(JSON.stringify(made));
});
