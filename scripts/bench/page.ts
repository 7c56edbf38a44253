/**
 * `npm run bench:page -- [--seconds N] [--rounds N] [--only NAMES] [--beside DIR] [--only-post]`: what the extension costs the
 * call page on a 1280x720 call: without it, with it on, with a picture that does not change ("unchanged"), and with a mask
 * drawn into every outgoing picture: the still emoji ("compositing") and a character ("avatar"). They take turns, each round
 * in new browsers. `--beside` measures another built extension in the same run, such as one of an older version;
 * `--only-post` one that takes pictures as often and posts them, and does nothing else. `--only` names what to measure of
 * ours, with commas. `decoded`: share of the camera's pictures that the far end shows; `late`: from a frame's capture to its
 * reading in the page. Prints a table, and one JSON object as the last line.
 */
import { rm } from 'node:fs/promises';
import { readOptions, runCommand, wholeNumber } from '../eval/command';
import { UsageError } from '../eval/usage-error';
import { cachedClip } from '../lib/clip.mjs';
import { type CallOptions, measure, openCall, type Stretch } from './call-page';
import { median, rounded, table, turnOrder } from './figures';
import { makeOnlyPost, POST_EVERY } from './only-post';

const SIZE = { width: 1280, height: 720 };
/** `on`: as most users have it. */
const MODES = {
  absent: { outputs: null },
  on: { outputs: {} },
  unchanged: { outputs: {} },
  compositing: { outputs: { mask: 'hold' }, figure: 'still' },
  avatar: { outputs: { mask: 'hold' }, figure: 'ball' },
} as const;
type Mode = keyof typeof MODES;
/** What an older version can be asked for, too. */
const BESIDE = ['on', 'unchanged', 'compositing'] as const;
/** A picture that does not change, without the extension. */
const STILL = 'absent, unchanged';
const POSTS = 'only posts';

const perSecond = ({ seconds }: Stretch, amount: number): number => amount / seconds;

function chosen(names: string | undefined): readonly Mode[] {
  const all = Object.keys(MODES) as Mode[];
  if (names === undefined) return all;
  const wanted = names.split(',');
  const unknown = wanted.find((name) => !(all as string[]).includes(name));
  if (unknown !== undefined) throw new UsageError(`--only does not know "${unknown}".`);
  return all.filter((name) => name === 'absent' || wanted.includes(name));
}

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2), {
    seconds: 'text',
    rounds: 'text',
    only: 'text',
    beside: 'text',
    'only-post': 'flag',
  });
  const seconds = wholeNumber(options.seconds, 'seconds', 12);
  const rounds = wholeNumber(options.rounds, 'rounds', 2);
  const modes = chosen(options.only);
  const moving = await cachedClip([{ show: ['happy'], seconds: 4 }], 'bench-720p', SIZE);
  // One picture, again and again.
  const unchanged = await cachedClip([{ show: ['happy'], seconds: 1 / 30 }], 'bench-720p-still', SIZE);
  const post = options['only-post'] ? await makeOnlyPost() : undefined;

  const runs = new Map<string, Omit<CallOptions, 'size'>>();
  for (const mode of modes) {
    const clip = mode === 'unchanged' ? unchanged : moving;
    if (mode === 'unchanged') runs.set(STILL, { clip, outputs: null });
    runs.set(mode, { clip, ...MODES[mode] });
    const isBeside = options.beside !== undefined && (BESIDE as readonly Mode[]).includes(mode);
    if (isBeside) runs.set(`beside ${mode}`, { clip, ...MODES[mode], extension: options.beside });
  }
  if (post) runs.set(POSTS, { clip: moving, outputs: null, extension: post });

  const names = [...runs.keys()];
  const stretches = new Map<string, Stretch[]>(names.map((name) => [name, []]));
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of turnOrder(names, round)) {
        const call = await openCall({ size: SIZE, ...runs.get(name)! });
        try {
          stretches.get(name)!.push(await measure(call, seconds));
        } finally {
          await call.close();
        }
      }
    }
  } finally {
    if (post) await rm(post, { recursive: true });
  }

  const of = (name: string, figure: (stretch: Stretch) => number): number =>
    median(stretches.get(name)!.map(figure));
  const main = (name: string): number => of(name, (s) => perSecond(s, s.mainMs));
  const pictures = (name: string): number => of(name, (s) => perSecond(s, s.pictures));
  const analysed = (name: string): number => of(name, (s) => perSecond(s, s.analysed));
  const share = (name: string): number | null =>
    stretches.get(name)!.every((s) => s.camera > 0) ? of(name, (s) => s.pictures / s.camera) : null;
  const late = (name: string): number => of(name, (s) => s.late);
  const long = (name: string): number => of(name, (s) => s.longTasks);
  const without = (name: string): string => (name.endsWith('unchanged') ? STILL : 'absent');
  /** Milliseconds a second on top of the call without an extension. */
  const extra = (name: string): number => main(name) - main(without(name));
  const has = (name: string): boolean => runs.has(name);
  const perAnalysed = (on: string): number | null => (has(on) ? extra(on) / analysed(on) : null);
  /** Reading frames costs the same with and without drawing; what is left is the drawing. */
  const drawing = (name: string, on: string): number | null =>
    has(name) && has(on) ? rounded((extra(name) - perAnalysed(on)! * analysed(name)) / pictures(name)) : null;
  const asJson = (value: number | null): number | null => value && rounded(value);

  const rows = names.map((name) => [
    name,
    main(name).toFixed(1),
    extra(name).toFixed(1),
    `${(extra(name) / 10).toFixed(2)} %`,
    pictures(name).toFixed(2),
    `${((100 * pictures(name)) / pictures(without(name))).toFixed(1)} %`,
    share(name) === null ? '-' : `${(100 * share(name)!).toFixed(1)} %`,
    late(name).toFixed(0),
    analysed(name).toFixed(1),
    long(name),
  ]);
  const head = [
    ...['', 'main ms/s', 'of it ours', 'of the thread', 'frames/s', 'kept', 'decoded', 'late ms'],
    ...['analysed/s', 'long tasks'],
  ];
  console.log(`1280x720, ${rounds} rounds of ${seconds} s each\n\n${table(head, rows)}\n`);
  const each = (figure: (name: string) => number | null): Record<string, number | null> =>
    Object.fromEntries(names.map((name) => [name, figure(name)]));
  return {
    size: `${SIZE.width}x${SIZE.height}`,
    mainMsPerAnalysedFrame: asJson(perAnalysed('on')),
    mainMsPerSecond: has('on') ? rounded(extra('on')) : null,
    mainMsPerCompositedFrame: drawing('compositing', 'on'),
    mainMsPerAvatarFrame: drawing('avatar', 'on'),
    mainShareUnchanged: has('unchanged') ? rounded(extra('unchanged') / 1000, 4) : null,
    ...(options.beside !== undefined && {
      beside: {
        mainMsPerAnalysedFrame: asJson(perAnalysed('beside on')),
        mainMsPerCompositedFrame: drawing('beside compositing', 'beside on'),
        mainShareUnchanged: has('beside unchanged') ? rounded(extra('beside unchanged') / 1000, 4) : null,
      },
    }),
    ...(post && { mainMsPerPostedPicture: rounded((extra(POSTS) * POST_EVERY) / 1000) }),
    framesPerSecond: each((name) => rounded(pictures(name))),
    kept: each((name) => rounded(pictures(name) / pictures(without(name)), 3)),
    decoded: each(share),
    lateMs: each((name) => rounded(late(name))),
    analysedPerSecond: each((name) => rounded(analysed(name))),
    longTasks: each(long),
  };
});
