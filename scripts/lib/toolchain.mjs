/** What must be there before anything else runs. Only Node's own modules: in a fresh clone nothing is installed. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The built extension. */
export const EXTENSION = `${ROOT}.output/chrome-mv3`;

/** A failure that the person can act on: its message is all they need to see. */
export class SetupError extends Error {}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Runs a program in the repository's root with its output on this terminal and resolves to its exit status. A program
 * that cannot be started rejects.
 */
export function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** Runs npm; its own script under `npm run`, so that this works where npm is a shell script (Windows). */
export function npm(...args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args]);
  return process.platform === 'win32' ? run('cmd.exe', ['/c', 'npm', ...args]) : run('npm', args);
}

/** Runs a program of an installed package, e.g. `bin('vitest/vitest.mjs', 'run')`. */
export function bin(script, ...args) {
  return run(process.execPath, [`${ROOT}node_modules/${script}`, ...args]);
}

/** Throws a SetupError where this Node is older than package.json asks for. */
function checkNode() {
  const wanted = readJson(`${ROOT}package.json`).engines.node.replace('>=', '').split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < (wanted[1] ?? 0))) {
    throw new SetupError(`Node ${wanted.join('.')} or newer is needed; this is ${process.versions.node}.`);
  }
}

/** The packages of package.json that are missing or of another version than it names. */
function missingPackages() {
  const { dependencies, devDependencies } = readJson(`${ROOT}package.json`);
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([name, version]) => {
      const manifest = `${ROOT}node_modules/${name}/package.json`;
      return !existsSync(manifest) || readJson(manifest).version !== version;
    })
    .map(([name]) => name);
}

/** Installs the packages unless they are all there. */
export async function ensurePackages() {
  checkNode();
  const missing = missingPackages();
  if (missing.length === 0) return;
  console.log(`Installing packages (${missing.length} missing or out of date) …`);
  // A lock file written where the registry lacks other systems' binaries can be too short for `npm ci`.
  if ((await npm('ci')) !== 0 && (await npm('install', '--no-save')) !== 0) {
    throw new SetupError('The packages could not be installed: see the messages of npm above.');
  }
}

/** Makes the networks and the emoji artwork where they are missing or out of date. Needs the packages. */
export async function ensureModels() {
  if ((await run(process.execPath, [`${ROOT}scripts/models.mjs`])) !== 0) {
    throw new SetupError('The networks could not be made: see the messages above.');
  }
}

/** Also what TypeScript and Vite read of WXT (`.wxt`). Needs the packages. */
export async function ensurePrepared() {
  await ensureModels();
  if (existsSync(`${ROOT}.wxt/tsconfig.json`)) return;
  if ((await bin('wxt/bin/wxt.mjs', 'prepare')) !== 0) {
    throw new SetupError('WXT could not prepare the project: see its messages above.');
  }
}

/** Builds the extension for `browser` ("chrome" or "firefox") into `.output/BROWSER-mv3`. Needs what is prepared. */
export async function build(browser = 'chrome') {
  if ((await bin('wxt/bin/wxt.mjs', 'build', '-b', browser)) !== 0) {
    throw new SetupError(`The extension could not be built for ${browser}: see the messages above.`);
  }
}

/** Runs `main`; a SetupError ends the process with its message alone, anything else with its stack. */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    console.error(error instanceof SetupError ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
