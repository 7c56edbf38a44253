import type { Target } from 'puppeteer';
import { afterEach, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { openPopup } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';
import { reloadExtension } from './support/reload';

/** The emojis' host elements in the page. */
const overlays = (call: Call) =>
  call.page.evaluate(() => document.querySelectorAll('[data-emojigen]').length);

/** Ends whatever runs in a target, as the browser's task manager does. */
async function kill(harness: Harness, target: Target): Promise<void> {
  const client = await harness.browser.target().createCDPSession();
  const { targetInfos } = await client.send('Target.getTargets', { filter: [{}] });
  const info = targetInfos.find((each) => each.url === target.url() && each.type !== 'tab');
  expect(info, `a target at ${target.url()}`).toBeDefined();
  await client.send('Target.closeTarget', { targetId: info!.targetId });
  await client.detach();
}

describe('what may end during a call', () => {
  let harness: Harness | undefined;
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });

  async function start(): Promise<{ harness: Harness; call: Call }> {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    await harness.setSite(true);
    await harness.setAuto(true);
    const call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    return { harness, call };
  }

  const worker = (running: Harness) =>
    running.browser.targets().find((target) => target.type() === 'service_worker');
  const gone = (running: Harness, what: () => Target | undefined, before: Target) =>
    waitUntil('it is gone', async () => what() !== before && running);

  /** Frames are analysed that were captured after now. */
  async function goesOn(running: Harness, call: Call): Promise<void> {
    const since = Date.now();
    await waitUntil('reactions come again', async () =>
      (await running.snapshot(call))?.reactions.some((reaction) => reaction.time > since),
    );
    await waitForNewPictures(call);
  }

  it('the service worker: the call does not notice, and spans are kept', async () => {
    const { harness: running, call } = await start();
    await waitUntil('a span is kept', async () => (await running.spans()).length > 0);
    const target = worker(running)!;
    await kill(running, target);
    await gone(running, () => worker(running), target);
    const kept = (await running.spans()).length;
    await goesOn(running, call);
    await waitUntil('more spans are kept', async () => (await running.spans()).length > kept);
    expect(new Set((await running.spans()).map((span) => span.callId)).size).toBe(1);
  });

  it('the offscreen document: started again, and the same call goes on', async () => {
    const { harness: running, call } = await start();
    await waitUntil('a span is kept', async () => (await running.spans()).length > 0);
    for (let round = 0; round < 2; round++) {
      const target = running.offscreenTarget()!;
      await kill(running, target);
      await gone(running, running.offscreenTarget, target);
      const kept = (await running.spans()).length;
      await goesOn(running, call);
      await waitUntil('more spans are kept', async () => (await running.spans()).length > kept);
    }
    expect(new Set((await running.spans()).map((span) => span.callId)).size).toBe(1);
    expect(await overlays(call)).toBe(1);
  });

  it('service worker and offscreen document together', async () => {
    const { harness: running, call } = await start();
    const [first, second] = [worker(running)!, running.offscreenTarget()!];
    await Promise.all([kill(running, first), kill(running, second)]);
    await gone(running, running.offscreenTarget, second);
    await goesOn(running, call);
  });

  it('the extension itself, updated: the old part leaves, the call plays, the new part takes over', async () => {
    const { harness: running, call } = await start();
    await waitUntil('a span is kept', async () => (await running.spans()).length > 0);
    const before = await running.spans();
    const info = await call.page.evaluate(() => window.__call.trackInfo());
    // What WXT would say when the new part starts: the extension's public id is in it.
    await call.page.evaluate((id) => {
      const name = `${id}:call:wxt:content-script-started`;
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const target of [window, document]) target.addEventListener(name, () => heard.push('event'));
      window.addEventListener('message', ({ data }) => {
        if (JSON.stringify(data)?.includes(id)) heard.push('message');
      });
    }, running.extensionId);

    for (let round = 0; round < 2; round++) {
      const speaking = await reloadExtension(running, call.tab);
      await call.page.bringToFront();
      await waitForNewPictures(call);
      const ask = async () => {
        const answer = speaking.evaluate(
          (tab) => chrome.tabs.sendMessage(tab, { to: 'call', type: 'snapshot' }).catch(() => null),
          call.tab,
        );
        return (await answer) as { state: { kind: string }; reactions: unknown[] } | null;
      };
      await waitUntil('the new part reacts', async () => ((await ask())?.reactions.length ?? 0) > 0);
      expect(await overlays(call)).toBe(1);
      await speaking.close();
    }
    expect(await call.page.evaluate(() => window.__call.trackInfo())).toEqual(info);
    expect(await call.page.evaluate(() => (window as Window & { heard?: string[] }).heard)).toEqual([]);
    const speaking = await openPopup(running.browser, running.extensionId, call.tab);
    const spans = (await speaking.evaluate(() =>
      chrome.runtime.sendMessage({ to: 'background', type: 'get-spans', from: 0, until: Date.now() }),
    )) as unknown[];
    expect(spans).toEqual(expect.arrayContaining([...before]));
  });
});
