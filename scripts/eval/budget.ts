/**
 * `npm run eval:budget -- --clip FILE.mjpeg [--hold SECONDS] [--phases N]`: the whole chain over a clip at the pace of the product's
 * scheduler, for each CPU budget. The clip's first picture is held for a while before it plays, each time a little
 * longer, so that what happens in it falls between two looks in every way. The last line is one JSON object.
 */
import sharp from 'sharp';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { type Conditions, planFor } from '../../src/analysis/scheduling/plan';
import { createScheduler, type FrameRequest, type Outcome } from '../../src/analysis/scheduling/scheduler';
import { watchedPart } from '../../src/analysis/scheduling/watch';
import { CHANGE_THRESHOLD, changeBetween, fingerprint } from '../../src/shared/pixels/change';
import { CPU_BUDGETS } from '../../src/shared/settings/schema';
import type { Rect, RegionOfInterest } from '../../src/shared/types';
import { needed, readOptions, runCommand, wholeNumber } from './command';
import { CLIP_FPS, frameOf, readMjpeg } from './mjpeg';
import { loadModels } from './models';

/** Milliseconds that a look takes from the question to its answer, and the cost of a picture: a middling laptop. */
const LOOK_TAKES = 5;
const COST = 15;

/** Whole luma pictures, decoded once. */
async function lumaOf(pictures: readonly Buffer[]) {
  return Promise.all(
    pictures.map(async (picture) => {
      const { data, info } = await sharp(picture).grayscale().raw().toBuffer({ resolveWithObject: true });
      return { data: new Uint8Array(data), width: info.width, height: info.height, step: info.channels };
    }),
  );
}

/** One run; times in milliseconds since the held picture was left. */
async function run(
  models: Models,
  pictures: readonly Buffer[],
  luma: Awaited<ReturnType<typeof lumaOf>>,
  hold: number,
  conditions: Conditions,
) {
  const pipeline = createPipeline('clip', models, () => 0);
  const scheduler = createScheduler(() => planFor(conditions));
  const reactions: { t: number; expression: string }[] = [];
  let order: FrameRequest = { wait: 0, force: true, every: 0, within: 0 };
  let region: RegionOfInterest | null = null;
  let watched: Rect | null = null;
  let reference: { rect: Rect; print: Float32Array } | null = null;
  let looks = 0;
  let analysed = 0;
  let flips = 0;
  let expression: string | null = null;
  const end = hold + (1000 * pictures.length) / CLIP_FPS;
  for (let t = 0; t < end; t += order.wait) {
    const askedAt = t;
    const n = Math.max(0, Math.floor(((t - hold) * CLIP_FPS) / 1000));
    const source = luma[Math.min(n, luma.length - 1)]!;
    const rect: Rect = watched ?? watchedPart(null, source, null);
    const { data, width, step } = source;
    const offset = step * (rect.y * width + rect.x);
    const print = fingerprint({ ...rect, data, offset, stride: step * width, pitch: step });
    const same: boolean =
      reference !== null &&
      reference.rect === rect &&
      changeBetween(reference.print, print) < CHANGE_THRESHOLD;
    looks += 1;
    let outcome: Outcome = { kind: 'same' };
    if (order.force || !same) {
      analysed += 1;
      reference = { rect, print };
      const frame = await frameOf(pictures[Math.min(n, pictures.length - 1)]!, 1e6 + t, region);
      const { reading, reaction, region: next } = await pipeline.analyse(frame);
      region = next;
      watched = watchedPart(reading.faces[0]?.box ?? null, source, rect);
      if (reaction) reactions.push({ t: t - hold, expression: reaction.expression });
      if (expression !== null && reading.expression !== null && reading.expression !== expression) flips += 1;
      expression = reading.expression ?? expression;
      outcome = { kind: 'analysed', reading, cost: COST };
      t += COST;
    }
    t += LOOK_TAKES;
    order = scheduler.next(outcome, askedAt, t);
  }
  const seconds = end / 1000;
  return { reactions, flips, looks: looks / seconds, analysed: analysed / seconds };
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { clip: 'text', hold: 'text', phases: 'text' });
  const pictures = await readMjpeg(needed(options.clip, 'clip', 'which clip'));
  const hold = 1000 * wholeNumber(options.hold, 'hold', 3);
  /** Different moments at which the clip begins. */
  const phases = wholeNumber(options.phases, 'phases', 8);
  const [models, luma] = [await loadModels(), await lumaOf(pictures)];
  const result: Record<string, unknown> = {};
  for (const budget of [...CPU_BUDGETS, 'always'] as const) {
    const always = { budget: 'balanced', follow: true } as const;
    const chosen = budget === 'always' ? always : { budget, follow: false };
    const conditions: Conditions = { onBattery: false, pressure: 'nominal', ...chosen };
    const runs: Awaited<ReturnType<typeof run>>[] = [];
    for (let i = 0; i < phases; i++) {
      runs.push(await run(models, pictures, luma, hold + (500 * i) / phases, conditions));
    }
    const mean = (of: (each: (typeof runs)[number]) => number): number =>
      Number((runs.reduce((sum, each) => sum + of(each), 0) / phases).toFixed(2));
    const first = runs.map((each) => each.reactions[0]?.t ?? Number.NaN);
    result[budget] = {
      looksPerSecond: mean((each) => each.looks),
      analysedPerSecond: mean((each) => each.analysed),
      flips: mean((each) => each.flips),
      reactions: runs.map((each) => each.reactions.map(({ expression }) => expression).join('+')).join(' '),
      firstReactionMs: {
        mean: mean((each) => each.reactions[0]?.t ?? Number.NaN),
        latest: Math.max(...first),
      },
    };
    console.error(budget, result[budget]);
  }
  return result;
});
