/** A new user with a mouse: from the first page to a reaction that others in the call see. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { type Harness, launch, waitUntil } from './harness';
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

  it(`takes at most ${MOST_CLICKS} clicks`, async () => {
    const { browser, extensionId } = harness;
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/welcome.html`);
    let clicks = 0;
    const click = async (testId: string): Promise<void> => {
      const button = await page.waitForSelector(`[data-testid="${testId}"]:enabled`);
      await button!.click();
      clicks++;
    };
    await click('use-meet.google.com');
    await click('audience-site');
    await click('open-call');
    const call = (await waitUntil('the call site is open', async () =>
      (await browser.pages()).find((each) => each.url().startsWith(`https://${MEET}/`)),
    )) as Page;
    // The user's own way into a call; no click of EmojiGen's.
    await call.waitForFunction(() => window.__meet !== undefined);
    await call.bringToFront();
    await call.evaluate(() => window.__meet.go('call'));
    await waitUntil('the smile is sent as a reaction', () =>
      call.evaluate(() => window.__meet.presses.includes('😂')),
    );
    expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  });
});
