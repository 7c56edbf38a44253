import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import {
  type Call,
  type Harness,
  KIND_TO_HIDDEN_TABS,
  launch,
  waitForNewPictures,
  waitUntil,
} from './harness';

describe('a call in a hidden tab', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    const clip = await cachedClip(DEMO, 'demo-clip');
    harness = await launch({ clip, ignoreDefaultArgs: KIND_TO_HIDDEN_TABS });
    await harness.setSite(true);
    await harness.setAuto(true);
    call = await harness.openCall();
  });
  afterAll(() => harness?.close());

  const newest = async () => (await harness.snapshot(call))?.reactions[0]?.time ?? 0;
  const isHidden = () => call.page.evaluate(() => document.visibilityState === 'hidden');

  it('is read on', async () => {
    await waitUntil('a reaction appears while the tab is visible', newest);
    await (await harness.browser.newPage()).bringToFront();
    await waitUntil('the tab is hidden', isHidden);

    // One reaction may still come from a frame of before; the third one surely does not.
    let last = Math.max(Date.now(), await newest());
    for (let round = 0; round < 3; round++) {
      const before = last;
      last = await waitUntil('a reaction appears while the tab is hidden', async () => {
        const time = await newest();
        return time > before ? time : 0;
      });
    }
    const snapshot = await harness.snapshot(call);
    expect(snapshot?.load?.framesPerSecond).toBeGreaterThan(0);
    expect(await isHidden()).toBe(true);
    await waitForNewPictures(call);
  });

  it('also after a minute', async () => {
    await sleep(60_000);
    expect(await isHidden()).toBe(true);
    const since = Date.now();
    await waitUntil('a reaction appears', async () => (await newest()) > since);
    await waitForNewPictures(call);
    expect(await isHidden()).toBe(true);
  });
});
