/** That a browser which tests share hands nothing of one test to the next. */
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, NO_FACE } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { type Harness, launch, waitForState, waitUntil } from './harness';

const SMILE = [{ show: ['happy'], seconds: 4 }];
/** Nobody else asks for this kind, so that the two tests below surely get the same browser. */
const KIND = { args: ['--lang=en-GB'] };

describe('a browser that two tests share', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  const pid = ({ browser }: Harness) => browser.process()?.pid;
  const urls = ({ browser }: Harness) => browser.targets().map((target) => target.url());
  let first: { pid: number | undefined; id: string; contexts: number };

  it('is left in any state', async () => {
    harness = await launch({ clip: await cachedClip(SMILE, 'smile'), ...KIND });
    const { browser, popup, extensionId } = harness;
    first = { pid: pid(harness), id: extensionId, contexts: browser.browserContexts().length };
    await harness.setSite(true);
    await harness.setAuto(true);
    const call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    await waitUntil('the analysis runs', () => harness!.offscreenTarget());
    await askBackground(popup, {
      type: 'span',
      site: 'localhost',
      callId: '0a1b2c3d-0000-4000-8000-000000000000',
      span: { expression: 'happy', start: Date.now() - 1000, duration: 500, confidence: 0.8 },
    });
    expect(await harness.spans()).not.toEqual([]);
    await popup.evaluate(async () => {
      await chrome.storage.local.set({ left: 'local' });
      await chrome.storage.sync.set({ left: 'sync' });
      await chrome.storage.session.set({ left: 'session' });
      await chrome.scripting.registerContentScripts([
        { id: 'left', matches: ['http://localhost/*'], js: ['content-scripts/call.js'] },
      ]);
    });
    // Tabs, a window, a tab that has crashed, and one that asks before it closes.
    await browser.newPage({ type: 'window' });
    const asking = await browser.newPage();
    await asking.goto(new URL('/', call.page.url()).href);
    await asking.evaluate(() => {
      window.addEventListener('beforeunload', (event) => event.preventDefault());
    });
    await asking.mouse.click(10, 10);
    const client = await call.page.createCDPSession();
    client.send('Page.crash').catch(() => {});
    await waitUntil('the tab has crashed', async () => (await harness!.snapshot(call)) === null);
  });

  it('is as new for the next: another id, no data, no tabs, the other camera clip', async () => {
    harness = await launch({ clip: await cachedClip(NO_FACE, 'no-face'), ...KIND });
    const { browser, popup } = harness;
    expect(pid(harness)).toBe(first.pid);
    expect(harness.extensionId).not.toBe(first.id);
    expect(browser.browserContexts()).toHaveLength(first.contexts);
    expect(urls(harness).filter((url) => /localhost/.test(url) || url.includes(first.id))).toEqual([]);
    expect(await askBackground(popup, { type: 'get-settings' })).toEqual(DEFAULT_SETTINGS);
    expect(await harness.spans()).toEqual([]);
    const kept = await popup.evaluate(async () => ({
      windows: (await chrome.windows.getAll()).length,
      local: await chrome.storage.local.get('left'),
      sync: await chrome.storage.sync.get(null),
      session: await chrome.storage.session.get('left'),
      scripts: await chrome.scripting.getRegisteredContentScripts(),
    }));
    expect(kept).toEqual({ windows: 1, local: {}, sync: {}, session: {}, scripts: [] });
    await harness.setSite(true);
    const call = await harness.openCall();
    await waitForState(harness, call, 'no-face');
  });

  it('is another one for a test that wants its own', async () => {
    harness = await launch({ clip: await cachedClip(NO_FACE, 'no-face'), ...KIND, own: true });
    expect(pid(harness)).not.toBe(first.pid);
  });
});
