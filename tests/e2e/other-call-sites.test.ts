import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Frame } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { askBackground, tabOf } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { overlayText } from './overlay-eye';
import { startTlsServer, type TlsServer, tlsUnavailable } from './tls-server';

const missing = tlsUnavailable();
if (missing) console.warn(`The other call sites are not tested: ${missing}.`);

interface SiteLike {
  readonly presses: string[];
  call(options?: { without?: 'happy' | 'opener' }): Promise<void>;
}
declare global {
  interface Window {
    readonly __site: SiteLike;
  }
}

const SITES = [
  { name: 'Zoom', host: 'app.zoom.us', path: '/wc/123456789/start#zoom-framed', happy: 'Joy' },
  { name: 'Teams', host: 'teams.microsoft.com', path: '/v2/#teams', happy: 'laugh' },
  { name: 'Jitsi', host: 'meet.jit.si', path: '/WeeklyPlanning#jitsi', happy: '😂' },
] as const;

describe.skipIf(missing !== null)('reactions of other call sites', () => {
  let server: TlsServer;
  let harness: Harness;
  let call: Call;
  let frame: Frame;
  const read = (file: string) =>
    readFile(fileURLToPath(new URL(`./pages/sites/${file}`, import.meta.url)), 'utf8');

  beforeAll(async () => {
    const hosts = SITES.map(({ host }) => host);
    server = await startTlsServer(hosts, await read('index.html'), await read('app.js'));
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), args: server.args, own: true });
    await harness.setAuto(true);
    for (const host of hosts)
      await askBackground(harness.popup, { type: 'change-settings', patch: { site: { host, on: true } } });
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  afterEach(() => call?.page.close());

  async function open({ host, path }: (typeof SITES)[number], options = {}): Promise<void> {
    await harness.setOutputs({ siteReaction: true });
    const page = await harness.browser.newPage();
    const url = `https://${host}${path}`;
    await page.goto(url);
    call = { page, tab: await tabOf(harness.popup, url) };
    frame = path.includes('framed')
      ? (await (await page.waitForSelector('#webclient'))!.contentFrame())!
      : page.mainFrame();
    await frame.waitForFunction('window.__site !== undefined');
    await frame.evaluate((how) => window.__site.call(how), options);
    await waitForState(harness, call, 'watching');
  }

  const presses = () => frame.evaluate(() => [...window.__site.presses]);
  const smiles = async () =>
    (await harness.snapshot(call))?.reactions.filter(({ expression }) => expression === 'happy').length ?? 0;
  const problem = async () => (await harness.snapshot(call))?.site?.problem ?? null;

  describe.each(SITES)('$name', (site) => {
    it('a smile is answered by one press on the right emoji, and by nothing else', async () => {
      await open(site);
      await waitUntil('the reaction was sent', async () => (await presses()).includes(site.happy));
      await harness.setOutputs({});
      const opens = () =>
        frame.evaluate(() => document.querySelector('#reactionPicker, #menu, #reactions') !== null);
      await waitUntil('the tray is closed', async () => !(await opens()));
      const seen = await presses();
      const sent = seen.filter((name) => name === site.happy).length;
      // A tray that stays is closed as it was opened; the others close by themselves.
      const one = site.name === 'Jitsi' ? ['opener', site.happy, 'opener'] : ['opener', site.happy];
      expect(seen).toEqual(Array(sent).fill(one).flat());
      expect(sent).toBeLessThanOrEqual(await smiles());
      expect(await problem()).toBeNull();
    });

    it('a tray without that emoji: nothing but the tray is pressed, and it is said', async () => {
      await open(site, { without: 'happy' });
      await waitUntil('the failure is told', problem);
      expect(new Set(await presses())).toEqual(new Set(['opener']));
      const text = await overlayText(call.page);
      expect(text).toContain(await problem());
    });

    it('a page without the button: nothing is pressed, and it is said', async () => {
      await open(site, { without: 'opener' });
      await waitUntil('the failure is told', problem);
      const before = await smiles();
      await waitUntil('another smile is seen', async () => (await smiles()) > before);
      expect(await presses()).toEqual([]);
    });
  });
});
