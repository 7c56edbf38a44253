/**
 * `npm run eval:pairs -- --photos DIR [--fps N] [--calm SECONDS] [--shown SECONDS] [--baseline raw|ema] [--calibrated]`:
 * two photographs of each person (labels.csv with a `subject` column: one is neutral) as a made sequence, the calm one
 * first, with sway and noise. With `--calibrated` the user has shown both to the calibration page before. The last line
 * printed is one JSON object.
 */
import { createPipeline, type Models } from '../../src/analysis/pipeline';
import type { Baseline as OwnFace } from '../../src/shared/settings/baseline';
import { type Measured, sampleOf } from '../../src/shared/settings/baseline-sample';
import type { RegionOfInterest } from '../../src/shared/types';
import { BASELINES, type Baseline, temporalFor } from './baselines';
import { needed, progress, readOptions, runCommand } from './command';
import { frameOfPixels } from './mjpeg';
import { loadModels, UsageError } from './models';
import { type PairResult, pairFigures } from './pair-figures';
import { swayed } from './pair-sequence';
import { loadPhotoList, type Photo, type PhotoEntry, readPhoto } from './photos-data';

const EPOCH = 1_700_000_000_000;

interface Settings {
  readonly fps: number;
  /** Seconds. */
  readonly calm: number;
  readonly shown: number;
  readonly baseline: Baseline;
  readonly calibrated: boolean;
}

interface Pair {
  readonly calm: PhotoEntry;
  readonly other: PhotoEntry;
}

/** @throws UsageError where a subject has not one neutral photograph and another one */
function pairsIn(list: readonly PhotoEntry[]): Pair[] {
  const bySubject = new Map<string, PhotoEntry[]>();
  for (const entry of list) {
    const subject = entry.groups.subject;
    if (!subject) throw new UsageError(`${entry.place}: the column "subject" is needed.`);
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), entry]);
  }
  return [...bySubject].flatMap(([subject, entries]) => {
    const calm = entries.find(({ truth }) => truth === 'neutral');
    const others = entries.filter(({ truth }) => truth !== 'neutral');
    if (!calm || others.length === 0)
      throw new UsageError(`Subject ${subject} needs one neutral photograph and one other.`);
    return others.map((other) => ({ calm, other }));
  });
}

/** The calibration page's measurement of one photograph: as many frames as it takes in three seconds. */
async function measured(models: Models, photo: Photo, person: number): Promise<Measured[]> {
  const pipeline = createPipeline(`calibration ${person}`, models, () => performance.now());
  const frames: Measured[] = [];
  let region: RegionOfInterest | null = null;
  for (let n = 0; n < 30; n++) {
    const frame = frameOfPixels(swayed(photo, 50 + n / 10, person), EPOCH + 100 * n, region);
    const analysis = await pipeline.analyse(frame);
    region = analysis.region;
    if (analysis.measured) frames.push(analysis.measured);
  }
  return frames;
}

async function ownFace(models: Models, calm: Photo, other: Photo, person: number, label: string) {
  const neutral = sampleOf(await measured(models, calm, person));
  const shown = sampleOf(await measured(models, other, person));
  const name = label === 'surprised' ? 'surprised' : 'happy';
  return { version: 2, time: EPOCH, samples: { neutral, [name]: shown } } as OwnFace;
}

async function runPair(models: Models, { calm, other }: Pair, person: number, settings: Settings) {
  const photos = [await readPhoto(calm), await readPhoto(other)] as const;
  const own = settings.calibrated ? await ownFace(models, ...photos, person, other.truth) : null;
  const { fps, baseline } = settings;
  const filter = baseline === 'none' ? undefined : temporalFor(baseline);
  const pipeline = createPipeline(
    `pair ${person}`,
    models,
    () => performance.now(),
    filter,
    () => own,
  );
  const result: { -readonly [K in keyof PairResult]: PairResult[K] } = {
    truth: other.truth,
    groups: other.groups,
    falseOnCalm: [],
    caughtAfter: null,
    slot: null,
  };
  let region: RegionOfInterest | null = null;
  for (let n = 0; n < fps * (settings.calm + settings.shown); n++) {
    const t = n / fps;
    const photo = photos[t < settings.calm ? 0 : 1];
    const frame = frameOfPixels(swayed(photo, t, person), EPOCH + 1000 * t, region);
    const { reaction, region: next } = await pipeline.analyse(frame);
    region = next;
    if (reaction && t < settings.calm) result.falseOnCalm = [...result.falseOnCalm, reaction.expression];
    if (reaction?.expression === other.truth && t >= settings.calm && result.caughtAfter === null) {
      result.caughtAfter = t - settings.calm;
      result.slot = reaction.slot ?? null;
    }
  }
  return result;
}

function seconds(value: string | undefined, name: string, otherwise: number): number {
  const number = Number(value ?? otherwise);
  if (!(number > 0 && number <= 600)) throw new UsageError(`--${name} must be seconds, above 0.`);
  return number;
}

await runCommand(async () => {
  const options = readOptions(
    process.argv.slice(2).filter((argument) => argument !== '--'),
    { photos: 'text', fps: 'text', calm: 'text', shown: 'text', baseline: 'text', calibrated: 'flag' },
  );
  const baseline = options.baseline ?? 'none';
  if (!(BASELINES as readonly string[]).includes(baseline))
    throw new UsageError('--baseline must be raw or ema.');
  const settings: Settings = {
    fps: seconds(options.fps, 'fps', 10),
    calm: seconds(options.calm, 'calm', 3),
    shown: seconds(options.shown, 'shown', 2),
    baseline: baseline as Baseline,
    calibrated: options.calibrated,
  };
  const pairs = pairsIn(await loadPhotoList(needed(options.photos, 'photos', 'where the photographs are')));
  const models = await loadModels();
  const tell = progress('pairs', pairs.length);
  const results: PairResult[] = [];
  for (const [person, pair] of pairs.entries()) {
    results.push(await runPair(models, pair, person, settings));
    tell(person + 1);
  }
  return pairFigures(results);
});
