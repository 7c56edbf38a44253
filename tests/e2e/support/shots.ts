/** Pictures of a page as its users may see it, and whether it fits. */
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { sleep } from '../../../scripts/lib/remote.mjs';

/** Widths in CSS pixels; the narrow one is the least that WCAG 2.2 asks to fit without scrolling sideways (1.4.10). */
const WIDTHS = { wide: 1280, narrow: 320 } as const;

/**
 * Takes pictures in light and dark, wide and narrow; fails where something sticks out at the side.
 * @param folder where they go, as NAME-WIDTH-SCHEME.png
 */
export async function shoot(
  page: Page,
  folder: string,
  name: string,
  widths: Readonly<Record<string, number>> = WIDTHS,
): Promise<void> {
  for (const [width, pixels] of Object.entries(widths)) {
    await page.setViewport({ width: pixels, height: 860 });
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await sleep(150);
      const path = join(folder, `${name}-${width}-${scheme}.png`) as `${string}.png`;
      await page.screenshot({ path, fullPage: true });
    }
    const [inside, outside] = await page.evaluate(() => [
      document.documentElement.clientWidth,
      document.documentElement.scrollWidth,
    ]);
    expect(outside, `${name} at ${pixels} px`).toBeLessThanOrEqual(inside!);
  }
  await page.setViewport({ width: 1280, height: 860 });
}
