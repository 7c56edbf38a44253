/** Reads clips: motion JPEG as it is; anything else, and sound, by ffmpeg. */
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLIP_FPS, picturesIn, readMjpeg } from './mjpeg';
import { UsageError } from './usage-error';

/** A clip: JPEG pictures, `CLIP_FPS` a second, and how loud it is. */
export interface Clip {
  readonly pictures: readonly Buffer[];
  /** The voice level at a moment as a call page reads it (0..1), by seconds; missing where the clip has no sound. */
  readonly voiceAt?: (seconds: number) => number;
}

/** In the order in which they are looked for. */
const ENDINGS = ['mjpeg', 'mp4', 'mov', 'webm', 'mkv', '3gp'] as const;
const MOST_BYTES = 2 ** 30;
/** Samples a second that are enough to tell how loud something is. */
const SAMPLE_RATE = 16_000;
/** A call page reads the loudest of three pieces of 10 ms (src/call/voice-level.ts). */
const PIECE = SAMPLE_RATE / 100;
const PIECES = 3;

const run = promisify(execFile);

async function ffmpeg(...args: readonly string[]): Promise<Buffer> {
  const all = ['-nostdin', '-v', 'error', ...args];
  try {
    const { stdout } = await run('ffmpeg', all, { encoding: 'buffer', maxBuffer: MOST_BYTES });
    return stdout;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
    throw new UsageError('Clips other than motion JPEG need the program ffmpeg.', { cause });
  }
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** @throws UsageError where the folder holds no such clip */
export async function findClip(folder: string, name: string): Promise<string> {
  for (const ending of ENDINGS) {
    const path = join(folder, `${name}.${ending}`);
    if (await isFile(path)) return path;
  }
  throw new UsageError(`${folder} has no clip ${name}.mjpeg or ${name}.mp4.`);
}

/**
 * @param path ends in `.mjpeg`, or is anything that ffmpeg reads; the sound of a motion-JPEG clip may lie beside it as
 *   `.wav`
 * @throws UsageError where it cannot be read
 */
export async function readClip(path: string): Promise<Clip> {
  if (path.endsWith('.mjpeg')) {
    const pictures = await readMjpeg(path);
    const wave = path.replace(/mjpeg$/, 'wav');
    return (await isFile(wave)) ? withVoice(pictures, await soundOf(wave)) : { pictures };
  }
  const rate = `fps=${CLIP_FPS}`;
  const stream = await ffmpeg('-i', path, '-an', '-vf', rate, '-q:v', '2', '-f', 'mjpeg', '-').catch(
    (cause) => {
      if (cause instanceof UsageError) throw cause;
      throw new UsageError(`The clip ${path} cannot be read.`, { cause });
    },
  );
  const pictures = picturesIn(stream);
  if (pictures.length === 0) throw new UsageError(`The clip ${path} holds no picture.`);
  return withVoice(pictures, await soundOf(path));
}

/** Samples from -1 to 1; none where there is no sound. */
async function soundOf(path: string): Promise<Float32Array> {
  const rate = String(SAMPLE_RATE);
  const data = await ffmpeg('-i', path, '-vn', '-ac', '1', '-ar', rate, '-f', 'f32le', '-').catch(() =>
    Buffer.alloc(0),
  );
  return new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + 4 * (data.length >> 2)));
}

function withVoice(pictures: readonly Buffer[], samples: Float32Array): Clip {
  if (samples.length === 0) return { pictures };
  return { pictures, voiceAt: (seconds) => levelAt(samples, Math.round(seconds * SAMPLE_RATE)) };
}

/** Root mean square of the loudest of the last pieces before a sample, 0..1. */
export function levelAt(samples: Float32Array, end: number): number {
  let loudest = 0;
  for (let n = 0; n < PIECES; n++) {
    const piece = samples.subarray(Math.max(end - (n + 1) * PIECE, 0), Math.max(end - n * PIECE, 0));
    const squares = piece.reduce((sum, sample) => sum + sample * sample, 0);
    loudest = Math.max(loudest, Math.sqrt(squares / Math.max(piece.length, 1)));
  }
  return Math.min(loudest, 1);
}
