/** What `npm run demo -- …` was asked for. Pure. */
import { parseArgs } from 'node:util';
import { SetupError } from './toolchain.mjs';

export const HELP = `npm run demo -- [options]

Builds the extension and opens a call in a browser with it: a clip plays as the camera, and the
recognised expression appears as an emoji over the call.

  --camera        use this machine's own webcam instead of a clip
  --clip FILE     use this clip (.mjpeg or .y4m) as the camera
  --headless      show no window: watch for --seconds, write what happened to --out, and end;
                  exit status 0 only if at least one reaction appeared
  --seconds N     how long to watch, counted from when the extension is ready (default 20)
  --out DIR       where timeline.json, call.png and popup.png go (default demo-out)
  --help          this text

CHROME_PATH names the browser to use; otherwise one is looked for, and installed if there is none.`;

const OPTIONS = {
  camera: { type: 'boolean', default: false },
  clip: { type: 'string' },
  headless: { type: 'boolean', default: false },
  seconds: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
};

/**
 * The options in `args`. `record` says whether to watch for a while and end, rather than stay open.
 * Throws a SetupError on anything it cannot follow.
 */
export function demoOptions(args) {
  let values;
  try {
    values = parseArgs({ args, options: OPTIONS, strict: true }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n\n${HELP}`);
  }
  const { camera, clip, headless, help } = values;
  if (camera && clip !== undefined) throw new SetupError('Use either --camera or --clip, not both.');
  const seconds = Number(values.seconds ?? 20);
  if (!(seconds > 0 && seconds <= 3600)) throw new SetupError('--seconds takes a number from 1 to 3600.');
  const record = headless || values.seconds !== undefined || values.out !== undefined;
  return { camera, clip: clip ?? null, headless, seconds, out: values.out ?? 'demo-out', record, help };
}
