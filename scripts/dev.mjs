/**
 * `npm run dev`: builds on every change and opens a browser of its own with the extension, which reloads by itself.
 * `--headless` opens it without a window, `--no-browser` only builds.
 */
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ROOT, runMain, SetupError } from './lib/toolchain.mjs';

const FOLDER = `${ROOT}.output/chrome-mv3-dev`;
/** The first build takes seconds; this is for a machine that does much else. Milliseconds. */
const PATIENCE = 180_000;

const hasScreen = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** Resolves when the first build is there; rejects if the builder ends before that. */
function firstBuild(builder) {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const timer = setInterval(() => {
      if (existsSync(`${FOLDER}/manifest.json`)) end(resolve);
      else if (Date.now() - started > PATIENCE)
        end(reject, new SetupError('The first build takes too long: see above.'));
    }, 200);
    const end = (settle, value) => {
      clearInterval(timer);
      settle(value);
    };
    builder.once('exit', () => end(reject, new SetupError('The extension could not be built: see above.')));
  });
}

async function openBrowser(headless) {
  const { launchBrowser } = await import('./lib/launch.mjs');
  const { browser } = await launchBrowser({ extension: FOLDER, headless });
  return browser;
}

function sayWhatIsNext(where) {
  console.log(`
${where}
Next:
  1. Open a call, for example https://meet.google.com or https://meet.jit.si, or a page on localhost that uses the camera.
  2. Click the EmojiGen button in the toolbar, turn it on for the site, and smile.
  3. Edit a file: the extension is built again and reloads. Reload the call page for changes in src/hook and src/call.
Ctrl+C ends all of it.
`);
}

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      headless: { type: 'boolean', default: false },
      'no-browser': { type: 'boolean', default: false },
    },
  });
  rmSync(FOLDER, { recursive: true, force: true });
  const builder = spawn(process.execPath, [`${ROOT}node_modules/wxt/bin/wxt.mjs`], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => builder.kill());
  await firstBuild(builder);
  let browser = null;
  if (values['no-browser'] || (!values.headless && !hasScreen())) {
    sayWhatIsNext(`No browser was opened. Load ${FOLDER} as an unpacked extension.`);
  } else {
    browser = await openBrowser(values.headless);
    sayWhatIsNext(
      'A browser with the extension is open. It has a profile of its own, which is deleted at the end.',
    );
    browser.once('disconnected', () => builder.kill());
  }
  await new Promise((resolve) => builder.once('exit', resolve));
  if (browser?.connected) await browser.close();
  return 0;
});
