/** Remembers what was built from what, so that a build with nothing to do is quick. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from './inputs.mjs';

const ARTWORK = new URL('../../src/shared/emoji/artwork.json', import.meta.url);
const SOURCES = new URL('.', import.meta.url);

/**
 * Changes whenever an input, the converter or the choice of emoji changes.
 *
 * @param {Map<string, Buffer>} inputs
 */
export function buildKey(inputs) {
  const sources = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const parts = [...[...inputs.values()], ...[...sources, ARTWORK].map((file) => readFileSync(file))];
  return sha256(parts.map(sha256).join());
}

/** The stamp of a build: its key and the sum of each file it wrote. */
export function makeStamp(key, outputs) {
  return { key, outputs: Object.fromEntries([...outputs].map(([file, bytes]) => [file, sha256(bytes)])) };
}

/** Whether the build with this key has been done and its files still are as they were written. */
export function isCurrent(stampFile, key, publicFolder) {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'));
    return (
      stamp.key === key &&
      Object.entries(stamp.outputs).every(
        ([file, sum]) => sha256(readFileSync(path.join(publicFolder, file))) === sum,
      )
    );
  } catch {
    return false; // no stamp, a damaged stamp or a file that is gone: all mean that there is something to do
  }
}
