/** What the inside of a call page can get at, and what a private window leaves behind. */
import type { Page, Protocol } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { askBackground, askCall, openPopup, tabOf } from '../../scripts/lib/remote.mjs';
import type { CallSnapshot } from '../../src/shared/messages/call-tab';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';

/** Runs code as the extension's content script in a page: what an attacker has who took over the page's process. */
async function asContentScript(page: Page, extensionId: string) {
  const session = await page.createCDPSession();
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { type } = context.auxData as { type?: string };
      if (type === 'isolated' && context.origin === `chrome-extension://${extensionId}`) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  const contextId = await found;
  return async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails }: Protocol.Runtime.EvaluateResponse = await session.send(
      'Runtime.evaluate',
      { expression, contextId, awaitPromise: true, returnByValue: true },
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}

const everything = (popup: Page) =>
  popup.evaluate(async () => ({
    local: await chrome.storage.local.get(null),
    sync: await chrome.storage.sync.get(null),
  }));

describe('the content script of a call page', () => {
  let harness: Harness;
  let call: Call;
  let evaluate: (expression: string) => Promise<unknown>;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(DEMO, 'demo-clip'), own: true });
    await askBackground(harness.popup, {
      ...{ type: 'change-settings', patch: { sites: { localhost: true, 'secret.example': true } } },
    });
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    evaluate = await asContentScript(call.page, harness.extensionId);
  });

  afterAll(() => harness?.close());

  it('knows the extension, so that what follows is no mistake of the test', async () => {
    expect(await evaluate('chrome.runtime.id')).toBe(harness.extensionId);
  });

  it.each(['local', 'session', 'sync'])('cannot read or write storage.%s', async (area) => {
    await expect(evaluate(`chrome.storage.${area}.get(null)`)).rejects.toThrow(/not allowed|access/i);
    await expect(evaluate(`chrome.storage.${area}.set({ settings: {} })`)).rejects.toThrow(
      /not allowed|access/i,
    );
  });

  it('is told its own site, and no other', async () => {
    const config = await evaluate(
      `chrome.runtime.sendMessage({ to: 'background', type: 'get-call-config' })`,
    );
    expect(config).toMatchObject({ settings: { sites: { localhost: true } } });
    expect(JSON.stringify(config)).not.toContain('secret');
  });

  it('cannot change settings, read or delete the history, or end a pause', async () => {
    const before = await everything(harness.popup);
    for (const message of [
      { type: 'change-settings', patch: { autoReactions: true } },
      { type: 'get-settings' },
      { type: 'get-overview' },
      { type: 'delete-all' },
      { type: 'get-reactions', from: 0, until: 1e15 },
      { type: 'set-baseline', baseline: null },
      { type: 'pause-for', minutes: null },
      {
        type: 'span',
        span: { expression: 'sad', start: 1, duration: 1, confidence: 1 },
        site: 'secret.example',
        callId: crypto.randomUUID(),
      },
    ]) {
      const text = JSON.stringify({ to: 'background', ...message });
      await expect(evaluate(`chrome.runtime.sendMessage(${text})`), message.type).rejects.toThrow();
    }
    expect(await everything(harness.popup)).toEqual(before);
  });

  it('follows what the user chooses meanwhile', async () => {
    await harness.setSite(false);
    await waitForState(harness, call, 'off');
    await harness.setSite(true);
    await waitForState(harness, call, 'watching');
  });
});

describe('a call in a private window', () => {
  let harness: Harness;
  let popup: Page;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(DEMO, 'demo-clip'), own: true });
    await harness.setSite(true);
    await harness.setAuto(true);
    const { browser, extensionId } = harness;
    const extensions = await browser.newPage();
    await extensions.goto('chrome://extensions');
    // As the switch "Allow in Incognito" on the extension's own page does; the extension is started anew.
    await extensions.evaluate(
      (id) =>
        (
          chrome as unknown as {
            developerPrivate: { updateExtensionConfiguration(change: object): Promise<void> };
          }
        ).developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true }),
      extensionId,
    );
    await extensions.close();
    popup = await waitUntil('the extension is there again', () =>
      openPopup(browser, extensionId).catch(() => null),
    );
    expect(await popup.evaluate(() => chrome.extension.isAllowedIncognitoAccess())).toBe(true);
  });

  afterAll(() => harness?.close());

  it('reacts, and leaves nothing behind', async () => {
    // In an ordinary window the same call is kept: what follows would be empty for any other reason, too.
    const ordinary = await harness.openCall().catch(() => null);
    expect(ordinary).toBeNull(); // the harness's popup is gone with the old start
    const [page] = (await harness.browser.pages()).filter((each) => each.url().includes('auto=1'));
    const url = page!.url();
    const spans = () => askBackground(popup, { type: 'get-spans', from: 0, until: Date.now() + 1000 });
    const reactions = () =>
      askBackground(popup, { type: 'get-reactions', from: 0, until: Date.now() + 1000 });
    await waitUntil('the ordinary call is kept', async () => (await reactions()).length > 0);
    await waitUntil('its spans, too', async () => (await spans()).length > 0);
    await page!.close();
    await askBackground(popup, { type: 'delete-all' });
    const before = await everything(popup);

    const secret = `${url}&secret=1`;
    await popup.evaluate((u) => chrome.windows.create({ url: u, incognito: true }), secret);
    const tab = await waitUntil('the private tab is there', () => tabOf(popup, secret).catch(() => 0));
    expect(await popup.evaluate((id) => chrome.tabs.get(id).then((t) => t.incognito), tab)).toBe(true);
    const snapshot = (): Promise<CallSnapshot | null> => askCall(popup, tab, 'snapshot');
    // A clip's smile comes and goes: by the second reaction the spans between them are over.
    await waitUntil('it has reacted twice', async () => ((await snapshot())?.reactions.length ?? 0) >= 2);
    await popup.evaluate((id) => chrome.tabs.remove(id), tab);
    await waitUntil(
      'the private tab is gone',
      async () => (await tabOf(popup, secret).catch(() => null)) === null,
    );
    expect([await spans(), await reactions()]).toEqual([[], []]);
    expect(await everything(popup)).toEqual(before);
  });
});
