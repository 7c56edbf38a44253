/**
 * `npm run eval:clips -- --clips DIR [--out DIR] [--fps N] [--baseline raw|ema|human|faceapi]`: the whole chain over a
 * folder of clips with its truth.json; with `--out` what was shown in each, as NAME.json. Or one clip:
 * `--clip FILE [--truth FILE.json]`. The last line printed is one JSON object.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BASELINES, type Baseline } from './baselines';
import { falsePerMinute, flipsPerMinute, onsetDelayMs, rounded, type Shown, timeline } from './clip-figures';
import { type Clip, findClip, readClip } from './clip-files';
import { analyseClip, analyseWithPeer, type ClipRun } from './clip-run';
import { askedSpans, falseReactions, folderFigures, type ScoredClip } from './clip-score';
import { readSpans, readTruths } from './clip-truth';
import { progress, readOptions, runCommand } from './command';
import { loadModels, UsageError } from './models';
import { isPeer, loadPeerReader, PEERS } from './peer-run';

type Analyse = (clip: Clip, name: string) => Promise<ClipRun>;

async function analyser(baseline: string, fps: number): Promise<Analyse> {
  if (isPeer(baseline)) {
    const read = await loadPeerReader(baseline);
    return (clip) => analyseWithPeer(read, clip, fps);
  }
  const models = await loadModels();
  return (clip, name) => analyseClip(models, clip, fps, baseline as Baseline, name);
}

const timesOf = (shown: readonly Shown[]) =>
  timeline(shown).map((span) => ({ ...span, start: rounded(span.start), end: rounded(span.end) }));

async function oneClip(file: string, truthFile: string | undefined, analyse: Analyse) {
  const clip = await readClip(file);
  const truth = truthFile ? await readSpans(truthFile) : null;
  const { frames, faceFound, seconds, shown, reactions } = await analyse(clip, 'clip');
  return {
    frames,
    faceFound,
    reactions,
    flipsPerMinute: flipsPerMinute(shown, seconds),
    falsePerMinute: truth && falsePerMinute(reactions, truth, seconds),
    onsetDelayMs: truth && onsetDelayMs(reactions, truth),
    timeline: timesOf(shown),
  };
}

async function allClips(folder: string, out: string | undefined, analyse: Analyse) {
  const truths = await readTruths(folder);
  const files = await Promise.all(truths.map(({ name }) => findClip(folder, name)));
  if (out) await mkdir(out, { recursive: true });
  const tell = progress('clips', truths.length);
  const clips: ScoredClip[] = [];
  for (const [i, truth] of truths.entries()) {
    const { frames, faceFound, seconds, shown, reactions } = await analyse(
      await readClip(files[i]!),
      truth.name,
    );
    const clip: ScoredClip = { truth, seconds, shown, reactions };
    clips.push(clip);
    if (out) {
      const { name, ...rest } = truth;
      const said = {
        false: falseReactions(clip),
        asked: askedSpans(clip).map(({ span, by }) => ({ span, by })),
      };
      const told = {
        name,
        ...rest,
        frames,
        faceFound,
        seconds,
        reactions,
        ...said,
        timeline: timesOf(shown),
      };
      await writeFile(join(out, `${name}.json`), `${JSON.stringify(told, null, 1)}\n`);
    }
    tell(i + 1);
  }
  return folderFigures(clips);
}

await runCommand(async () => {
  const spec = {
    clip: 'text',
    clips: 'text',
    truth: 'text',
    out: 'text',
    fps: 'text',
    baseline: 'text',
  } as const;
  const options = readOptions(
    process.argv.slice(2).filter((argument) => argument !== '--'),
    spec,
  );
  const { clip, clips, baseline = 'none' } = options;
  const fps = Number(options.fps ?? '10');
  if (!clip === !clips) throw new UsageError('Say which clips: --clips DIR, or --clip FILE.mjpeg');
  if (!(fps > 0 && fps <= 120)) throw new UsageError('--fps must be a number from 1 to 120.');
  if (![...BASELINES, ...PEERS].includes(baseline as Baseline)) {
    throw new UsageError('--baseline must be raw, ema, human or faceapi.');
  }
  const analyse = await analyser(baseline, fps);
  return clips ? allClips(clips, options.out, analyse) : oneClip(clip!, options.truth, analyse);
});
