import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../../scripts/lib/clip.mjs';
import { sleep } from '../../../scripts/lib/remote.mjs';
import type { CallSnapshot } from '../../../src/shared/messages/call-tab';
import type { StoredSpan } from '../../../src/shared/types';
import { waitUntil } from '../harness';
import { type FirefoxHarness, launchFirefox, whyNoFirefox } from './harness';

const missing = whyNoFirefox();
if (missing !== null) console.warn(`Firefox is not tested, for ${missing}.`);

/** Where pictures of what is seen go; nowhere if unset. */
const SHOTS = process.env.EMOJIGEN_SHOTS;

/** Instead of 30 s. Milliseconds; longer than a call is silent. */
const SUSPENDED_AFTER = 12_000;

describe.skipIf(missing !== null)('the main job in Firefox', () => {
  let harness: FirefoxHarness;
  let page: Page;
  let tab: number;

  beforeAll(async () => {
    harness = await launchFirefox(await cachedClip(QUICK, 'quick'), {
      'extensions.background.idle.timeout': SUSPENDED_AFTER,
    });
    await harness.ask({ type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await harness.ask({ type: 'change-settings', patch: { autoReactions: true } });
    ({ page, tab } = await harness.openCall());
  });
  afterAll(() => harness?.close());

  let last: CallSnapshot | null = null;
  const snapshot = async () => {
    last = await harness.askCall(tab, 'snapshot');
    return last;
  };
  const happySpans = async () => {
    const spans = await harness.ask<StoredSpan[]>({ type: 'get-spans', from: 0, until: Date.now() + 1000 });
    return spans.filter(({ expression }) => expression === 'happy');
  };
  const saying = <T>(waiting: Promise<T>): Promise<T> =>
    waiting.catch((error: Error) => {
      throw new Error(`${error.message}; the call said ${JSON.stringify(last)}`);
    });

  it('answers a smile with a happy reaction', async () => {
    const reaction = await saying(
      waitUntil('a happy reaction appears', async () =>
        (await snapshot())?.reactions.find(({ expression }) => expression === 'happy'),
      ),
    );
    expect(reaction.confidence).toBeGreaterThan(0.5);
    expect(reaction.emoji).toMatch(/^[0-9a-f-]+$/);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/firefox-call.png` });
  });

  it('keeps it in the history', async () => {
    const [span] = await waitUntil('a happy span is kept', async () => {
      const found = await happySpans();
      return found.length > 0 ? found : null;
    });
    expect(span).toMatchObject({ site: 'localhost' });
  });

  it('tells of it in the popup', async () => {
    const popup = await harness.open(`/popup.html?tab=${tab}`);
    const text = await waitUntil('the popup shows the call', async () => {
      const seen = await popup.text();
      return /Watching|No face in view/.test(seen) ? seen : null;
    });
    expect(text).toContain('Happy');
    for (const output of ['Emoji in your video', 'Avatar over your face']) expect(text).toContain(output);
    if (SHOTS) await popup.screenshot(`${SHOTS}/firefox-popup.png`);
    await popup.close();
  });

  it('tells of it on the dashboard', async () => {
    const dashboard = await harness.open('/dashboard.html');
    await waitUntil('the dashboard shows the call', async () =>
      (await dashboard.text()).includes('localhost'),
    );
    if (SHOTS) await dashboard.screenshot(`${SHOTS}/firefox-dashboard.png`);
    await dashboard.close();
  });

  it('goes on while another tab is in front', async () => {
    await harness.program.newPage();
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden');
    const before = (await snapshot())?.reactions[0]?.time ?? 0;
    await saying(
      waitUntil('another reaction comes', async () => ((await snapshot())?.reactions[0]?.time ?? 0) > before),
    );
  });

  it('stops and goes on in the call', async () => {
    await harness.askCall(tab, 'pause');
    await waitUntil('it is paused', async () => (await snapshot())?.state.kind === 'paused');
    await harness.askCall(tab, 'resume');
    await waitUntil('it watches', async () => (await snapshot())?.state.kind === 'watching');
  });

  it('keeps the networks while the camera is off for longer than a silent background page lives', async () => {
    await page.bringToFront();
    await page.evaluate(() => window.__call.setCamera(false));
    await waitUntil('the camera is off', async () => (await snapshot())?.state.kind === 'camera-off');
    const started = await harness.backgroundStart();
    expect(started).toBeTypeOf('number');
    // Nothing is to happen, so there is nothing to wait for but the time itself.
    await sleep(1.5 * SUSPENDED_AFTER);
    expect(await harness.backgroundStart()).toBe(started);
    await page.evaluate(() => window.__call.setCamera(true));
    await waitUntil('it watches', async () => (await snapshot())?.state.kind === 'watching');
  });

  it('lets the background page go when the call is over, and wakes it for the next', async () => {
    await page.close();
    await waitUntil(
      'the background page is suspended',
      async () => (await harness.backgroundStart()) === null,
    );
    ({ page, tab } = await harness.openCall());
    await saying(waitUntil('a reaction appears', async () => (await snapshot())?.reactions.length));
  });

  it('leaves the call its own camera', async () => {
    const camera = await page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const { deviceId } = window.__call.track!.getSettings();
      return devices.find((device) => device.deviceId === deviceId)?.kind;
    });
    expect(camera).toBe('videoinput');
  });

  it('sees the camera of a page that asks in the oldest way', async () => {
    await page.close();
    ({ page, tab } = await harness.openCall('by=hand'));
    await waitUntil('it waits for a camera', async () => (await snapshot())?.state.kind === 'waiting');
    const live = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const old = navigator as unknown as {
            mozGetUserMedia(
              asked: object,
              given: (stream: MediaStream) => void,
              refused: (e: unknown) => void,
            ): void;
          };
          old.mozGetUserMedia({ video: true }, (stream) => resolve(stream.active), reject);
        }),
    );
    expect(live).toBe(true);
    await saying(waitUntil('it watches', async () => (await snapshot())?.state.kind === 'watching'));
  });
});
