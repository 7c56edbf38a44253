/**
 * `npm run bench:page -- [--seconds N] [--rounds N]`: what the extension costs the call page on a 1280x720 call: without
 * it, with it on, and with a mask drawn into every outgoing picture. They take turns, each round in new browsers.
 * Prints a table, and one JSON object as the last line.
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
  compositing: { outputs: { mask: 'hold' } },
} as const;
type Mode = keyof typeof MODES;
const NAMES = Object.keys(MODES) as Mode[];

const perSecond = ({ seconds }: Stretch, amount: number): number => amount / seconds;

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), { seconds: 'text', rounds: 'text' });
  const seconds = wholeNumber(options.seconds, 'seconds', 12);
  const rounds = wholeNumber(options.rounds, 'rounds', 2);
  const clip = await cachedClip([{ show: ['happy'], seconds: 4 }], 'bench-720p', SIZE);
  const runs: Record<Mode, Stretch[]> = { absent: [], on: [], compositing: [] };
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
  const long = (mode: Mode): number => of(mode, (s) => s.longTasks);
  const rows = NAMES.map((mode) => [
    mode,
    main(mode).toFixed(1),
    pictures(mode).toFixed(2),
    `${((100 * pictures(mode)) / pictures('absent')).toFixed(1)} %`,
    analysed(mode).toFixed(1),
    long(mode),
  ]);
  const head = ['', 'main ms/s', 'frames/s', 'kept', 'analysed/s', 'long tasks'];
  console.log(`1280x720, ${rounds} rounds of ${seconds} s each\n\n${table(head, rows)}\n`);
  const extra = (mode: Mode): number => main(mode) - main('absent');
  const perAnalysed = extra('on') / analysed('on');
  // Reading frames costs the same in both; what is left is the drawing.
  const drawing = extra('compositing') - perAnalysed * analysed('compositing');
  return {
    size: `${SIZE.width}x${SIZE.height}`,
    mainMsPerAnalysedFrame: rounded(perAnalysed),
    mainMsPerSecond: rounded(extra('on')),
    mainMsPerCompositedFrame: rounded(drawing / pictures('compositing')),
    framesPerSecond: Object.fromEntries(NAMES.map((mode) => [mode, rounded(pictures(mode))])),
    kept: {
      on: rounded(pictures('on') / pictures('absent'), 3),
      compositing: rounded(pictures('compositing') / pictures('absent'), 3),
    },
    analysedPerSecond: Object.fromEntries(NAMES.map((mode) => [mode, rounded(analysed(mode))])),
    longTasks: Object.fromEntries(NAMES.map((mode) => [mode, long(mode)])),
  };
});
