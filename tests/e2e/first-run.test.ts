/** A new user, with a mouse and with the keyboard alone: from the first page to a reaction that others in the call see. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { type Harness, launch, waitUntil } from './harness';
import { focused } from './support/focus';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const MEET = 'meet.google.com';
/** Clicks in EmojiGen from its first page to its first reaction. */
const MOST_CLICKS = 3;
const missing = tlsUnavailable();
if (missing) console.warn(`The first run is not tested: ${missing}.`);

describe.skipIf(missing !== null)('from the first page to a reaction that others see', () => {
  let server: TlsServer;
  let harness: Harness;
  const read = (file: string) =>
    readFile(fileURLToPath(new URL(`./pages/meet-like/${file}`, import.meta.url)), 'utf8');

  beforeAll(async () => {
    server = await startTlsServer([MEET], await read('index.html'), await read('app.js'));
    harness = await launch({ clip: await cachedClip(DEMO, 'demo-clip'), args: server.args, own: true });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });

  /** The first page of a user who has chosen nothing. */
  async function begin(): Promise<Page> {
    await harness.popup.evaluate(() => chrome.storage.local.clear());
    const page = await harness.browser.newPage();
    await page.goto(`chrome-extension://${harness.extensionId}/welcome.html`);
    await page.bringToFront();
    return page;
  }

  /** In the call that EmojiGen has opened: the user's own way into it, and then a smile. */
  async function smile(): Promise<void> {
    const call = (await waitUntil('the call site is open', async () =>
      (await harness.browser.pages()).find((each) => each.url().startsWith(`https://${MEET}/`)),
    )) as Page;
    await call.waitForFunction(() => window.__meet !== undefined);
    await call.bringToFront();
    await call.evaluate(() => window.__meet.go('call'));
    await waitUntil('the smile is sent as a reaction', () =>
      call.evaluate(() => window.__meet.presses.includes('😂')),
    );
    await call.close();
  }

  it(`takes at most ${MOST_CLICKS} clicks`, async () => {
    const page = await begin();
    let clicks = 0;
    const click = async (testId: string): Promise<void> => {
      const button = await page.waitForSelector(`[data-testid="${testId}"]:enabled`);
      await button!.click();
      clicks++;
    };
    await click('use-meet.google.com');
    await click('audience-site');
    await click('open-call');
    await smile();
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
    await page.close();
  });

  it('needs no mouse, and shows at every step where the keyboard is', async () => {
    const page = await begin();
    /** Tabs to a control, as often as a user would bear. */
    const reach = async (testId: string): Promise<void> => {
      await page.waitForSelector(`[data-testid="${testId}"]:enabled`);
      for (let i = 0; i < 25; i++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(focused);
        if (now.testId === null && now.mark === null && !now.visible) continue; // the browser's own
        expect(now.visible, `the focus on ${now.testId}`).toBe(true);
        if (now.testId === testId) return;
      }
      throw new Error(`the keyboard does not reach ${testId}`);
    };
    await reach('use-meet.google.com');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-step="audience"]');
    // The question has the focus, so that the answers come next.
    await page.waitForFunction(() => document.activeElement?.id === 'question');
    await reach('audience-site');
    await page.keyboard.press('Space');
    await page.waitForSelector('[data-step="ready"]');
    await page.waitForFunction(() => document.activeElement?.id === 'question');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focused)).toMatchObject({ testId: 'try-it', visible: true });
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    expect(await page.evaluate(focused)).toMatchObject({ testId: 'open-call', visible: true });
    await page.keyboard.press('Enter');
    await smile();
    await page.close();
  });
});
