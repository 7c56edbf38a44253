/**
 * `npm run eval:pairs -- --photos DIR [--fps N] [--calm SECONDS] [--shown SECONDS] [--baseline raw|ema|human|faceapi]
 * [--calibrated] [--seed N] [--poor]`: two photographs of each person (labels.csv with a `subject` column: one is neutral)
 * as a made sequence, the calm one first, with sway and noise. With `--calibrated` the user has shown both to the
 * calibration page before. `--seed` gives another sway and noise, `--poor` a poor camera. The last line printed is one
 * JSON object.
 */
import { BASELINES } from './baselines';
import { needed, progress, readOptions, runCommand, wholeNumber } from './command';
import { UsageError } from './models';
import { type PairResult, pairFigures } from './pair-figures';
import { loadChain, type Pair, type PairSettings, runPair } from './pair-run';
import { isPeer, PEERS } from './peer-run';
import { loadPhotoList, type PhotoEntry } from './photos-data';

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

function seconds(value: string | undefined, name: string, otherwise: number): number {
  const number = Number(value ?? otherwise);
  if (!(number > 0 && number <= 600)) throw new UsageError(`--${name} must be seconds, above 0.`);
  return number;
}

await runCommand(async () => {
  const options = readOptions(
    process.argv.slice(2).filter((argument) => argument !== '--'),
    {
      photos: 'text',
      fps: 'text',
      calm: 'text',
      shown: 'text',
      baseline: 'text',
      calibrated: 'flag',
      seed: 'text',
      poor: 'flag',
    },
  );
  const baseline = options.baseline ?? 'none';
  if (![...BASELINES, ...PEERS].includes(baseline as (typeof BASELINES)[number]))
    throw new UsageError('--baseline must be raw, ema, human or faceapi.');
  if (isPeer(baseline) && options.calibrated) throw new UsageError('Only ours can be calibrated.');
  const settings: PairSettings = {
    fps: seconds(options.fps, 'fps', 10),
    calm: seconds(options.calm, 'calm', 3),
    shown: seconds(options.shown, 'shown', 2),
    baseline: baseline as PairSettings['baseline'],
    calibrated: options.calibrated,
    seed: wholeNumber(options.seed, 'seed', 0),
    poor: options.poor,
  };
  const pairs = pairsIn(await loadPhotoList(needed(options.photos, 'photos', 'where the photographs are')));
  const chain = await loadChain(settings);
  const tell = progress('pairs', pairs.length);
  const results: PairResult[] = [];
  for (const [person, pair] of pairs.entries()) {
    results.push(await runPair(chain, pair, person, settings));
    tell(person + 1);
  }
  return pairFigures(results);
});
