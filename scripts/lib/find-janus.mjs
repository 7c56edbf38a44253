/** Janus, the WebRTC server that some tests hold calls over. */
import { existsSync } from 'node:fs';
import { aptInstall, isDebianRoot } from './find-browser.mjs';

const NEEDED = ['/usr/bin/janus', '/usr/share/janus/demos'];

const isThere = () => NEEDED.every((path) => existsSync(path));

/** Installs it where that is possible without a question. Resolves to whether it is there; the tests need not have it. */
export async function findJanus() {
  if (!isThere() && isDebianRoot()) {
    console.log('Installing Janus with apt-get …');
    await aptInstall('janus', 'janus-demos');
  }
  return isThere();
}
