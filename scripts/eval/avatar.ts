/**
 * `npm run eval:avatar -- --clip FILE.mjpeg [--fps N] [--late MS] [--film FOLDER] [--character ID]`: how well the drawn
 * character follows the landmarks of a clip. Lengths and angles of every picture's mesh are the truth, as they are: without
 * smoothing, without a calm face, without the rig's dead zones. The character gets `fps` readings a second, `late`
 * milliseconds after their pictures, as in a call. Prints correlation (at the best delay), delay and jitter per coefficient,
 * and how many of the closed eyes are drawn closed; `--film` writes camera and character side by side, a PNG each picture,
 * and `sheet.png` of every fourth. `--clips FOLDER` measures all clips of a folder and prints the quartiles.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer';
import sharp from 'sharp';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { createRig } from '../../src/analysis/rig';
import { type Measures, measure } from '../../src/analysis/rig/measures';
import { type Coefficients, type HeadAngles, SHAPES } from '../../src/shared/avatar/coefficients';
import { CHARACTERS } from '../../src/shared/avatar/ids';
import { createMotion } from '../../src/shared/avatar/motion';
import type { Landmark, RegionOfInterest } from '../../src/shared/types';
import { findBrowser } from '../lib/find-browser.mjs';
import { pageScript } from '../lib/page-script';
import { delayOf, jitter } from './avatar-figures';
import { readOptions, runCommand } from './command';
import { CLIP_FPS, frameOf, readMjpeg } from './mjpeg';
import { loadModels, UsageError } from './models';

const STEP = 1000 / CLIP_FPS;
/** Values of the calmest stretch in which jitter is measured: two seconds. */
const CALM_STRETCH = 2 * CLIP_FPS;

interface Truth {
  readonly head: HeadAngles;
  readonly measures: Measures;
}

interface Curve {
  readonly seen: (truth: Truth) => number;
  readonly drawn: (face: Coefficients) => number;
}

/** By name. Of mouth and brows the mean of both halves. */
const CURVES: Readonly<Record<string, Curve>> = {
  yaw: { seen: ({ head }) => head.yaw, drawn: ({ head }) => head.yaw },
  pitch: { seen: ({ head }) => head.pitch, drawn: ({ head }) => head.pitch },
  roll: { seen: ({ head }) => head.roll, drawn: ({ head }) => head.roll },
  jaw: { seen: ({ measures: m }) => m.lipGap, drawn: ({ shapes }) => shapes.jawOpen },
  corners: {
    // An open jaw lowers the corners, which is no frown: as in the rig.
    seen: ({ measures: m }) => (m.cornerLeft + m.cornerRight) / 2 + 0.13 * m.lipGap,
    drawn: ({ shapes: s }) =>
      (s.mouthSmileLeft + s.mouthSmileRight - s.mouthFrownLeft - s.mouthFrownRight) / 2,
  },
  width: {
    seen: ({ measures: m }) => m.mouthWidth,
    drawn: ({ shapes: s }) =>
      (s.mouthStretchLeft + s.mouthStretchRight + s.mouthSmileLeft + s.mouthSmileRight) / 2 - s.mouthPucker,
  },
  brows: {
    seen: ({ measures: m }) => (m.browInnerLeft + m.browInnerRight + m.browOuterLeft + m.browOuterRight) / 4,
    drawn: ({ shapes: s }) =>
      (s.browOuterUpLeft + s.browOuterUpRight) / 2 + s.browInnerUp - (s.browDownLeft + s.browDownRight) / 2,
  },
  eyeLeft: { seen: ({ measures: m }) => m.eyeLeft, drawn: ({ shapes: s }) => s.eyeWideLeft - s.eyeBlinkLeft },
  eyeRight: {
    seen: ({ measures: m }) => m.eyeRight,
    drawn: ({ shapes: s }) => s.eyeWideRight - s.eyeBlinkRight,
  },
};

interface Seen {
  readonly landmarks: readonly Landmark[] | null;
}

/** The mesh of the first face in every picture of the clip. */
async function meshesOf(models: Models, pictures: readonly Buffer[]): Promise<readonly Seen[]> {
  let found: Landmark[][] = [];
  const faces = {
    ...models.faces,
    async find(picture: Parameters<Models['faces']['find']>[0]) {
      found = await models.faces.find(picture);
      return found;
    },
  };
  const pipeline = createPipeline('avatar', { ...models, faces }, () => performance.now());
  const meshes: Seen[] = [];
  let region: RegionOfInterest | null = null;
  for (const [n, picture] of pictures.entries()) {
    const frame = await frameOf(picture, 1e12 + n * STEP, region);
    const result = await pipeline.analyse(frame);
    region = result.region;
    meshes.push({ landmarks: result.reading.faces.length > 0 ? (found[0] ?? null) : null });
  }
  return meshes;
}

