/** The summary after a call: on the card, as a picture, and as the toolbar button's badge. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, sleep, tabOf } from '../../scripts/lib/remote.mjs';
import type { Settings } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { overlayButton, overlayText, pressInOverlay } from './overlay-eye';
import { violations } from './support/axe';
import { revealOverlay } from './support/views';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const MEET = 'meet.google.com';
const missing = tlsUnavailable();
if (missing) console.warn(`The summary after a call is not tested: ${missing}.`);

/** Evaluates in the content script's world of the page. */
async function inContentScript<T>(page: Page, expression: string): Promise<T> {
  const session = await page.createCDPSession();
  try {
    const contexts: { id: number; name: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
    await session.send('Runtime.enable');
    const world = contexts.find(({ name }) => name === 'EmojiGen');
    if (!world) throw new Error('the page has no content script');
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      ...{ expression, contextId: world.id, awaitPromise: true, returnByValue: true },
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  } finally {
    await session.detach();
  }
}

describe.skipIf(missing !== null)('after a call', () => {
  let server: TlsServer;
  let harness: Harness;
  let page: Page;
  let call: Call;
  const read = (file: string) =>
    readFile(fileURLToPath(new URL(`./pages/meet-like/${file}`, import.meta.url)), 'utf8');
  const change = (patch: object) => askBackground(harness.popup, { type: 'change-settings', patch } as never);

  beforeAll(async () => {
    server = await startTlsServer([MEET], await read('index.html'), await read('app.js'));
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), args: server.args, own: true });
    await change({ site: { host: MEET, on: true } });
    await change({ autoReactions: true });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await harness.browser.newPage();
    await page.goto(`https://${MEET}/`);
    await page.waitForFunction(() => window.__meet !== undefined);
    await page.bringToFront();
    await page.evaluate(() => window.__meet.go('call'));
    call = { page, tab: await tabOf(harness.popup, page.url()) };
    await waitForState(harness, call, 'watching');
  });
  afterEach(() => page?.close());

  const newest = async () => (await harness.snapshot(call))?.load?.newest ?? 0;
  /** Long enough for a summary, with a reaction in it. */
  const talk = async () => {
    const first = await waitUntil('a frame is analysed', newest);
    await waitUntil('the call is long enough', async () => (await newest()) - first > 13_000);
    await waitUntil('a smile was seen', async () => (await harness.snapshot(call))?.reactions.length);
  };
  const leave = () => page.evaluate(() => window.__meet.go('left'));
  const hasHost = () => page.evaluate(() => document.querySelector('[data-emojigen]') !== null);

  it('a summary is on the card, which the page cannot read, and in a picture on the disk', async () => {
    await talk();
    await leave();
    await waitUntil('the summary is there', () => overlayButton(page, 'Save picture'));
    const said = await overlayText(page);
    expect(said).toMatch(/Your call \d+ s [1-9]\d* reactions [1-9]\d* smiles sent most/);
    const found = await page.evaluate(() => {
      const find = (window as unknown as { find(...args: unknown[]): boolean }).find;
      const words = ['Your call', 'reactions', 'smiles', 'Save picture', 'sent most'];
      return words.filter((word) => find.call(window, word, false, false, true, false, true, false));
    });
    expect(found).toEqual([]);
    await revealOverlay(page);
    expect(await violations(page, '[data-emojigen]')).toEqual([]);
    // The dialog is the browser's own: in its place stands a file of the page's private file system.
    await inContentScript(
      page,
      `window.showSaveFilePicker = async ({ suggestedName }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }); 1`,
    );
    await pressInOverlay(page, 'Save picture');
    await waitUntil('it is saved', () => overlayButton(page, 'Done'));
    const bytes = await inContentScript<number[]>(
      page,
      `(async () => {
        const folder = await navigator.storage.getDirectory();
        const file = await (await folder.getFileHandle('my-call.png')).getFile();
        return [...new Uint8Array(await file.arrayBuffer())];
      })()`,
    );
    const { format, width, height, exif, comments } = await sharp(Buffer.from(bytes)).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 });
    expect([exif, comments]).toEqual([undefined, undefined]);
    if (process.env.PAGES_SHOTS)
      await sharp(Buffer.from(bytes)).toFile(`${process.env.PAGES_SHOTS}/summary.png`);
    await pressInOverlay(page, 'Close');
    await waitUntil('it is gone', async () => !(await hasHost()));
  });

  it('the next call takes its place', async () => {
    await talk();
    await leave();
    await waitUntil('the summary is there', () => overlayButton(page, 'Save picture'));
    await page.evaluate(() => window.__meet.go('call'));
    await waitForState(harness, call, 'watching');
    expect(await overlayButton(page, 'Save picture')).toBeNull();
  });

  it('also comes where the site leaves a call by loading another page', async () => {
    await talk();
    await page.goto(`https://${MEET}/`); // its start page
    await waitUntil('the summary is there', () => overlayButton(page, 'Save picture'));
    expect(await overlayText(page)).toMatch(/Your call \d+ s/);
  });

  it('whose card was hidden, the toolbar button has the number', async () => {
    await harness.send(call, 'toggle-overlay');
    await talk();
    await leave();
    await waitUntil('the button has it', async () => /^\d+$/.test(await harness.badge(call)));
    expect(await hasHost()).toBe(false);
  });

  it('the user can say on the card that none is to come, and then none comes', async () => {
    await talk();
    await leave();
    await waitUntil('the summary is there', () => overlayButton(page, 'Don’t show again'));
    await waitUntil('the press counts', async () => {
      await pressInOverlay(page, 'Don’t show again').catch(() => {});
      return !(await hasHost());
    });
    const settings = () => askBackground(harness.popup, { type: 'get-settings' }) as Promise<Settings>;
    await waitUntil('it is stored', async () => !(await settings()).callSummary);
    await page.evaluate(() => window.__meet.go('call'));
    await waitForState(harness, call, 'watching');
    await talk();
    await leave();
    await waitUntil('the call is over', async () => (await harness.snapshot(call))?.state.kind === 'waiting');
    await sleep(1000); // nothing comes after it that would show that it does not come
    expect(await hasHost()).toBe(false);
    expect(await harness.badge(call)).toBe('');
    await change({ callSummary: true });
  });
});
