/**
 * `npm run demo`: from a fresh clone to a call with the extension in it. Only Node's own modules are imported here;
 * what needs installed packages is imported once they are there.
 */
import { cameraArgs } from './lib/camera.mjs';
import { demoOptions, HELP } from './lib/demo-options.mjs';
import { build, ensurePackages, ensurePrepared, runMain, SetupError } from './lib/toolchain.mjs';

await runMain(async () => {
  const options = demoOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  // A clip that cannot be played is told before the minutes of installing and building.
  if (options.clip !== null) cameraArgs(options.clip);
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (!options.headless && process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    throw new SetupError(
      'There is no display to open a window on: run `npm run demo -- --headless` instead.',
    );
  }
  await ensurePackages();
  const { findBrowser } = await import('./lib/find-browser.mjs');
  await findBrowser();
  await ensurePrepared();
  await build();
  const { show } = await import('./lib/show.mjs');
  return show(options);
});
