/**
 * `npm run eval:baseline -- --calm FILE.mjpeg --smile FILE.mjpeg [--smile-from SECONDS] [--calibrate SECONDS]`: what
 * calibrating to a person's calm face changes, on clips that begin calm. The network's answers are taken as they are,
 * and with a simulated user's constant bias towards one expression (added to its log odds). The last line printed is
 * one JSON object.
 */
import { parseArgs } from 'node:util';
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import { adapt, shiftOf } from '../../src/analysis/temporal/baseline';
import { strongest } from '../../src/analysis/temporal/hysteresis';
import { type Baseline, logOdds } from '../../src/shared/settings/baseline';
import { type Measured, sampleOf } from '../../src/shared/settings/baseline-sample';
import {
  EXPRESSIONS,
  type Expression,
  type Probabilities,
  type RegionOfInterest,
} from '../../src/shared/types';
import { CLIP_FPS, frameOf, readMjpeg } from './mjpeg';
import { loadModels, UsageError } from './models';

interface Timed extends Measured {
  /** Seconds. */
  readonly t: number;
}

/** What the network says about a clip, at 15 frames a second. */
async function measure(models: Models, file: string): Promise<Timed[]> {
  const pictures = await readMjpeg(file);
  const pipeline = createPipeline(file, models, () => performance.now());
  const measured: Timed[] = [];
  let region: RegionOfInterest | null = null;
  for (let i = 0; i < pictures.length; i += 2) {
    const t = i / CLIP_FPS;
    const analysis = await pipeline.analyse(await frameOf(pictures[i]!, 1.7e12 + 1000 * t, region));
    region = analysis.region;
    if (analysis.measured) measured.push({ ...analysis.measured, t });
  }
  return measured;
}

/** A user in whose face the network sees `towards` by `bias` (log odds) too much. */
function biased(of: Probabilities, towards: Expression, bias: number): Probabilities {
  const powers = EXPRESSIONS.map((name) => of[name] * Math.exp(name === towards ? bias : 0));
  const total = powers.reduce((a, b) => a + b, 0);
  return Object.fromEntries(EXPRESSIONS.map((name, i) => [name, powers[i]! / total])) as Record<
    Expression,
    number
  >;
}

const share = (frames: readonly Probabilities[], expression: Expression): number =>
  Number((frames.filter((p) => strongest(p) === expression).length / Math.max(frames.length, 1)).toFixed(3));

const mean = (values: readonly number[]): number =>
  Number((values.reduce((a, b) => a + b, 0) / Math.max(values.length, 1)).toFixed(3));

async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2).filter((argument) => argument !== '--'),
    options: {
      calm: { type: 'string' },
      smile: { type: 'string' },
      'smile-from': { type: 'string', default: '1.2' },
      calibrate: { type: 'string', default: '1' },
    },
  });
  if (!values.calm || !values.smile)
    throw new UsageError('Say which clips: --calm FILE.mjpeg --smile FILE.mjpeg');
  const models = await loadModels();
  const until = Number(values.calibrate);
  const from = Number(values['smile-from']);
  const clips = { calm: await measure(models, values.calm), smile: await measure(models, values.smile) };
  const users: readonly (readonly [Expression, number])[] = [
    ['neutral', 0],
    ...(['sad', 'angry', 'surprised', 'happy'] as const).flatMap((name) =>
      [1, 2, 3].map((bias) => [name, bias] as const),
    ),
  ];
  const rows = users.map(([towards, bias]) => {
    const seenBy = (frames: readonly Timed[]): Timed[] =>
      frames.map((frame) => ({ ...frame, probabilities: biased(frame.probabilities, towards, bias) }));
    const baselineOf = (frames: readonly Timed[]): Baseline | null => {
      const neutral = sampleOf(frames.filter(({ t }) => t < until));
      return neutral && { version: 2, time: 0, samples: { neutral } };
    };
    const [calm, smile] = [seenBy(clips.calm), seenBy(clips.smile)];
    const before = {
      calm: calm.filter(({ t }) => t >= until).map(({ probabilities }) => probabilities),
      smile: smile.filter(({ t }) => t >= from).map(({ probabilities }) => probabilities),
    };
    // Each person is calibrated on the beginning of their own clip.
    const shift = { calm: shiftOf(baselineOf(calm)), smile: shiftOf(baselineOf(smile)) };
    const after = {
      calm: before.calm.map((p) => adapt(p, shift.calm)),
      smile: before.smile.map((p) => adapt(p, shift.smile)),
    };
    return {
      towards: bias === 0 ? null : towards,
      bias,
      neutralBefore: share(before.calm, 'neutral'),
      neutralAfter: share(after.calm, 'neutral'),
      smileBefore: share(before.smile, 'happy'),
      smileAfter: share(after.smile, 'happy'),
      smileOddsBefore: mean(before.smile.map((p) => logOdds(p.happy))),
      smileOddsAfter: mean(after.smile.map((p) => logOdds(p.happy))),
    };
  });
  console.log('| simulated bias | calm is neutral before | after | smile is happy before | after |');
  console.log('|---|---|---|---|---|');
  for (const row of rows) {
    const user = row.towards === null ? 'none' : `${row.towards} +${row.bias}`;
    console.log(
      `| ${user} | ${row.neutralBefore} | ${row.neutralAfter} | ${row.smileBefore} | ${row.smileAfter} |`,
    );
  }
  console.log(JSON.stringify({ frames: { calm: clips.calm.length, smile: clips.smile.length }, rows }));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error as Error).message?.includes('option')) throw error;
  console.error((error as Error).message);
  process.exitCode = 1;
}
