import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import type { Baseline } from '../../src/shared/settings/baseline';
import { type Harness, launch, waitUntil } from './harness';

describe('the calibration', () => {
  let harness: Harness;
  let page: Page;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    page = await harness.browser.newPage();
    await page.goto(`chrome-extension://${harness.extensionId}/calibrate.html`);
  });
  afterAll(() => harness?.close());

  const baseline = (): Promise<Baseline | null> => askBackground(harness.popup, { type: 'get-baseline' });
  const click = async (id: string): Promise<void> => {
    await page.waitForSelector(`[data-testid="${id}"]:not(:disabled)`);
    await page.click(`[data-testid="${id}"]`);
  };
  const step = () =>
    page.$eval('[data-testid="step"]', (card) => (card as HTMLElement).dataset.step).catch(() => null);

  it('measures the calm face with the camera of the page, and skips what the user skips', async () => {
    expect(await baseline()).toBeNull();
    await click('start');
    await waitUntil('the calm face was measured', async () => (await step()) === 'happy');
    await click('skip');
    await waitUntil('surprise is asked for', async () => (await step()) === 'surprised');
    await click('skip');
    await page.waitForSelector('[data-testid="done"]');
    const stored = await waitUntil('it is stored', baseline);
    expect(Object.keys(stored.samples)).toEqual(['neutral']);
    expect(stored.samples.neutral!.geometry.browHeight).toBeGreaterThan(0);
  });

  it('has switched the camera off', async () => {
    expect(await page.$('video')).toBeNull();
  });

  it('still knows it after the page was loaded again, and deletes it', async () => {
    await page.reload();
    await page.waitForSelector('[data-testid="stored"]');
    await click('delete');
    await waitUntil('it is gone', async () => (await baseline()) === null);
    const kept = await harness.popup.evaluate(() => chrome.storage.local.get('baseline'));
    expect(kept).toEqual({});
  });
});
