/** A call page that is left and comes back as it was: the browser kept it, frozen, and closed its ports. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';

/** In the page: only a page that was kept still has it. */
type Marked = Window & { kept?: boolean };

/** Puppeteer switches the cache off, which is on for users. */
const WITH_CACHE = {
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
  // Pages that must not be stored are not kept.
  headers: { 'cache-control': 'no-cache' },
};

describe('a call page out of the back/forward cache', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), ...WITH_CACHE, own: true });
    await harness.setSite(true);
    await harness.setAuto(true);
    call = await harness.openCall('wait');
    await call.page.evaluate(() => {
      (window as Marked).kept = true;
    });
  });
  afterAll(() => harness?.close());

  async function joinAndLeave(): Promise<void> {
    await call.page.evaluate(() => window.__call.join());
    await waitForState(harness, call, 'watching');
    await call.page.evaluate(() => window.__call.leave());
    await waitForState(harness, call, 'camera-off');
  }

  async function goAway(): Promise<void> {
    await call.page.goto(new URL('/?other', call.page.url()).href);
    expect(await call.page.evaluate(() => (window as Marked).kept)).toBeUndefined();
    await waitUntil('the badge is cleared', async () => (await harness.badge(call)) === '');
  }

  async function goBack(): Promise<void> {
    await call.page.goBack();
    expect(await call.page.evaluate(() => (window as Marked).kept), 'the page was kept').toBe(true);
  }

  it('says at once what it does, and is read when the user joins again', async () => {
    await joinAndLeave();
    const badge = await waitUntil('there is a badge', () => harness.badge(call));
    await goAway();
    await goBack();
    await waitUntil('the badge is there again', async () => (await harness.badge(call)) === badge);

    const since = Date.now();
    await call.page.evaluate(() => window.__call.join());
    await waitUntil('it reacts', async () =>
      (await harness.snapshot(call))?.reactions.some((reaction) => reaction.time > since),
    );
    expect(await waitUntil('there is a badge', () => harness.badge(call))).toBe('ON');
    await waitForNewPictures(call);
    await call.page.evaluate(() => window.__call.leave());
    await waitForState(harness, call, 'camera-off');
  });

  it('follows what the user has chosen meanwhile', async () => {
    await goAway();
    await harness.setSite(false);
    await goBack();
    await waitForState(harness, call, 'off');
    expect(await call.page.evaluate(() => document.querySelectorAll('[data-emojigen]').length)).toBe(0);
  });
});
