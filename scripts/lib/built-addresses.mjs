/** The web addresses in a built extension's code. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What may stand in the code of a build. Nothing is loaded from any of them (tests/e2e/no-network.test.ts). */
const KNOWN = [
  // Names of markup languages, as the DOM wants them.
  /^http:\/\/www\.w3\.org\//,
  // In the words of errors and comments of TensorFlow.js.
  /^https:\/\/(github\.com\/tensorflow|emscripten\.org|arxiv\.org|www\.shadertoy\.com|developer\.mozilla\.org)\//,
  // This machine, for development.
  /^http:\/\/(localhost|127\.0\.0\.1)\//,
];
const ADDRESS =
  /\b(?:https?|wss?):\/\/(?:\*\.)?[a-z0-9][a-z0-9.-]*\.[a-z]{2,}[^\s"'`)\\]*|\bhttps?:\/\/localhost\//gi;

/** The addresses in a text that are neither known nor a call site. @param {string[]} sites match patterns */
export function foreignIn(text, sites) {
  const hosts = sites.map((pattern) => pattern.replace(/\*$/, ''));
  const found = text.match(ADDRESS) ?? [];
  return [
    ...new Set(
      found.filter(
        (address) =>
          !KNOWN.some((known) => known.test(address)) && !hosts.some((host) => address.startsWith(host)),
      ),
    ),
  ];
}

/** The same for all scripts and pages of the extension built in `folder`. */
export async function foreignAddresses(folder) {
  const { host_permissions: sites } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|html|css)$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return [...new Set(texts.flatMap((text) => foreignIn(text, sites)))].sort();
}
