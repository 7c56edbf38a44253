import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, openPopup, tabOf } from '../../scripts/lib/remote.mjs';
import { EXTENSION } from '../../scripts/lib/toolchain.mjs';
import { DEFAULT_REACTION_SETTINGS } from '../../src/shared/settings/reaction-settings';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { overlayButton, pressInOverlay } from './overlay-eye';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const MEET = 'meet.google.com';
const ADDED = 'calls.example';
const missing = tlsUnavailable();
if (missing) console.warn(`The call sites are not tested: ${missing}.`);

interface MeetLike {
  readonly presses: string[];
  go(page: 'landing' | 'lobby' | 'call' | 'left'): Promise<void>;
  setCamera(on: boolean): void;
  setPresenting(on: boolean): void;
}
declare global {
  interface Window {
    readonly __meet: MeetLike;
  }
}

/** The built extension with one more host that it is allowed from the start: nobody can answer a prompt here. */
async function extensionWithAddedHost(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'emojigen-added-'));
  await cp(EXTENSION, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  manifest.host_permissions.push(`https://${ADDED}/*`);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

describe.skipIf(missing !== null)('call sites under their own names', () => {
  let server: TlsServer;
  let harness: Harness;
  let extension: string;
  const read = (file: string) =>
    readFile(fileURLToPath(new URL(`./pages/meet-like/${file}`, import.meta.url)), 'utf8');

  beforeAll(async () => {
    extension = await extensionWithAddedHost();
    server = await startTlsServer([MEET, ADDED], await read('index.html'), await read('app.js'));
    const clip = await cachedClip(QUICK, 'quick');
    harness = await launch({ clip, extension, args: server.args, own: true });
    await harness.setAuto(true);
    await setNative(true);
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
    if (extension) await rm(extension, { recursive: true });
  });

  const setNative = (siteReaction: boolean) => harness.setOutputs({ siteReaction });
  const turnOn = (host: string) =>
    askBackground(harness.popup, { type: 'change-settings', patch: { site: { host, on: true } } });
  const presses = (page: Page) => page.evaluate(() => [...window.__meet.presses]);
  const go = (call: Call, where: Parameters<MeetLike['go']>[0]) =>
    call.page.evaluate((page) => window.__meet.go(page), where);
  const happy = async (call: Call) =>
    (await harness.snapshot(call))?.reactions.filter(({ expression }) => expression === 'happy').length ?? 0;
  const spanCalls = async () => {
    const spans = (await harness.spans()).filter(
      ({ site, expression }) => site === MEET && expression === 'happy',
    );
    return new Set(spans.map(({ callId }) => callId));
  };
  const hasOverlay = (page: Page) => page.evaluate(() => document.querySelector('[data-emojigen]') !== null);

  async function open(host: string): Promise<Call> {
    const page = await harness.browser.newPage();
    await page.goto(`https://${host}/`);
    return { page, tab: await tabOf(harness.popup, `https://${host}/landing`) };
  }

  describe('a page built like Google Meet', () => {
    let call: Call;
    beforeAll(async () => {
      await turnOn(MEET);
      call = await open(MEET);
    });

    it('shows nothing on the start page, and no reaction is sent from the lobby', async () => {
      await waitForState(harness, call, 'waiting');
      expect(await hasOverlay(call.page)).toBe(false);
      await go(call, 'lobby');
      await waitUntil('a smile in the lobby is seen', async () => (await happy(call)) > 0);
      expect(await presses(call.page)).toEqual([]);
    });

    it('answers a smile in the call with one press on the right emoji, and with nothing else', async () => {
      await go(call, 'call');
      await waitUntil('the reaction was sent and the tray closed', async () => {
        const seen = await presses(call.page);
        return seen.length >= 3 && seen.at(-1) === 'opener';
      });
      await setNative(false);
      await waitUntil('the tray is closed', () => call.page.evaluate(() => !document.querySelector('#tray')));
      const seen = await presses(call.page);
      const sent = seen.filter((name) => name === '😂').length;
      expect(seen).toEqual(Array(sent).fill(['opener', '😂', 'opener']).flat());
      expect(sent).toBeLessThanOrEqual(await happy(call));
    });

    it('sends none once it is switched off', async () => {
      const before = (await presses(call.page)).length;
      const reactions = await happy(call);
      await waitUntil('two more smiles are seen', async () => (await happy(call)) >= reactions + 2);
      expect(await presses(call.page)).toHaveLength(before);
    });

    it('sends the emoji that the user picks on the card, once, and the history says where it showed', async () => {
      await harness.setAuto(false);
      await setNative(true);
      // The page also sees that its element for the card was pressed.
      const named = async () => (await presses(call.page)).filter((name) => !name.startsWith('<'));
      const before = (await named()).length;
      await call.page.bringToFront();
      const kept = () =>
        askBackground(harness.popup, { type: 'get-reactions', from: 0, until: Date.now() + 1000 });
      await waitUntil('the press counts', async () => {
        if ((await named()).length === before) await pressInOverlay(call.page, 'Send: thumbs up');
        return (await kept()).some(({ emoji }) => emoji === '1f44d');
      });
      // It is kept as soon as it is on the card; the site's own takes a moment.
      await waitUntil('the tray was used', async () => (await named()).length >= before + 3);
      await waitUntil('the tray is closed', () => call.page.evaluate(() => !document.querySelector('#tray')));
      expect((await named()).slice(before)).toEqual(['opener', '👍', 'opener']);
      expect((await kept()).filter(({ emoji }) => emoji === '1f44d')).toMatchObject([
        { how: 'manual', outcome: 'sent', shown: ['card', 'site'] },
      ]);
      await setNative(false);
      await harness.setAuto(true);
    });

    it('says on the diagnostic page what it finds', async () => {
      const page = await harness.browser.newPage();
      await page.goto(`chrome-extension://${harness.extensionId}/diagnostics.html?tab=${call.tab}`);
      await page.waitForSelector('[data-testid="summary"]');
      expect(await page.$eval('[data-testid="summary"]', ({ textContent }) => textContent)).toContain(
        'In a call',
      );
      const missing = await page.$$eval('[data-verdict="missing"] th', (rows) =>
        rows.map(({ textContent }) => textContent),
      );
      expect(missing.join()).not.toContain('eaction');
      expect(missing.join()).not.toContain('Camera');
      await page.close();
    });

    it('reads nothing while the call says that its camera is off', async () => {
      await call.page.evaluate(() => window.__meet.setCamera(false));
      await waitForState(harness, call, 'camera-off');
      await call.page.evaluate(() => window.__meet.setCamera(true));
      await waitForState(harness, call, 'watching');
    });

    it('reads nothing while the user presents, unless the settings want it', async () => {
      await call.page.evaluate(() => window.__meet.setPresenting(true));
      await waitForState(harness, call, 'presenting');
      const rules = { type: 'change-settings', patch: { reactions: DEFAULT_REACTION_SETTINGS } } as const;
      const goOn = { ...DEFAULT_REACTION_SETTINGS, pauseWhilePresenting: false };
      await askBackground(harness.popup, { ...rules, patch: { reactions: goOn } });
      await waitForState(harness, call, 'watching');
      await askBackground(harness.popup, rules);
      await waitForState(harness, call, 'presenting');
      await call.page.evaluate(() => window.__meet.setPresenting(false));
      await waitForState(harness, call, 'watching');
    });

    it('lets go of everything when the call is left, and begins a new one without a reload', async () => {
      await waitUntil('a span of this call is kept', async () => (await spanCalls()).size > 0);
      const before = await spanCalls();
      await go(call, 'left');
      await waitForState(harness, call, 'waiting');
      await waitUntil('the card gives way to the summary', () => overlayButton(call.page, 'Save picture'));
      await pressInOverlay(call.page, 'Close');
      await waitUntil('the overlay is gone', async () => !(await hasOverlay(call.page)));
      expect((await harness.snapshot(call))?.reactions).toEqual([]);
      await go(call, 'call');
      await waitUntil('a span of another call is kept', async () => (await spanCalls()).size > before.size);
      expect(await hasOverlay(call.page)).toBe(true);
    });

    it('offers the switch in the popup', async () => {
      const popup = await openPopup(harness.browser, harness.extensionId, call.tab);
      await popup.waitForSelector('[data-testid="native-switch"][aria-checked="false"]');
      await popup.close();
    });
  });

  describe('a site that was added', () => {
    it('is registered with both scripts, for itself alone', async () => {
      const scripts = await waitUntil('the scripts are registered', async () => {
        const found = await harness.popup.evaluate(() => chrome.scripting.getRegisteredContentScripts());
        return found.length > 0 ? found : null;
      });
      expect(
        scripts.map(({ world, matches, persistAcrossSessions }) => [world, matches, persistAcrossSessions]),
      ).toEqual(
        expect.arrayContaining([
          ['MAIN', [`https://${ADDED}/*`], true],
          ['ISOLATED', [`https://${ADDED}/*`], true],
        ]),
      );
      expect(scripts).toHaveLength(2);
    });

    it('works like the others, its pictures in the overlay too', async () => {
      await turnOn(ADDED);
      const call = await open(ADDED);
      const pictures: number[] = [];
      call.page.on('response', (response) => {
        if (response.url().includes('/emoji/')) pictures.push(response.status());
      });
      await go(call, 'call');
      await waitForState(harness, call, 'watching');
      expect(await hasOverlay(call.page)).toBe(true);
      await waitUntil('a smile is seen', async () => (await happy(call)) > 0);
      await waitUntil('its pictures are loaded', () => pictures.includes(200));
    });
  });
});
