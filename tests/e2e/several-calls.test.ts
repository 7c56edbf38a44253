import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitUntil } from './harness';

describe('several calls at once', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    await harness.setSite(true);
    await harness.setAuto(true);
  });
  afterAll(() => harness?.close());

  const documents = () =>
    harness.browser.targets().filter((target) => target.url().endsWith('/offscreen.html')).length;
  const callIds = async () => new Set((await harness.spans()).map((span) => span.callId)).size;

  async function reactsAgain(call: Call): Promise<void> {
    const since = Date.now();
    await waitUntil('it reacts', async () =>
      (await harness.snapshot(call))?.reactions.some((reaction) => reaction.time > since),
    );
  }

  it('share one document; one that closes and one that crashes leave the others as they are', async () => {
    const calls = [await harness.openCall(), await harness.openCall(), await harness.openCall()];
    await Promise.all(calls.map(reactsAgain));
    expect(documents()).toBe(1);
    await waitUntil('spans of all three are kept', async () => (await callIds()) === 3);

    const [closed, crashed, stays] = calls as [Call, Call, Call];
    await closed.page.close();
    const client = await crashed.page.createCDPSession();
    client.send('Page.crash').catch(() => {});
    await waitUntil('the tab is silent', async () => (await harness.snapshot(crashed)) === null);
    await stays.page.bringToFront();
    await reactsAgain(stays);
    await waitForNewPictures(stays);
    expect(documents()).toBe(1);
  });
});
