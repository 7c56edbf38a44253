/** The build of face models and emoji: check the inputs, convert, publish; or find that nothing has changed. */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readInputs } from './inputs.mjs';
import { makeOutputs, OUTPUT_FOLDERS } from './outputs.mjs';
import { buildKey, isCurrent, makeStamp } from './stamp.mjs';

/**
 * Writes `public/models/face` and `public/emoji` below `root` from `node_modules` below `root`.
 *
 * @param {{ root: string }} options
 * @returns {{ built: boolean, files: number, bytes: number }} `built` is false where all was there already
 * @throws {import('./inputs.mjs').BuildInputError} before anything is written
 */
export function buildModels({ root }) {
  const inputs = readInputs(root);
  const key = buildKey(inputs);
  const cache = path.join(root, '.cache');
  const stampFile = path.join(cache, 'models.json');
  const publicFolder = path.join(root, 'public');
  if (isCurrent(stampFile, key, publicFolder)) return { built: false, files: 0, bytes: 0 };

  const outputs = makeOutputs(inputs);
  mkdirSync(cache, { recursive: true });
  rmSync(stampFile, { force: true });
  publish(outputs, publicFolder, cache);
  removeStrangers(outputs, publicFolder);
  // Last, so that a build that was interrupted is done again.
  publish(new Map([['models.json', JSON.stringify(makeStamp(key, outputs))]]), cache, cache);
  const bytes = [...outputs.values()].reduce((sum, file) => sum + file.length, 0);
  return { built: true, files: outputs.size, bytes };
}

/**
 * Writes the files beside their destination first and then moves each into place, which is atomic: no one ever sees
 * half a file, even if two builds run at once.
 */
function publish(files, folder, cache) {
  const staging = mkdtempSync(path.join(cache, 'models-'));
  try {
    for (const [file, bytes] of files) write(path.join(staging, file), bytes);
    for (const file of files.keys()) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      renameSync(path.join(staging, file), path.join(folder, file));
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Whatever an earlier build left (an emoji that is no longer chosen) would be shipped otherwise. */
function removeStrangers(outputs, publicFolder) {
  for (const folder of OUTPUT_FOLDERS) {
    for (const name of readdirSync(path.join(publicFolder, folder))) {
      if (!outputs.has(`${folder}/${name}`))
        rmSync(path.join(publicFolder, folder, name), { recursive: true });
    }
  }
}

function write(file, bytes) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
