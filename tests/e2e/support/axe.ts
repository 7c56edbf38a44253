import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';
import { sleep } from '../../../scripts/lib/remote.mjs';

const SCHEMES = ['light', 'dark'];

let axe: Promise<string> | undefined;

/** What axe finds within `selector`, in light and in dark, as lines to read. */
export async function violations(page: Page, selector: string): Promise<string[]> {
  axe ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(await axe);
  const found: string[] = [];
  for (const scheme of SCHEMES) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await sleep(100); // a colour half way between two schemes has no contrast
    const results = (await page.evaluate(
      (within) =>
        (window as unknown as { axe: { run(context: string, options: object): unknown } }).axe.run(within, {
          resultTypes: ['violations'],
        }),
      selector,
    )) as AxeResults;
    expect(results.passes.length).toBeGreaterThan(3);
    for (const { id, nodes } of results.violations) {
      for (const { target, failureSummary } of nodes) {
        found.push(`${scheme}: ${id}: ${target.join(' ')}: ${failureSummary?.split('\n').at(-1)?.trim()}`);
      }
    }
  }
  return found;
}
