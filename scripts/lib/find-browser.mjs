/** Finds a Chromium that can run the extension, or installs one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { bin, run, SetupError } from './toolchain.mjs';

/** The manifest's minimum_chrome_version. */
const OLDEST = 148;

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'chrome',
];

const MAC = ['Google Chrome', 'Chromium', 'Google Chrome Beta', 'Google Chrome for Testing'];

/** The places where `platform` keeps browsers, most wanted first. */
export function usualPlaces(platform, env) {
  if (platform === 'darwin') {
    const roots = ['/Applications', `${env.HOME}/Applications`];
    return MAC.flatMap((name) => roots.map((root) => `${root}/${name}.app/Contents/MacOS/${name}`));
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
    const apps = ['Google\\Chrome', 'Chromium', 'Google\\Chrome Beta'];
    return apps.flatMap((app) => roots.map((root) => `${root}\\${app}\\Application\\chrome.exe`));
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The browser that puppeteer itself installed, if any. */
async function puppeteersOwn() {
  const { default: puppeteer } = await import('puppeteer');
  try {
    return await puppeteer.executablePath('chrome');
  } catch {
    return null;
  }
}

/** The major version in `--version`'s answer, e.g. `Chromium 156.0.8078.79 built on …` -> 156; null where there is none. */
export function majorVersion(answer) {
  const match = /\b(\d+)\.\d+\.\d+\.\d+\b/.exec(answer);
  return match ? Number(match[1]) : null;
}

/** Whether the browser at `path` can be asked for its version and is new enough. */
function isNewEnough(path) {
  // On Windows the question opens a window instead; puppeteer reports an old browser later.
  if (process.platform === 'win32') return true;
  try {
    const answer = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (majorVersion(answer) ?? 0) >= OLDEST;
  } catch {
    return false;
  }
}

async function find() {
  const places = [...usualPlaces(process.platform, process.env), await puppeteersOwn()];
  return places.find((path) => path && existsSync(path) && isNewEnough(path)) ?? null;
}

/** Whether packages can be installed here with apt-get. */
export function isDebianRoot() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release'))
    return false;
  // Ubuntu's package only points to a snap, which does not run in containers.
  return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8')) && existsSync('/usr/bin/apt-get');
}

/** Whether apt-get knows of its packages' current versions: asked for once a run. */
let updated = false;

/** Installs packages of the system. Only where `isDebianRoot` says so. */
export async function aptInstall(...packages) {
  updated ||= (await run('apt-get', ['update', '-qq'])) === 0;
  if (updated) await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}

async function installByApt() {
  console.log('No browser found: installing Chromium with apt-get …');
  await aptInstall('chromium');
}

async function installByPuppeteer() {
  console.log('No browser found: downloading Chrome for Testing …');
  // The libraries it needs come from the system's packages, which only root may install.
  const libraries = process.platform === 'linux' && process.getuid?.() === 0 ? ['--install-deps'] : [];
  await bin('puppeteer/lib/cjs/puppeteer/node/cli.js', 'browsers', 'install', 'chrome', ...libraries);
}

/**
 * The path of a browser. CHROME_PATH or PUPPETEER_EXECUTABLE_PATH decides where it is set; needs the installed packages.
 * Throws a SetupError that says what to do where no browser can be had.
 */
export async function findBrowser() {
  for (const name of ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH']) {
    const path = process.env[name];
    if (!path) continue;
    if (!existsSync(path)) throw new SetupError(`${name} is set, but there is nothing at ${path}.`);
    return path;
  }
  let path = await find();
  for (const install of isDebianRoot() ? [installByApt, installByPuppeteer] : [installByPuppeteer]) {
    if (path) break;
    await install();
    path = await find();
  }
  if (path) return path;
  throw new SetupError(
    `No Chrome or Chromium ${OLDEST} or newer was found, and none could be installed. ` +
      'Install one, or set CHROME_PATH to the path of its program.',
  );
}
