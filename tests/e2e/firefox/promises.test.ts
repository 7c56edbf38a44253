/** What is promised of every browser, in Firefox: nothing leaves the device, and a page is not believed. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../../scripts/lib/clip.mjs';
import { sleep } from '../../../scripts/lib/remote.mjs';
import { ROOT } from '../../../scripts/lib/toolchain.mjs';
import type { StoredSpan } from '../../../src/shared/types';
import { waitUntil } from '../harness';
import { type FirefoxHarness, launchFirefox, whyNoFirefox } from './harness';
import { startNotingProxy } from './proxy';

const missing = whyNoFirefox();

/** What Firefox asks for by itself: its settings, updates and lists. */
const isFirefoxItself = (host: string): boolean => /(^|\.)(mozilla|firefox)\.(com|org|net)$/.test(host);

/** Long enough for a message that is believed to show in the next look. Milliseconds. */
const BETWEEN_ATTACKS = 200;

describe.skipIf(missing !== null)('in Firefox', () => {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function start(preferences: Record<string, unknown> = {}, pages?: string): Promise<FirefoxHarness> {
    const harness = await launchFirefox(await cachedClip(QUICK, 'quick'), preferences, pages);
    ends.push(harness.close);
    await harness.ask({ type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await harness.ask({ type: 'change-settings', patch: { autoReactions: true } });
    return harness;
  }

  const spansOf = (harness: FirefoxHarness): Promise<StoredSpan[]> =>
    harness.ask<StoredSpan[]>({ type: 'get-spans', from: 0, until: Date.now() + 1000 });

  it('no request leaves the machine while the whole job is done', async () => {
    const proxy = await startNotingProxy();
    ends.push(proxy.close);
    const harness = await start(proxy.preferences);
    const { page, tab } = await harness.openCall();
    await waitUntil(
      'a reaction appears',
      async () => (await harness.askCall(tab, 'snapshot'))?.reactions.length,
    );
    await waitUntil('a span is kept', async () => (await spansOf(harness)).length);
    for (const path of [`/popup.html?tab=${tab}`, '/dashboard.html', '/options.html']) {
      const opened = await harness.open(path);
      await waitUntil(`${path} shows something`, async () => (await opened.text()).length > 20);
      await opened.close();
    }
    expect(proxy.hosts().filter((host) => !isFirefoxItself(host))).toEqual([]);

    // That the proxy hears what a page asks for, and that the extension's own pages may ask for nothing at all.
    const refused = await harness.welcome.run(() =>
      fetch('http://leak.example/').then(
        () => 'asked',
        () => 'refused',
      ),
    );
    expect(refused).toBe('refused');
    await page.evaluate(() => fetch('http://heard.example/', { mode: 'no-cors' }).catch(() => {}));
    await waitUntil('the proxy hears a page', async () => proxy.hosts().includes('heard.example'));
    expect(proxy.hosts()).not.toContain('leak.example');
  });

  it('a page that forges messages is not believed', async () => {
    const face = (await readFile(`${ROOT}tests/fixtures/astronaut.png`)).toString('base64');
    const harness = await start({}, fileURLToPath(new URL('../pages/forger/', import.meta.url)));
    const { page, tab } = await harness.openCall();
    const snapshot = () => harness.askCall(tab, 'snapshot');
    await waitUntil('EmojiGen waits', async () => (await snapshot())?.state.kind === 'waiting');
    for (let round = 0; round < 6; round++) {
      await page.evaluate(async (url) => {
        const { __forger } = window as unknown as { __forger: { attack(face: string): Promise<void> } };
        await __forger.attack(url);
      }, `data:image/png;base64,${face}`);
      expect(await snapshot()).toMatchObject({ state: { kind: 'waiting' }, reactions: [], load: null });
      await sleep(BETWEEN_ATTACKS);
    }
    expect(await spansOf(harness)).toEqual([]);
    const heard = await page.evaluate(
      () => (window as unknown as { __forger: { heard: number } }).__forger.heard,
    );
    expect(heard).toBe(0);
  });
});
