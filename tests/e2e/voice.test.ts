import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitUntil } from './harness';

/** In the page: the stream that it was given. In the offscreen document: the levels that came with the frames. */
type Marked = Window & { stream?: MediaStream; levels?: (number | null)[] };

describe('the level of the microphone that was opened with the camera', () => {
  let harness: Harness;
  let call: Call;
  let analysis: Page;

  beforeAll(async () => {
    // Chromium's stand-in for a microphone beeps once a second.
    harness = await launch({ clip: await cachedClip(QUICK, 'quick') });
    await harness.setSite(true);
    call = await harness.openCall('');
    await call.page.evaluate(async () => {
      const asked = { video: true, audio: true };
      (window as Marked).stream = await navigator.mediaDevices.getUserMedia(asked);
    });
    const target = await waitUntil('the analysis runs', () => harness.offscreenTarget());
    analysis = await target.asPage();
    await analysis.evaluate(() => {
      const { postMessage } = Worker.prototype;
      const levels: (number | null)[] = [];
      (window as Marked).levels = levels;
      Worker.prototype.postMessage = function (message: unknown, ...rest: unknown[]) {
        const { type, frame } = message as { type?: string; frame?: { voice?: number } };
        if (type === 'analyse') levels.push(frame?.voice ?? null);
        return Reflect.apply(postMessage, this, [message, ...rest]);
      };
    });
  });
  afterAll(() => harness?.close());

  /** Levels from now on, once there are `count` of them. */
  async function nextLevels(count: number): Promise<(number | null)[]> {
    const from = await analysis.evaluate(() => (window as Marked).levels!.length);
    return waitUntil(`${count} frames were analysed`, async () => {
      const levels = await analysis.evaluate((n) => (window as Marked).levels!.slice(n), from);
      return levels.length >= count ? levels : null;
    });
  }

  it('comes with the frames as one number in 0..1, and rises with the sound', async () => {
    const heard = await waitUntil('a beep is heard', async () =>
      (await nextLevels(5)).find((level) => level !== null && level > 0.01),
    );
    expect(heard).toBeLessThanOrEqual(1);
  });

  it('leaves the page its own track, as it was', async () => {
    const state = await call.page.evaluate(() => {
      const [track] = (window as Marked).stream!.getAudioTracks();
      return [track!.readyState, track!.enabled, track!.muted, (window as Marked).stream!.getTracks().length];
    });
    expect(state).toEqual(['live', true, false, 2]);
  });

  it('comes again where the call goes on after its end was guessed: the microphone was on all the time', async () => {
    const state = async () => (await harness.snapshot(call))?.state.kind;
    await call.page.evaluate(() => {
      const { stream } = window as Marked;
      for (const track of stream!.getVideoTracks()) {
        track.stop();
        stream!.removeTrack(track);
      }
      // Another place of the same page, as in sites that never load anew.
      history.pushState(null, '', '/index.html');
    });
    await waitUntil('the end is guessed', async () => (await state()) === 'waiting');
    await call.page.evaluate(async () => {
      const { stream } = window as Marked;
      const again = await navigator.mediaDevices.getUserMedia({ video: true });
      for (const track of again.getTracks()) stream!.addTrack(track);
    });
    await waitUntil('levels come again', async () => (await nextLevels(5)).some((level) => level !== null));
  });

  it('is not there while the page has muted or stopped it', async () => {
    await call.page.evaluate(() => {
      for (const track of (window as Marked).stream!.getAudioTracks()) track.enabled = false;
    });
    await waitUntil('no level comes', async () => (await nextLevels(3)).every((level) => level === null));
    await call.page.evaluate(() => {
      for (const track of (window as Marked).stream!.getAudioTracks()) track.enabled = true;
    });
    await waitUntil('levels come again', async () => (await nextLevels(5)).some((level) => level !== null));
    await call.page.evaluate(() => {
      for (const track of (window as Marked).stream!.getAudioTracks()) track.stop();
    });
    await waitUntil('no level comes', async () => (await nextLevels(3)).every((level) => level === null));
  });
});
