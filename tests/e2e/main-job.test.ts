import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK, SIZE } from '../../scripts/lib/clip.mjs';
import { openPopup } from '../../scripts/lib/remote.mjs';
import {
  type Call,
  elementCount,
  type Harness,
  launch,
  waitForNewPictures,
  waitForState,
  waitUntil,
} from './harness';

/** What the page can learn about its camera, less what each browser has of its own: ids, and where its clip lies. */
async function trackAsSeen(call: Call) {
  const info = await waitUntil('the camera is open', () =>
    call.page.evaluate(() => window.__call.trackInfo()),
  );
  const { deviceId, groupId, ...settings } = info.settings;
  const label = info.label.split('/').at(-1);
  return { ...info, label, settings, ids: [typeof deviceId, typeof groupId] };
}

describe('the main job', () => {
  let harness: Harness;
  let call: Call;
  let clip: string;

  beforeAll(async () => {
    clip = await cachedClip(QUICK, 'quick');
    harness = await launch({ clip, strict: true });
    await harness.setSite(true);
    await harness.setAuto(true);
    call = await harness.openCall();
  });
  afterAll(() => harness?.close());

  const happyReactions = async () =>
    (await harness.snapshot(call))?.reactions.filter((reaction) => reaction.expression === 'happy') ?? [];
  const happySpans = async () => (await harness.spans()).filter((span) => span.expression === 'happy');

  it('answers a smile with a happy reaction', async () => {
    const [reaction] = await waitUntil('a happy reaction appears', async () => {
      const found = await happyReactions();
      return found.length > 0 ? found : null;
    });
    expect(reaction!.confidence).toBeGreaterThan(0.5);
    expect(reaction!.confidence).toBeLessThanOrEqual(1);
    expect(reaction!.emoji).toMatch(/^[0-9a-f-]+$/);
  });

  it('keeps when it was felt', async () => {
    const [span] = await waitUntil('a happy span is kept', async () => {
      const found = await happySpans();
      return found.length > 0 ? found : null;
    });
    expect(span!.site).toBe('localhost');
    expect(span!.duration).toBeGreaterThan(0);
    // The smile is four seconds of the clip; a span may run into the empty part of a second around it.
    expect(span!.duration).toBeLessThan(6000);
  });

  it('shows it in the popup', async () => {
    const popup = await openPopup(harness.browser, harness.extensionId, call.tab);
    try {
      await popup.waitForSelector('[data-testid="distribution"] [data-expression="happy"]');
      await popup.waitForSelector('[data-testid="state"][data-tone="ok"]');
      const latest = await popup.$$eval('[data-testid="spans"] li', (items) =>
        items.map((item) => item.textContent),
      );
      expect(latest.join('\n')).toContain('Happy');
    } finally {
      await popup.close();
    }
  });

  it('says on the toolbar that it is on', async () => {
    await waitUntil('the badge says so', async () => (await harness.badge(call)) === 'ON');
  });

  it('lets the call play', async () => {
    await waitForNewPictures(call);
    const { videoWidth } = await call.page.evaluate(() => window.__call.remoteStats());
    expect(videoWidth).toBe(SIZE.width);
  });

  it("leaves the page the browser's own track", async () => {
    const plain = await launch({ clip, extension: null });
    try {
      const expected = await trackAsSeen(await plain.openCall());
      expect(await trackAsSeen(call)).toEqual(expected);
      expect(expected.type).toBe('MediaStreamTrack');
    } finally {
      await plain.close();
    }
    const camera = await call.page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const local = document.querySelector<HTMLVideoElement>('#local')!.srcObject as MediaStream;
      const track = local.getVideoTracks()[0]!;
      const known = devices.find((device) => device.deviceId === track.getSettings().deviceId);
      return {
        tracks: local.getTracks().length,
        state: track.readyState,
        known: known?.label,
        label: track.label,
      };
    });
    expect(camera).toMatchObject({ tracks: 1, state: 'live', known: camera.label });
  });

  it('shows no more reactions once they are switched off, and still keeps the history', async () => {
    await harness.setAuto(false);
    const kept = (await happySpans()).length;
    // Two spans end later: by the second one, a reaction that was on its way has long come.
    await waitUntil('the next smile is over', async () => (await happySpans()).length > kept);
    const shown = (await happyReactions()).length;
    await waitUntil('another smile is over', async () => (await happySpans()).length > kept + 1);
    expect(await happyReactions()).toHaveLength(shown);
    await harness.setAuto(true);
    await waitUntil('reactions come again', async () => (await happyReactions()).length > shown);
  });

  it('stops within the call when paused, and goes on when resumed', async () => {
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await waitForNewPictures(call);
    await harness.send(call, 'resume');
    await waitForState(harness, call, 'watching');
  });

  it('goes from the page when the site is switched off, and the call stays', async () => {
    const withOverlay = await elementCount(call.page);
    await harness.setSite(false);
    await waitUntil('the overlay is gone', async () => (await elementCount(call.page)) < withOverlay);
    await waitUntil('the badge is empty', async () => (await harness.badge(call)) === '');
    await waitForNewPictures(call);
    expect(await call.page.evaluate(() => window.__call.trackInfo()?.readyState)).toBe('live');
    expect(await happySpans()).not.toHaveLength(0);
  });
});
