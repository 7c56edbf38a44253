/** A real camera for Firefox, as far as Firefox can tell: camera.c, which plays a clip. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SIZE } from '../../../scripts/lib/clip.mjs';
import { i420Of } from '../support/raw-clip';

const SOURCE = fileURLToPath(new URL('camera.c', import.meta.url));

/** The environment that gives a Firefox process the camera. @param clip motion JPEG of `SIZE`, 30 frames a second */
export async function cameraEnvironment(clip: string, compiler: string): Promise<Record<string, string>> {
  return {
    LD_PRELOAD: await compiled(dirname(clip), compiler),
    EMOJIGEN_CAMERA: await i420Of(clip),
    EMOJIGEN_WIDTH: String(SIZE.width),
    EMOJIGEN_HEIGHT: String(SIZE.height),
  };
}

async function compiled(folder: string, compiler: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(SOURCE));
  const library = join(folder, `camera-${hash.digest('hex').slice(0, 12)}.so`);
  if (existsSync(library)) return library;
  const partial = `${library}.${process.pid}.part`;
  execFileSync(compiler, ['-shared', '-fPIC', '-O2', '-o', partial, SOURCE, '-ldl', '-lpthread']);
  await rename(partial, library);
  return library;
}