/** What the mesh of every picture says; null where there is no face. */
const truthOf = (meshes: readonly Seen[]): readonly (Truth | null)[] =>
  meshes.map(({ landmarks }) => landmarks && measure(landmarks));

/** What is drawn at every picture when readings come seldom and late. */
function drawnOf(meshes: readonly Seen[], fps: number, late: number): readonly (Coefficients | null)[] {
  const rig = createRig();
  const motion = createMotion();
  const every = CLIP_FPS / fps;
  const readings = meshes.flatMap(({ landmarks }, n) => {
    if (Math.floor(n / every) === Math.floor((n - 1) / every) || landmarks === null) return [];
    const face = rig.update(landmarks, n * STEP, 1);
    return face === null ? [] : [{ time: n * STEP, comes: n * STEP + late, face }];
  });
  let next = 0;
  return meshes.map((_, n) => {
    const now = n * STEP;
    for (; next < readings.length && readings[next]!.comes <= now; next++) {
      motion.read(readings[next]!.time, readings[next]!.face);
    }
    return motion.at(now);
  });
}

/** An eye closes in a blink to less than this share of its usual opening; drawn, it is closed from this. */
const CLOSED = 0.68;
const DRAWN_CLOSED = 0.5;
/** A blink is drawn if it is within this time. Milliseconds. */
const BLINK_WITHIN = 250;

/** Blinks that the mesh shows, and how many of them are drawn. */
function blinksOf(both: readonly { readonly seen: Truth; readonly shown: Coefficients }[]): {
  readonly seen: number;
  readonly drawn: number;
} {
  const gap = both.map(({ seen: { measures: m } }) => (m.eyeLeft + m.eyeRight) / 2);
  const usual = gap.toSorted((a, b) => a - b)[gap.length >> 1] ?? 0;
  const begins = gap.flatMap((value, n) =>
    value < CLOSED * usual && !((gap[n - 1] ?? usual) < CLOSED * usual) ? [n] : [],
  );
  const isDrawn = (n: number): boolean =>
    both
      .slice(n, n + BLINK_WITHIN / STEP + 1)
      .some(({ shown: { shapes: s } }) => (s.eyeBlinkLeft + s.eyeBlinkRight) / 2 > DRAWN_CLOSED);
  return { seen: begins.length, drawn: begins.filter(isDrawn).length };
}

declare function drawAvatar(face: Coefficients | null, character: string, time: number): string;

async function film(
  folder: string,
  pictures: readonly Buffer[],
  drawn: readonly (Coefficients | null)[],
  character: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const small: Buffer[] = [];
  const browser = await puppeteer.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.evaluate(await pageScript('scripts/eval/avatar-page.ts'));
    for (const [n, face] of drawn.entries()) {
      const url = await page.evaluate((...args) => drawAvatar(...args), face, character, n / CLIP_FPS);
      const avatar = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
      const camera = await sharp(pictures[n]!).resize(640, 480, { fit: 'cover' }).png().toBuffer();
      const both = await sharp({ create: { width: 1120, height: 480, channels: 3, background: '#30343f' } })
        .composite([
          { input: camera, left: 0, top: 0 },
          { input: avatar, left: 640, top: 0 },
        ])
        .png()
        .toBuffer();
      await writeFile(join(folder, `${String(n).padStart(5, '0')}.png`), both);
      if (n % SHEET_EVERY === 0) small.push(await sharp(both).resize(SHEET_WIDTH).png().toBuffer());
    }
    await writeFile(join(folder, 'sheet.png'), await sheetOf(small));
  } finally {
    await browser.close();
  }
}

/** The sheet: every fourth picture, so many in a row, this wide each. */
const SHEET_EVERY = 4;
const SHEET_COLUMNS = 5;
const SHEET_WIDTH = 280;

async function sheetOf(small: readonly Buffer[]): Promise<Buffer> {
  const height = Math.round((SHEET_WIDTH * 480) / 1120);
  const rows = Math.ceil(small.length / SHEET_COLUMNS);
  const canvas = { width: SHEET_COLUMNS * SHEET_WIDTH, height: rows * height, channels: 3 as const };
  const places = small.map((input, n) => ({
    input,
    left: (n % SHEET_COLUMNS) * SHEET_WIDTH,
    top: Math.floor(n / SHEET_COLUMNS) * height,
  }));
  return sharp({ create: { ...canvas, background: '#30343f' } })
    .composite(places)
    .png()
    .toBuffer();
}

const rounded = (value: number | null | undefined, digits = 3): number | null =>
  value === null || value === undefined ? null : Number(value.toFixed(digits));

