/** Firefox and a C compiler (the tests' camera for it is a small library), which the tests in Firefox need. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, isDebianRoot } from './find-browser.mjs';

/** The manifest's strict_min_version. */
const OLDEST = 140;

const onPath = (names) => {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
};

function isNewEnough(path) {
  try {
    const answer = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number(/Firefox (\d+)/.exec(answer)?.[1] ?? 0) >= OLDEST;
  } catch {
    return false;
  }
}

/** Paths of both programs, or the reason why the tests in Firefox cannot run here. FIREFOX_PATH names a Firefox. */
export function lookForFirefox() {
  if (process.platform !== 'linux') return { missing: 'its camera is made for Linux' };
  const firefox = process.env.FIREFOX_PATH ?? onPath(['firefox-esr', 'firefox']);
  if (!firefox || !existsSync(firefox)) return { missing: 'there is no Firefox (Debian: firefox-esr)' };
  if (!isNewEnough(firefox)) return { missing: `${firefox} is older than ${OLDEST}` };
  const compiler = onPath(['cc', 'gcc', 'clang']);
  if (!compiler) return { missing: 'there is no C compiler (Debian: gcc, libc6-dev)' };
  return { firefox, compiler };
}

/** As lookForFirefox; installs what is missing where that is possible without a question. */
export async function findFirefox() {
  const found = lookForFirefox();
  if (!found.missing || !isDebianRoot()) return found;
  console.log('Installing Firefox and a C compiler with apt-get …');
  await aptInstall('firefox-esr', 'gcc', 'libc6-dev');
  return lookForFirefox();
}
