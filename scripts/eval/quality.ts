/**
 * `npm run eval:quality -- --photos DIR [--limit N] [--clip FILE.mjpeg]...`: how often the quality gate speaks up,
 * on photographs made worse step by step, and on clips. DIR holds pictures, or img/ and labels.csv as LFW does.
 * The last line printed is one JSON object.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { alignFace } from '../../src/analysis/face/align';
import { cropFigures } from '../../src/analysis/face/crop-figures';
import { extractFace } from '../../src/analysis/face/extract';
import { headPose } from '../../src/analysis/face/pose';
import { zoomRoi } from '../../src/analysis/face/zoom-roi';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { lumaOf } from '../../src/analysis/preprocess/gray';
import { strongest } from '../../src/analysis/temporal/hysteresis';
import { flawOf } from '../../src/analysis/temporal/quality';
import { boundingBox } from '../../src/shared/rect';
import type { QualityReason, RegionOfInterest } from '../../src/shared/types';
import { DEGRADATIONS, type Degradation, degrade } from './degrade';
import { CLIP_FPS, frameOf, readMjpeg } from './mjpeg';
import { loadModels, UsageError } from './models';

interface Photo {
  readonly file: string;
  readonly label: string | null;
}

interface Seen {
  readonly flaw: QualityReason | null;
  readonly expression: string;
}

async function photosIn(folder: string): Promise<Photo[]> {
  const csv = await readFile(join(folder, 'labels.csv'), 'utf8').catch(() => null);
  if (csv !== null) {
    const rows = csv.trim().split('\n').slice(1);
    return rows.map((row) => {
      const [file, label] = row.trim().split(',');
      return { file: join(folder, file!), label: label ?? null };
    });
  }
  const names = await readdir(folder).catch(() => {
    throw new UsageError(`The folder ${folder} cannot be read.`);
  });
  const pictures = names.filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
  return pictures.map((name) => ({ file: join(folder, name), label: null }));
}

let looks = 0;

/** One picture through detection, region of interest and network; null where no face is found. */
async function look({ faces, emotion }: Models, picture: Buffer): Promise<Seen | null> {
  let region: RegionOfInterest | null = null;
  let seen: Seen | null = null;
  for (let pass = 0; pass < 2; pass++) {
    const frame = await frameOf(picture, 0, region);
    looks += 1;
    const [mesh] = await faces.find({ ...frame, trackingKey: String(looks) });
    if (mesh === undefined) return seen;
    const scale = frame.region.width / frame.width;
    const luma = { width: frame.width, height: frame.height, luma: lumaOf(frame) };
    const crop = extractFace(luma, alignFace(mesh), emotion.card.inputSize);
    const box = boundingBox(mesh.map(({ x, y }) => ({ x: x * scale, y: y * scale })));
    const certainty = faces.certainty(mesh);
    const flaw = flawOf({ width: box.width, certainty, ...headPose(mesh), ...cropFigures(crop) });
    const [probabilities] = await emotion.predict([crop]);
    seen = { flaw, expression: strongest(probabilities!) };
    region = zoomRoi({ ...box, x: box.x + frame.region.x, y: box.y + frame.region.y }, frame);
    if (region === null) break;
  }
  return seen;
}

async function row(models: Models, photos: readonly Photo[], degradation: Degradation) {
  const counts = { found: 0, flagged: 0, expected: 0, right: 0, passed: 0, passedRight: 0, labelled: 0 };
  for (const { file, label } of photos) {
    const seen = await look(models, await degrade(await readFile(file), degradation));
    if (seen === null) continue;
    const isRight = label === seen.expression;
    counts.found += 1;
    if (label !== null) counts.labelled += 1;
    if (isRight) counts.right += 1;
    if (seen.flaw === degradation.name) counts.expected += 1;
    if (seen.flaw !== null) counts.flagged += 1;
    else {
      counts.passed += 1;
      if (isRight) counts.passedRight += 1;
    }
  }
  const share = (part: number, of: number): number | null => (of > 0 ? Number((part / of).toFixed(3)) : null);
  return {
    ...degradation,
    photos: photos.length,
    found: counts.found,
    flagged: share(counts.flagged, counts.found),
    withThisReason: degradation.name === 'clean' ? null : share(counts.expected, counts.found),
    accuracy: share(counts.right, counts.labelled),
    accuracyOfPassed: counts.labelled > 0 ? share(counts.passedRight, counts.passed) : null,
  };
}

/** A clip at ten frames a second through the whole pipeline. */
async function clip(models: Models, file: string) {
  const pictures = await readMjpeg(file);
  const pipeline = createPipeline(file, models, () => performance.now());
  const unclear: { t: number; reason: QualityReason }[] = [];
  let frames = 0;
  let region: RegionOfInterest | null = null;
  for (let i = 0; i < pictures.length; i += CLIP_FPS / 10) {
    const t = i / CLIP_FPS;
    const analysis = await pipeline.analyse(await frameOf(pictures[i]!, 1.7e12 + 1000 * t, region));
    region = analysis.region;
    frames += 1;
    const { quality } = analysis.reading;
    if (quality && !quality.ok) unclear.push({ t: Number(t.toFixed(1)), reason: quality.reason });
  }
  return { clip: basename(file), frames, unclear };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== '--'),
    options: {
      photos: { type: 'string' },
      limit: { type: 'string', default: '40' },
      clip: { type: 'string', multiple: true, default: [] },
    },
  });
  if (!values.photos) throw new UsageError('Say where photographs are: --photos DIR');
  const limit = Number(values.limit);
  if (!(Number.isInteger(limit) && limit > 0))
    throw new UsageError('--limit must be a whole number above 0.');
  const all = await photosIn(values.photos);
  if (all.length === 0) throw new UsageError(`There are no photographs in ${values.photos}.`);
  const step = Math.max(1, Math.floor(all.length / limit));
  const photos = all.filter((_, i) => i % step === 0).slice(0, limit);
  const models = await loadModels();
  const rows = [];
  console.log('| condition | level | faces found | flagged | for this reason | accuracy | of those passed |');
  console.log('|---|---|---|---|---|---|---|');
  for (const degradation of DEGRADATIONS) {
    const done = await row(models, photos, degradation);
    rows.push(done);
    const cells = [done.withThisReason, done.accuracy, done.accuracyOfPassed].map((value) => value ?? '–');
    const found = `${done.found}/${done.photos}`;
    console.log(
      `| ${done.name} | ${done.level} | ${found} | ${done.flagged ?? '–'} | ${cells.join(' | ')} |`,
    );
  }
  const clips = [];
  for (const file of values.clip) clips.push(await clip(models, file));
  console.log(JSON.stringify({ rows, clips }));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as Error).message?.includes('option')) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
