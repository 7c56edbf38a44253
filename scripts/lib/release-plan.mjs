/** What a release changes in the files that carry the version. Text in, text out. */
import { SetupError } from './toolchain.mjs';

export const STEPS = ['major', 'minor', 'patch'];
const UNRELEASED = '## Unreleased';

/** The version after `version`, e.g. 0.1.9 by `minor` -> 0.2.0. */
export function nextVersion(version, step) {
  const numbers = version.split('.').map(Number);
  const at = STEPS.indexOf(step);
  if (at < 0) throw new SetupError(`Which step? Use ${STEPS.join(', ')}.`);
  return numbers.map((number, n) => (n < at ? number : n === at ? number + 1 : 0)).join('.');
}

/** package.json or package-lock.json with another version of the project itself. */
export function withVersion(text, version) {
  const content = JSON.parse(text);
  content.version = version;
  if (content.packages?.['']) content.packages[''].version = version;
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * The changelog in which what was unreleased belongs to `version`, and that part alone: the release notes.
 * Throws a SetupError where there is nothing to release.
 * @param {string} changelog
 * @param {string} version
 * @param {string} date year-month-day
 */
export function released(changelog, version, date) {
  const start = changelog.indexOf(UNRELEASED);
  if (start < 0) throw new SetupError(`CHANGELOG.md has no part "${UNRELEASED}".`);
  const from = start + UNRELEASED.length;
  const next = changelog.indexOf('\n## ', from);
  const notes = changelog.slice(from, next < 0 ? undefined : next).trim();
  if (notes === '') throw new SetupError(`Nothing stands under "${UNRELEASED}" in CHANGELOG.md.`);
  const rest = next < 0 ? '' : changelog.slice(next);
  const head = `${changelog.slice(0, start)}${UNRELEASED}\n\n## ${version} (${date})\n\n${notes}\n`;
  return { changelog: head + rest, notes: `${notes}\n` };
}
