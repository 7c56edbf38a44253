/**
 * `npm run eval:clips -- --clip FILE.mjpeg [--truth FILE.json] [--fps N] [--baseline raw|ema|human]`: the whole chain
 * over a clip, by the clip's own time. The last line printed is one JSON object.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { EMOJI } from '../../src/emoji/choose';
import { createPipeline, type Models } from '../../src/pipeline';
import type { SeenFace } from '../../src/temporal';
import { EXPRESSIONS, type Expression, type Region } from '../../src/types';
import { BASELINES, type Baseline, temporalFor } from './baselines';
import {
  type ClipReaction,
  falsePerMinute,
  flipsPerMinute,
  onsetDelayMs,
  type Shown,
  type TrueSpan,
  timeline,
} from './clip-figures';
import { CLIP_FPS, frameOf, readMjpeg } from './mjpeg';
import { loadModels, UsageError } from './models';

/** Any moment will do; far from 0, so that a mix-up of units shows. */
const EPOCH = 1_700_000_000_000;

/** The moments of a clip that are looked at, in seconds, each with its picture. */
function* sampled(pictures: readonly Buffer[], fps: number): Generator<{ t: number; picture: Buffer }> {
  for (let n = 0; n / fps < pictures.length / CLIP_FPS; n++) {
    const t = n / fps;
    yield { t, picture: pictures[Math.min(Math.round(t * CLIP_FPS), pictures.length - 1)]! };
  }
}

/** The peer's whole chain, every frame taken at face value: it has no temporal model. */
export async function analyseWithHuman(pictures: readonly Buffer[], fps: number) {
  const [read] = await (await import('./peers/human')).loadHumanPhotos();
  const filter = temporalFor('raw');
  const shown: Shown[] = [];
  const reactions: ClipReaction[] = [];
  let faceFound = 0;
  for (const { t, picture } of sampled(pictures, fps)) {
    const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const probabilities = await read!({ width, height, data, region: { x: 0, y: 0, width, height } });
    if (probabilities) faceFound += 1;
    const seen = probabilities && { track: 1, probabilities, browHeight: Number.NaN, mouthOpening: 0 };
    const { expression, confidence, fires } = filter.update(seen as SeenFace | null, 1000 * t);
    shown.push({ t, expression });
    if (fires)
      reactions.push({
        t: rounded(t),
        expression: fires,
        emoji: EMOJI[fires],
        confidence: rounded(confidence),
      });
  }
  return { frames: shown.length, faceFound, seconds: pictures.length / CLIP_FPS, shown, reactions };
}

/** The chain over a clip's pictures, `fps` of them a second. */
export async function analyseClip(
  models: Models,
  pictures: readonly Buffer[],
  fps: number,
  baseline: Baseline,
) {
  const pipeline = createPipeline('clip', models, () => performance.now(), temporalFor(baseline));
  const shown: Shown[] = [];
  const reactions: ClipReaction[] = [];
  let faceFound = 0;
  let region: Region | null = null;
  const seconds = pictures.length / CLIP_FPS;
  for (const { t, picture } of sampled(pictures, fps)) {
    const analysis = await pipeline.analyse(await frameOf(picture, EPOCH + 1000 * t, region));
    region = analysis.region;
    if (analysis.reading.faces.length > 0) faceFound += 1;
    shown.push({ t, expression: analysis.reading.expression });
    if (analysis.reaction) {
      const { expression, emoji, confidence } = analysis.reaction;
      reactions.push({ t: rounded(t), expression, emoji, confidence: rounded(confidence) });
    }
  }
  return { frames: shown.length, faceFound, seconds, shown, reactions };
}

/** @throws UsageError where the file is not a list of spans in seconds */
async function readTruth(file: string): Promise<TrueSpan[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`The truth ${file} cannot be read.`);
  });
  let spans: unknown;
  try {
    spans = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
  if (!Array.isArray(spans)) throw new UsageError(`${file} must hold a list of {start, end, expression}.`);
  return spans.map((span: Partial<TrueSpan> | null, i) => {
    const { start, end, expression } = span ?? {};
    const fits =
      Number.isFinite(start) &&
      Number.isFinite(end) &&
      start! <= end! &&
      EXPRESSIONS.includes(expression as Expression);
    if (!fits) throw new UsageError(`${file}: entry ${i + 1} is not {start, end, expression} in seconds.`);
    return { start: start!, end: end!, expression: expression! };
  });
}

const rounded = (value: number): number => Number(value.toFixed(3));

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== '--'),
    options: {
      clip: { type: 'string' },
      truth: { type: 'string' },
      fps: { type: 'string', default: '10' },
      baseline: { type: 'string', default: 'none' },
    },
  });
  const fps = Number(values.fps);
  if (!values.clip) throw new UsageError('Say which clip: --clip FILE.mjpeg');
  if (!(fps > 0 && fps <= 120)) throw new UsageError('--fps must be a number from 1 to 120.');
  if (![...BASELINES, 'human'].includes(values.baseline)) {
    throw new UsageError('--baseline must be raw, ema or human.');
  }
  const pictures = await readMjpeg(values.clip);
  const truth = values.truth ? await readTruth(values.truth) : null;
  const baseline = values.baseline as Baseline | 'human';
  const { frames, faceFound, seconds, shown, reactions } =
    baseline === 'human'
      ? await analyseWithHuman(pictures, fps)
      : await analyseClip(await loadModels(), pictures, fps, baseline);
  const result = {
    frames,
    faceFound,
    reactions,
    flipsPerMinute: flipsPerMinute(shown, seconds),
    falsePerMinute: truth && falsePerMinute(reactions, truth, seconds),
    onsetDelayMs: truth && onsetDelayMs(reactions, truth),
    timeline: timeline(shown).map((span) => ({
      ...span,
      start: rounded(span.start),
      end: rounded(span.end),
    })),
  };
  console.log(JSON.stringify(result));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as Error).message?.includes('option')) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
