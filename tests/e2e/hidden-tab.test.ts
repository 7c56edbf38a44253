import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import {
  type Call,
  type Harness,
  KIND_TO_HIDDEN_TABS,
  launch,
  waitForNewPictures,
  waitUntil,
} from './harness';

/**
 * Chromium slows the timers of a hidden tab down in steps: at once, after ten seconds, and after five minutes, from when
 * on they run once a minute. This brings the last step forward to a second.
 */
const SLOWED_SOON = ['--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/1'];
/** A timer of a tenth of a second that is this late is slowed down. Milliseconds. */
const LATE = 5000;

describe('a call in a hidden tab', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    const clip = await cachedClip(QUICK, 'quick');
    harness = await launch({ clip, ignoreDefaultArgs: KIND_TO_HIDDEN_TABS, args: SLOWED_SOON });
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

    // One reaction may still come from a frame of before; the second one surely does not.
    let last = Math.max(Date.now(), await newest());
    for (let round = 0; round < 2; round++) {
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

  it('also once the browser slows hidden tabs down as after minutes', async () => {
    // Another hidden tab shows that it does: a call has its own rules.
    const other = await harness.browser.newPage();
    await other.goto(new URL('/?other', call.page.url()).href);
    await (await harness.browser.newPage()).bringToFront();
    await other.evaluate(() => {
      const state = { ticked: Date.now() };
      Object.assign(window, { state });
      const tick = () => {
        state.ticked = Date.now();
        setTimeout(tick, 100);
      };
      tick();
    });
    const ticked = () =>
      other.evaluate(() => (window as unknown as { state: { ticked: number } }).state.ticked);
    await waitUntil('its timers are slowed down', async () => Date.now() - (await ticked()) > LATE);
    expect(await isHidden()).toBe(true);
    const since = Date.now();
    await waitUntil('a reaction appears', async () => (await newest()) > since);
    await waitForNewPictures(call);
    expect(await isHidden()).toBe(true);
  });
});
