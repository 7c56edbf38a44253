/**
 * `npm run bench:page -- [--seconds N] [--rounds N]`: what the extension costs the call page on a 1280x720 call: without
 * it, with it on, and with a mask drawn into every outgoing picture: the still emoji ("compositing") and a character
 * ("avatar"). They take turns, each round in new browsers. `decoded`: share of the camera's pictures that the far end shows;
 * `late`: from a frame's capture to its reading in the page. Prints a table, and one JSON object as the last line.
 */
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { cachedClip } from '../lib/clip.mjs';
import { measure, openCall, type Stretch } from './call-page';
import { median, rounded, table, turnOrder } from './figures';

const SIZE = { width: 1280, height: 720 };
/** `on`: as most users have it. */
const MODES = {
  absent: { outputs: null },
  on: { outputs: {} },
  compositing: { outputs: { mask: 'hold' }, figure: 'still' },
  avatar: { outputs: { mask: 'hold' }, figure: 'ball' },
} as const;
type Mode = keyof typeof MODES;
const NAMES = Object.keys(MODES) as Mode[];

const perSecond = ({ seconds }: Stretch, amount: number): number => amount / seconds;

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { seconds: 'text', rounds: 'text' });
  const seconds = wholeNumber(options.seconds, 'seconds', 12);
  const rounds = wholeNumber(options.rounds, 'rounds', 2);
  const clip = await cachedClip([{ show: ['happy'], seconds: 4 }], 'bench-720p', SIZE);
  const runs: Record<Mode, Stretch[]> = { absent: [], on: [], compositing: [], avatar: [] };
  for (let round = 0; round < rounds; round++) {
    for (const mode of turnOrder(NAMES, round)) {
      const call = await openCall({ clip, size: SIZE, ...MODES[mode] });
      try {
        runs[mode].push(await measure(call, seconds));
      } finally {
        await call.close();
      }
    }
  }
  const of = (mode: Mode, figure: (stretch: Stretch) => number): number => median(runs[mode].map(figure));
  const main = (mode: Mode): number => of(mode, (s) => perSecond(s, s.mainMs));
  const pictures = (mode: Mode): number => of(mode, (s) => perSecond(s, s.pictures));
  const analysed = (mode: Mode): number => of(mode, (s) => perSecond(s, s.analysed));
  const share = (mode: Mode): number | null =>
    runs[mode].every((s) => s.camera > 0) ? of(mode, (s) => s.pictures / s.camera) : null;
  const late = (mode: Mode): number => of(mode, (s) => s.late);
  const long = (mode: Mode): number => of(mode, (s) => s.longTasks);
  const rows = NAMES.map((mode) => [
    mode,
    main(mode).toFixed(1),
    pictures(mode).toFixed(2),
    `${((100 * pictures(mode)) / pictures('absent')).toFixed(1)} %`,
    share(mode) === null ? '-' : `${(100 * share(mode)!).toFixed(1)} %`,
    late(mode).toFixed(0),
    analysed(mode).toFixed(1),
    long(mode),
  ]);
  const head = ['', 'main ms/s', 'frames/s', 'kept', 'decoded', 'late ms', 'analysed/s', 'long tasks'];
  console.log(`1280x720, ${rounds} rounds of ${seconds} s each\n\n${table(head, rows)}\n`);
  const extra = (mode: Mode): number => main(mode) - main('absent');
  const perAnalysed = extra('on') / analysed('on');
  // Reading frames costs the same in all; what is left is the drawing.
  const drawing = (mode: Mode): number =>
    rounded((extra(mode) - perAnalysed * analysed(mode)) / pictures(mode));
  return {
    size: `${SIZE.width}x${SIZE.height}`,
    mainMsPerAnalysedFrame: rounded(perAnalysed),
    mainMsPerSecond: rounded(extra('on')),
    mainMsPerCompositedFrame: drawing('compositing'),
    mainMsPerAvatarFrame: drawing('avatar'),
    framesPerSecond: Object.fromEntries(NAMES.map((mode) => [mode, rounded(pictures(mode))])),
    kept: {
      on: rounded(pictures('on') / pictures('absent'), 3),
      compositing: rounded(pictures('compositing') / pictures('absent'), 3),
      avatar: rounded(pictures('avatar') / pictures('absent'), 3),
    },
    decoded: Object.fromEntries(NAMES.map((mode) => [mode, share(mode)])),
    lateMs: Object.fromEntries(NAMES.map((mode) => [mode, rounded(late(mode))])),
    analysedPerSecond: Object.fromEntries(NAMES.map((mode) => [mode, rounded(analysed(mode))])),
    longTasks: Object.fromEntries(NAMES.map((mode) => [mode, long(mode)])),
  };
});
