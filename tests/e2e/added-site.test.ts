import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, openPopup } from '../../scripts/lib/remote.mjs';
import { type Harness, launch } from './harness';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const HOST = 'calls.example';
const missing = tlsUnavailable();
if (missing) console.warn(`A site without permission is not tested: ${missing}.`);

/**
 * The question that the popup makes the browser ask opens a window of the browser's own, which no program can answer.
 * So there are two halves: before it here, and after a yes in call-sites.test.ts and unit/added-sites.test.ts.
 */
describe.skipIf(missing !== null)('a site that nobody has allowed', () => {
  let server: TlsServer;
  let harness: Harness;

  beforeAll(async () => {
    const read = (file: string) =>
      readFile(fileURLToPath(new URL(`./pages/meet-like/${file}`, import.meta.url)), 'utf8');
    server = await startTlsServer([HOST], await read('index.html'), await read('app.js'));
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), args: server.args, own: true });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });

  const tabs = () => harness.popup.evaluate(async () => (await chrome.tabs.query({})).map(({ id }) => id!));

  it('has nothing of ours in it, even where it is switched on', async () => {
    await askBackground(harness.popup, {
      type: 'change-settings',
      patch: { site: { host: HOST, on: true } },
    });
    const before = await tabs();
    const page = await harness.browser.newPage();
    await page.goto(`https://${HOST}/`);
    const tab = (await tabs()).find((id) => !before.includes(id))!;
    await page.evaluate(() => window.__meet.go('call'));
    expect(await harness.snapshot({ page, tab })).toBeNull();
    expect(await page.evaluate(() => document.querySelector('[data-emojigen]'))).toBeNull();
    expect(
      await harness.popup.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length),
    ).toBe(0);
  });

  it('in a part of a call page: the popup says so, and offers to allow it', async () => {
    await harness.setSite(true);
    const call = await harness.openCall('');
    await call.page.evaluate((host) => {
      const frame = document.createElement('iframe');
      Object.assign(frame, { src: `https://${host}/`, allow: 'camera; microphone', width: 800, height: 500 });
      document.body.append(frame);
    }, HOST);
    const popup = await openPopup(harness.browser, harness.extensionId, call.tab);
    await popup.waitForSelector('[data-testid="add-site"]');
    const text = (selector: string) => popup.$eval(selector, (element) => element.textContent);
    expect(await text('[data-testid="add-site"]')).toContain(HOST);
    expect(await text('[data-testid="state"]')).toContain(HOST);
    // The call begins in the page itself: then it is not elsewhere.
    await call.page.evaluate(() => window.__call.join());
    await popup.waitForFunction(() => document.querySelector('[data-testid="add-site"]') === null);
  });
});
