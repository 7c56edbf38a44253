/** Zip files that are the same, byte for byte, whenever and wherever they are made of the same files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import JSZip from 'jszip';

/** The first moment a zip file can stand for. */
const WHEN = new Date(Date.UTC(1980, 0, 1));

/** Paths of all files below `folder`, with slashes, sorted by code units. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'))
    .map((path) => path.replace(/^\//, ''))
    .sort();
}

/**
 * The zip file of `paths` below `folder`, in the order of their names.
 * @param {string} folder
 * @param {readonly string[]} paths
 */
export function zipOf(folder, paths) {
  const zip = new JSZip();
  for (const path of [...paths].sort()) {
    const options = { date: WHEN, createFolders: false, unixPermissions: 0o644 };
    zip.file(path, readFileSync(join(folder, path)), options);
  }
  return zip.generateAsync({
    type: 'nodebuffer',
    platform: 'UNIX',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
  });
}
