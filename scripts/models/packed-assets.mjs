/** The face mesh lies in an Emscripten file pack: one data file, and a loader script with the table of contents. */
import { BuildInputError } from './inputs.mjs';

/**
 * One file of the pack.
 *
 * @param {string} loader source of the `..._loader.js`, which ends in `loadPackage({"files": [...]})`
 * @param {Buffer} pack
 * @param {string} name file name without folders
 * @throws {BuildInputError} where the loader has no such entry or points outside of the pack
 */
export function unpack(loader, pack, name) {
  const entry = contents(loader).find((file) => file.filename.endsWith(`/${name}`));
  if (!entry) throw new BuildInputError(`The face mesh package does not list ${name}.`);
  const { start, end } = entry;
  if (
    !(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= pack.length)
  ) {
    throw new BuildInputError(
      `The face mesh package lists ${name} at ${start}..${end} of ${pack.length} bytes.`,
    );
  }
  return pack.subarray(start, end);
}

function contents(loader) {
  const call = /loadPackage\((\{"files":.*\})\)/.exec(loader);
  try {
    return JSON.parse(call[1]).files;
  } catch {
    throw new BuildInputError('The face mesh package has no readable table of contents.');
  }
}
