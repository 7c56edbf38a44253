/** A stand-in for the system's power service, by which a test decides whether the computer is plugged in (Linux). */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aptInstall, isDebianRoot } from './find-browser.mjs';

/** The system's own Python, which has the packages of the system. */
export const PYTHON = '/usr/bin/python3';

/** Why there is none here, or null. */
export function whyNoPowerService() {
  if (process.platform !== 'linux') return 'the power service that is stood in for is the one of Linux';
  const programs = ['/usr/bin/dbus-daemon', '/usr/bin/dbus-send', PYTHON];
  const missing = programs.find((path) => !existsSync(path));
  if (missing) return `there is no ${missing} (Debian: dbus-daemon, dbus-bin, python3)`;
  const { status } = spawnSync(PYTHON, ['-c', 'import dbusmock']);
  return status === 0 ? null : 'there is no dbusmock (Debian: python3-dbusmock)';
}

/** As whyNoPowerService; installs what is missing where that is possible without a question. */
export async function findPowerService() {
  if (whyNoPowerService() === null || !isDebianRoot()) return whyNoPowerService();
  console.log('Installing a stand-in for the power service with apt-get …');
  await aptInstall('dbus-daemon', 'dbus-bin', 'python3-dbusmock');
  return whyNoPowerService();
}
