import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../../scripts/lib/clip.mjs';
import type { CallSnapshot } from '../../../src/messages/background';
import type { StoredSpan } from '../../../src/types';
import { waitUntil } from '../harness';
import { type FirefoxHarness, launchFirefox, whyNoFirefox } from './harness';

const missing = whyNoFirefox();
if (missing !== null) console.warn(`Firefox is not tested, for ${missing}.`);

/** Where pictures of what is seen go; nowhere if unset. */
const SHOTS = process.env.EMOJIGEN_SHOTS;

describe.skipIf(missing !== null)('the main job in Firefox', () => {
  let harness: FirefoxHarness;
  let page: Page;
  let tab: number;

  beforeAll(async () => {
    harness = await launchFirefox(await cachedClip(DEMO, 'demo-clip'));
    await harness.ask({ type: 'set-site', host: 'localhost', on: true });
    await harness.ask({ type: 'set-auto-reactions', on: true });
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

  it('leaves the call its own camera', async () => {
    const camera = await page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      const { deviceId } = window.__call.track!.getSettings();
      return devices.find((device) => device.deviceId === deviceId)?.kind;
    });
    expect(camera).toBe('videoinput');
  });
});
