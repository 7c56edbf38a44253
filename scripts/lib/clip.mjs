/** Makes camera clips: motion JPEG, which Chromium's fake camera plays in a loop at 30 frames per second. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { frameCount, sceneAt, viewAt } from './clip-plan.mjs';
import { PHOTO_FILES, STILL, stillOf } from './clip-stills.mjs';

/** The camera picture. */
export const SIZE = { width: 640, height: 480 };

/** The demo: a calm face, nobody, a smile, nobody. */
export const DEMO = [
  { show: ['neutral'], seconds: 3 },
  { show: ['room'], seconds: 0.5 },
  { show: ['happy'], seconds: 4 },
  { show: ['room'], seconds: 0.5 },
];

/**
 * As the demo in less time, for tests: a smile as long, so that a slow machine sees it too, and just enough of the rest
 * to end it. One round takes longer than the shortest time between two equal reactions.
 */
export const QUICK = [
  { show: ['neutral'], seconds: 1.4 },
  { show: ['room'], seconds: 0.3 },
  { show: ['happy'], seconds: 4 },
  { show: ['room'], seconds: 0.3 },
];

/** Clips for tests of what the camera may show besides one face. */
export const TWO_FACES = [{ show: ['happy', 'neutral'], seconds: 4 }];
export const NO_FACE = [{ show: ['room'], seconds: 3 }];
export const BLACK = [{ show: [], seconds: 1 }];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const CACHE = here('../../.cache/');

/** One JPEG: the part of the still that the camera sees at frame `n`. */
function render(still, n, size) {
  const view = viewAt(n);
  const part = {
    left: Math.round(view.left * STILL.width),
    top: Math.round(view.top * STILL.height),
    width: Math.round(view.size * STILL.width),
    height: Math.round(view.size * STILL.height),
  };
  return (
    sharp(still, { raw: { ...STILL, channels: 3 } })
      .extract(part)
      .resize(size.width, size.height, { kernel: 'cubic' })
      .linear(view.brightness, 0)
      // Chromium's fake camera shows one frozen frame on any other chroma subsampling.
      .jpeg({ quality: 88, chromaSubsampling: '4:2:0', progressive: false })
      .toBuffer()
  );
}

/**
 * Writes the clip of `scenes` to `file`.
 * The file appears complete or not at all, so that an interrupted run leaves no half clip behind.
 * @param {import('./clip-plan.mjs').Scene[]} scenes
 */
export async function makeClip(scenes, file, size = SIZE) {
  const stills = await Promise.all(scenes.map((scene) => stillOf(scene.show)));
  const frames = [];
  for (let n = 0; n < frameCount(scenes); n++) frames.push(await render(stills[sceneAt(scenes, n)], n, size));
  await mkdir(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}.part`;
  await writeFile(partial, Buffer.concat(frames));
  await rename(partial, file);
}

/**
 * The path of the clip of `scenes` in `.cache`, made when it is not there yet. The name carries a hash of everything
 * that goes into it, so a changed photograph, scene or camera movement makes a new one.
 */
export async function cachedClip(scenes, name, size = SIZE) {
  const sources = [...PHOTO_FILES, here('clip.mjs'), here('clip-plan.mjs'), here('clip-stills.mjs')];
  const hash = createHash('sha256').update(JSON.stringify(scenes));
  // What has the usual size keeps its name.
  if (size !== SIZE) hash.update(JSON.stringify(size));
  for (const source of sources) hash.update(await readFile(source));
  const file = `${CACHE}${name}-${hash.digest('hex').slice(0, 12)}.mjpeg`;
  if (!existsSync(file)) await makeClip(scenes, file, size);
  return file;
}