interface Figures {
  readonly pictures: number;
  readonly faces: number;
  readonly blinks: { readonly seen: number; readonly drawn: number };
  readonly curves: readonly {
    readonly name: string;
    readonly correlation: number | null;
    readonly delayMs: number | null;
    readonly range: number | null;
    readonly jitterSeen: number | null;
    readonly jitterDrawn: number | null;
  }[];
}

function figuresOf(meshes: readonly Seen[], drawn: readonly (Coefficients | null)[]): Figures {
  const truth = truthOf(meshes);
  const both = truth.flatMap((face, n) => (face && drawn[n] ? [{ seen: face, shown: drawn[n]! }] : []));
  const curves = Object.entries(CURVES).map(([name, curve]) => {
    const seen = both.map((each) => curve.seen(each.seen));
    const shown = both.map((each) => curve.drawn(each.shown));
    const best = delayOf(seen, shown, STEP);
    return {
      name,
      correlation: rounded(best?.correlation),
      delayMs: rounded(best?.delay, 0),
      range: rounded(Math.max(...seen) - Math.min(...seen)),
      jitterSeen: rounded(jitter(seen, CALM_STRETCH), 4),
      jitterDrawn: rounded(jitter(shown, CALM_STRETCH), 4),
    };
  });
  return { pictures: meshes.length, faces: both.length, blinks: blinksOf(both), curves };
}

function print({ curves, blinks }: Figures): void {
  console.error('            correlation  delay  range    jitter seen -> drawn (a picture)');
  for (const each of curves) {
    console.error(
      `${each.name.padEnd(12)}${String(each.correlation).padStart(8)}${`${each.delayMs} ms`.padStart(10)}` +
        `${String(each.range).padStart(8)}   ${each.jitterSeen} -> ${each.jitterDrawn}`,
    );
  }
  console.error(`blinks: ${blinks.drawn} of ${blinks.seen} drawn`);
}

/** Over all clips, for each curve: quartiles of the correlation, and the mean delay. */
function summaryOf(all: readonly Figures[]) {
  return Object.keys(CURVES).map((name) => {
    const found = all.flatMap(({ curves }) => curves.find((each) => each.name === name) ?? []);
    const correlations = found.flatMap(({ correlation }) => correlation ?? []).sort((a, b) => a - b);
    const at = (share: number): number | null =>
      correlations[Math.min(correlations.length - 1, Math.floor(share * correlations.length))] ?? null;
    const delays = found.flatMap(({ delayMs }) => delayMs ?? []);
    const delayMs = rounded(delays.reduce((sum, each) => sum + each, 0) / Math.max(1, delays.length), 0);
    return { name, lower: at(0.25), median: at(0.5), upper: at(0.75), delayMs };
  });
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    ...{ clip: 'text', clips: 'text', fps: 'text', late: 'text', film: 'text', character: 'text' },
  });
  const { clip, clips, film: folder, character = 'ball' } = options;
  const fps = Number(options.fps ?? 12);
  const late = Number(options.late ?? 90);
  if (!clip === !clips) throw new UsageError('Say which clip: --clip FILE.mjpeg, or --clips FOLDER');
  if (folder && !clip) throw new UsageError('--film needs one clip: --clip FILE.mjpeg');
  if (!(fps > 0 && fps <= CLIP_FPS)) throw new UsageError(`--fps must be a number from 1 to ${CLIP_FPS}.`);
  if (!(late >= 0 && late <= 1000)) throw new UsageError('--late must be milliseconds from 0 to 1000.');
  if (!CHARACTERS.some((each) => each === character)) throw new UsageError(`There is no ${character}.`);
  const models = await loadModels();
  const same = { fps, late, shapes: SHAPES.length };
  if (clips) {
    const names = (await readdir(clips)).filter((name) => name.endsWith('.mjpeg')).sort();
    if (names.length === 0) throw new UsageError(`There is no .mjpeg file in ${clips}.`);
    const all: (Figures & { readonly clip: string })[] = [];
    for (const name of names) {
      const meshes = await meshesOf(models, await readMjpeg(join(clips, name)));
      all.push({ clip: name, ...figuresOf(meshes, drawnOf(meshes, fps, late)) });
      console.error(
        `${name}: ${all
          .at(-1)!
          .curves.map((each) => `${each.name} ${each.correlation}`)
          .join(', ')}`,
      );
    }
    return { clips: all.length, ...same, summary: summaryOf(all), all };
  }
  const pictures = await readMjpeg(clip!);
  const meshes = await meshesOf(models, pictures);
  const drawn = drawnOf(meshes, fps, late);
  if (folder) await film(folder, pictures, drawn, character);
  const figures = figuresOf(meshes, drawn);
  print(figures);
  return { ...same, ...figures };
});
