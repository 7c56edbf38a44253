/**
 * `npm run pictures:avatars [-- FOLDER]`: every character in every expression, large and as small as a tile of a call, and in
 * its colours, to look at.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer';
import { findBrowser } from './lib/find-browser.mjs';
import { pageScript } from './lib/page-script';

declare function drawSheet(kind: string): void;

const folder = process.argv[2] ?? '.output/avatars';
await mkdir(folder, { recursive: true });
const browser = await puppeteer.launch({ executablePath: await findBrowser(), args: ['--no-sandbox'] });
try {
  const page: Page = await browser.newPage();
  await page.evaluate(await pageScript('scripts/avatar-sheet-page.ts'));
  for (const kind of ['large', 'small', 'colours'] as const) {
    await page.evaluate((each) => drawSheet(each), kind);
    const canvas = (await page.$('canvas'))!;
    await canvas.screenshot({ path: join(folder, `${kind}.png`) });
  }
  console.log(folder);
} finally {
  await browser.close();
}
