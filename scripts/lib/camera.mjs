/** A clip as the camera: how Chromium is told, and whether it will understand. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SetupError } from './toolchain.mjs';

/** Answers every camera question with yes. */
export const ALLOW_CAMERA = '--use-fake-ui-for-media-stream';

/** How a clip of each kind begins. */
const BEGINNINGS = { mjpeg: Buffer.from([0xff, 0xd8, 0xff]), y4m: Buffer.from('YUV4MPEG2') };

function firstBytes(file, count) {
  const bytes = Buffer.alloc(count);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, count, 0));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The arguments that make `clip` the camera. Throws a SetupError where there is no such clip or it is none: the browser
 * itself would only show a black picture.
 */
export function cameraArgs(clip) {
  const file = resolve(clip);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new SetupError(`There is no camera clip at ${file}.`);
  }
  const beginning = BEGINNINGS[file.split('.').at(-1)];
  if (!beginning) throw new SetupError(`A camera clip is an .mjpeg or .y4m file; this is ${file}.`);
  if (!firstBytes(file, beginning.length).equals(beginning)) {
    throw new SetupError(`${file} is damaged: it does not begin as such a clip does.`);
  }
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}
