/** The files that the build takes from installed packages, each checked against a known SHA-256. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import artwork from '../../src/shared/emoji/artwork.json' with { type: 'json' };
import checksums from './checksums.json' with { type: 'json' };

/** An input is missing or is not what it should be. The message is for the person who runs the build. */
export class BuildInputError extends Error {}

/** Paths below `node_modules`. */
export const DETECTOR = '@mediapipe/face_detection/face_detection_short_range.tflite';
export const MESH_PACK = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data';
export const MESH_PACK_LOADER = '@mediapipe/face_mesh/face_mesh_solution_packed_assets_loader.js';
/** The MediaPipe packages name their licence but do not hold its text; sharp (same licence) does. */
export const APACHE_LICENSE = 'sharp/LICENSE';

/** Code points of the emoji that the extension ships. */
export const EMOJI = artwork;

/** The package's pictures of these two skin tones (medium light, medium) have each other's names. */
const SWAPPED = { '1f3fc': '1f3fd', '1f3fd': '1f3fc' };

/** Where an emoji's picture lies below `node_modules`. */
export const emojiSource = (codePoint) =>
  `@lobehub/fluent-emoji-3d/assets/${codePoint.replace(/1f3f[cd]$/, (tone) => SWAPPED[tone])}.webp`;

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

const REINSTALL = 'Run `npm ci` to install the versions in package-lock.json.';
const NEW_VERSION =
  'Where the change is meant (a new version, another emoji): look at the file and its licence, put the found sum ' +
  'into scripts/models/checksums.json and run the tests.';

/**
 * Reads and checks every input.
 *
 * @param {string} root folder with `node_modules`
 * @returns {Map<string, Buffer>} path below `node_modules` -> contents
 * @throws {BuildInputError} naming the first file that is missing or differs
 */
export function readInputs(root) {
  const files = [DETECTOR, MESH_PACK, MESH_PACK_LOADER, APACHE_LICENSE, ...EMOJI.map(emojiSource)];
  return new Map(files.map((file) => [file, readChecked(root, file)]));
}

function readChecked(root, file) {
  const shown = `node_modules/${file}`;
  const expected = Object.hasOwn(checksums, file) ? checksums[file] : 'none is known yet';
  let bytes;
  try {
    bytes = readFileSync(path.join(root, 'node_modules', file));
  } catch (error) {
    throw new BuildInputError(
      `${shown} cannot be read (${error.code}).\n  expected SHA-256: ${expected}\n  ${REINSTALL}`,
    );
  }
  const found = sha256(bytes);
  if (found === expected) return bytes;
  throw new BuildInputError(
    `${shown} is not the file that this build was made for.\n  expected SHA-256: ${expected}\n` +
      `  found SHA-256:    ${found}\n  ${REINSTALL}\n  ${NEW_VERSION}`,
  );
}
