/**
 * `npm run pictures:pages -- FOLDER [LANGUAGE]`: every page and state in light, dark and at 200 % zoom. Needs a build.
 * The pages are the built ones. What a call tab would answer is made up, so that no camera and no call are needed.
 * @see tests/e2e/accessibility.test.ts, which checks the same pages
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { onlyLanguage } from '../tests/e2e/support/languages';
import { launchBrowser } from './lib/launch.mjs';
import { type PageState, STATES } from './lib/page-states';
import { askBackground, openPopup, sleep } from './lib/remote.mjs';

const [folder, language, only] = process.argv.slice(2);
if (!folder) throw new Error('usage: npm run pictures:pages -- FOLDER [LANGUAGE] [STATE]');

/** Looks at which each page is taken: a name, the colours, and the width of the window in CSS pixels. */
const LOOKS = [
  { name: 'light', scheme: 'light', zoom: 1 },
  { name: 'dark', scheme: 'dark', zoom: 1 },
  { name: 'zoom', scheme: 'light', zoom: 2 },
] as const;

async function shoot(page: Page, state: PageState): Promise<void> {
  for (const { name, scheme, zoom } of LOOKS) {
    const width = state.popup ? 360 : 1280 / zoom;
    if (state.popup && zoom !== 1) continue;
    await page.setViewport({ width, height: state.popup ? 600 : 800 / zoom, deviceScaleFactor: zoom });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await sleep(150);
    const [inside, outside, high] = await page.evaluate(() => {
      const { clientWidth, scrollWidth, scrollHeight } = document.documentElement;
      return [clientWidth, scrollWidth, scrollHeight] as const;
    });
    if (outside > inside) console.error(`${state.name} (${name}): ${outside - inside} pixels stick out`);
    if (state.popup && state.fits && high > 600) console.error(`${state.name}: ${high} pixels high`);
    const path = join(folder!, `${state.name}-${name}.png`) as `${string}.png`;
    const [left, right] = await page.evaluate(() => {
      const box = document.body.getBoundingClientRect();
      return [box.left, box.right] as const;
    });
    if (left < 0 || right > inside) console.error(`${state.name} (${name}): lies from ${left} to ${right}`);
    await page.screenshot({ path, fullPage: high > (state.popup ? 600 : 800 / zoom) });
  }
}

async function show(browser: Browser, id: string, popup: Page, state: PageState): Promise<void> {
  await state.seed?.((message) => askBackground(popup, message));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`${state.name}: ${String(error)}`));
  if (state.fake) await page.evaluateOnNewDocument(state.fake.script, state.fake.value as never);
  await page.goto(`chrome-extension://${id}/${state.path}`);
  await page.waitForSelector(state.ready, { timeout: 90_000 });
  await state.prepare?.(page);
  await sleep(200);
  await shoot(page, state);
  await page.close();
}

const extension = language && language !== 'en' ? await onlyLanguage(language) : undefined;
await mkdir(folder, { recursive: true });
const { browser, extensionId } = await launchBrowser({
  args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  ...(extension === undefined ? {} : { extension }),
});
try {
  const popup = await openPopup(browser, extensionId!);
  for (const state of STATES) {
    if (only && !state.name.startsWith(only)) continue;
    await show(browser, extensionId!, popup, state).catch((error) =>
      console.error(`${state.name}: ${String(error)}`),
    );
  }
} finally {
  await browser.close();
  if (extension !== undefined) await rm(extension, { recursive: true, force: true });
}
