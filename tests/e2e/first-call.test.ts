/** The first call of a user who has closed the first-run page: the offer, and then the tour of the card. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, sleep, tabOf } from '../../scripts/lib/remote.mjs';
import type { Settings } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { focusedButton, overlayButton, overlayText, pressInOverlay } from './overlay-eye';
import { violations } from './support/axe';
import { revealOverlay } from './support/views';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const MEET = 'meet.google.com';
const missing = tlsUnavailable();
if (missing) console.warn(`The offer in a first call is not tested: ${missing}.`);

/** In the page: everything that it can try to say yes in the user's place, and to read what is offered. */
function attack(words: readonly string[]): { found: string[]; host: boolean } {
  const host = document.querySelector<HTMLElement>('[data-emojigen]');
  const found = words.filter((word) =>
    (window as unknown as { find(...args: unknown[]): boolean }).find(
      ...[word, false, false, true, false, true, false],
    ),
  );
  if (host === null) return { found, host: false };
  const { x, y } = { x: 16, y: 72 };
  for (let dy = 0; dy < 140; dy += 6) {
    for (let dx = 0; dx < 300; dx += 10) {
      const at = { clientX: x + dx, clientY: y + dy, bubbles: true, composed: true };
      const target = document.elementFromPoint(at.clientX, at.clientY) ?? host;
      for (const type of ['pointerdown', 'pointerup', 'click'])
        target.dispatchEvent(new PointerEvent(type, at));
    }
  }
  host.click();
  host.focus();
  return { found, host: true };
}

describe.skipIf(missing !== null)('a first call without a choice before', () => {
  let server: TlsServer;
  let harness: Harness;
  let page: Page;
  const read = (file: string) =>
    readFile(fileURLToPath(new URL(`./pages/meet-like/${file}`, import.meta.url)), 'utf8');

  beforeAll(async () => {
    server = await startTlsServer([MEET], await read('index.html'), await read('app.js'));
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), args: server.args, own: true });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await harness.popup.evaluate(() => chrome.storage.local.clear());
    page = await harness.browser.newPage();
    await enter();
  });
  afterEach(() => page?.close());

  const enter = async () => {
    await page.goto(`https://${MEET}/`);
    await page.waitForFunction(() => window.__meet !== undefined);
    await page.bringToFront();
  };
  const show = (where: 'lobby' | 'call' | 'left') => page.evaluate((name) => window.__meet.go(name), where);
  const offer = () => overlayButton(page, 'Turn on');
  const hasHost = () => page.evaluate(() => document.querySelector('[data-emojigen]') !== null);
  const settings = () => askBackground(harness.popup, { type: 'get-settings' }) as Promise<Settings>;
  /** Presses until it counts: what has just appeared takes no press. */
  const press = (label: string) =>
    waitUntil(`the press on ${label} counts`, async () => {
      await pressInOverlay(page, label).catch(() => {});
      return (await overlayButton(page, label)) === null;
    });
  const call = async (): Promise<Call> => ({ page, tab: await tabOf(harness.popup, page.url()) });

  it('is offered EmojiGen: no camera is read, and the page can neither read nor answer the offer', async () => {
    await show('lobby');
    expect(await hasHost()).toBe(false);
    await show('call');
    await waitUntil('the offer is there', offer);
    const words = ['EmojiGen', 'react here', 'Turn on', 'Not on this site'];
    for (let round = 0; round < 3; round++) {
      expect(await page.evaluate(attack, words)).toEqual({ found: [], host: true });
      await sleep(300); // so that one round is later than what a press must wait
    }
    expect((await settings()).sites).toEqual({});
    expect((await harness.snapshot(await call()))?.state.kind).toBe('off');
    expect(harness.offscreenTarget()).toBeUndefined();
  });

  it('turns it on with one press, and is shown the card in three bubbles, once', async () => {
    await show('call');
    await waitUntil('the offer is there', offer);
    await press('Turn on');
    await waitUntil('it is stored', async () => (await settings()).sites[MEET] === true);
    expect((await settings()).autoReactions).toBe(false);
    await waitUntil('the camera is read', async () => harness.offscreenTarget());
    await waitUntil('the tour begins', () => overlayButton(page, 'Next'));
    expect(await overlayText(page)).toContain('1 of 3');
    // With the keyboard: Tab reaches the card, and Enter goes on.
    await waitUntil('the keyboard reaches the second bubble', async () => {
      await page.keyboard.press('Tab');
      if ((await focusedButton(page)) === 'Next') await page.keyboard.press('Enter');
      return (await overlayText(page)).includes('2 of 3');
    });
    await press('Next');
    const keys = (await harness.popup.evaluate(() => chrome.commands.getAll())).find(
      ({ name }) => name === 'pause',
    )?.shortcut;
    expect(keys).toBeTruthy();
    expect(await overlayText(page)).toContain(`Shortcuts: ${keys}`);
    await press('Got it');
    await waitForState(harness, await call(), 'watching');
    await enter();
    await show('call');
    await waitForState(harness, await call(), 'watching');
    expect(await overlayText(page)).not.toContain('of 3');
  });

  it('needs three presses from there to a reaction that others see', async () => {
    await show('call');
    await waitUntil('the offer is there', offer);
    await press('Turn on');
    await waitForState(harness, await call(), 'watching');
    const popup = await harness.browser.newPage();
    await popup.goto(`chrome-extension://${harness.extensionId}/popup.html?tab=${(await call()).tab}`);
    await (await popup.waitForSelector('[data-testid="native-switch"]:enabled'))!.click();
    await waitUntil('it is stored', async () => (await settings()).outputs.siteReaction);
    await popup.close();
    await page.bringToFront();
    const seen = () => page.evaluate(() => window.__meet.presses.includes('👍'));
    await waitUntil('the press counts', async () => {
      if (!(await seen())) await pressInOverlay(page, 'Send: thumbs up').catch(() => {});
      return seen();
    });
  });

  it('finds nothing that axe would object to: the offer, and each bubble', async () => {
    await show('call');
    await waitUntil('the offer is there', offer);
    await revealOverlay(page);
    expect(await violations(page, '[data-emojigen]')).toEqual([]);
    await press('Turn on');
    for (const last of ['Next', 'Next', 'Got it']) {
      await waitUntil('the bubble is there', () => overlayButton(page, last));
      await revealOverlay(page);
      expect(await violations(page, '[data-emojigen]')).toEqual([]);
      await pressInOverlay(page, last);
    }
  });

  it('is never asked again on this site after a no', async () => {
    await show('call');
    await waitUntil('the offer is there', offer);
    await press('Not on this site');
    await waitUntil('it is stored', async () => (await settings()).sites[MEET] === false);
    expect(await hasHost()).toBe(false);
    await enter();
    await show('call');
    await sleep(1000); // nothing comes after it that would show that it does not come
    expect(await hasHost()).toBe(false);
  });

  it('is asked in one call only, also without an answer', async () => {
    await show('call');
    await waitUntil('the offer is there', offer);
    await show('left');
    await waitUntil('it is gone with the call', async () => !(await hasHost()));
    await show('call');
    await sleep(1000); // as above
    expect(await hasHost()).toBe(false);
    await enter();
    await show('call');
    await sleep(1000); // as above
    expect(await hasHost()).toBe(false);
    expect((await settings()).sites).toEqual({});
  });
});
