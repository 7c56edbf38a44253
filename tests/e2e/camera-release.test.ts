import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip } from '../../scripts/lib/clip.mjs';
import type { Outputs } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { hasOpen, whyNoProcesses } from './support/processes';
import { y4mOf } from './support/raw-clip';

const unseen = whyNoProcesses();
if (unseen !== null) console.warn(`The release of the camera is not measured: ${unseen}.`);

/** The outputs under which a page may have opened its camera. */
const OUTPUTS: Record<string, Partial<Outputs>> = {
  'with the page’s own track': {},
  'with the mask from the start': { mask: 'black' },
};

/** The camera's device itself: the browser has the clip open as long as the camera runs. */
describe.skipIf(unseen !== null)('the camera is released', () => {
  let harness: Harness;
  /** What the fake camera plays. */
  let clip: string;
  let call: Call;

  beforeAll(async () => {
    const smile = await cachedClip([{ show: ['happy'], seconds: 4 }], 'smile');
    harness = await launch({ clip: smile });
    clip = await y4mOf(smile);
    await harness.setSite(true);
  });
  afterAll(() => harness?.close());
  afterEach(async () => {
    await call?.page.close();
    await isReleased();
  });

  const isOpen = () => waitUntil('the camera runs', () => hasOpen(harness.browser, clip));
  const isReleased = () => waitUntil('the camera is released', () => !hasOpen(harness.browser, clip), 20_000);

  async function join(outputs: Partial<Outputs>): Promise<void> {
    await harness.setOutputs(outputs);
    call = await harness.openCall();
    await waitForState(harness, call, 'watching');
    await isOpen();
  }

  it.each(Object.entries(OUTPUTS))('%s: by stop(), again and again', async (_, outputs) => {
    await join(outputs);
    for (let round = 0; round < 2; round++) {
      await call.page.evaluate(() => window.__call.track!.stop());
      await isReleased();
      await call.page.evaluate(() => window.__call.setCamera(false));
      await call.page.evaluate(() => window.__call.setCamera(true));
      await waitForState(harness, call, 'watching');
      await isOpen();
    }
  });

  it.each(Object.entries(OUTPUTS))('%s: by the last clone', async (_, outputs) => {
    await join(outputs);
    await call.page.evaluate(() => {
      Object.assign(window, { copy: window.__call.track!.clone() });
      window.__call.track!.stop();
    });
    await waitForState(harness, call, 'watching');
    expect(hasOpen(harness.browser, clip)).toBe(true);
    await call.page.evaluate(() => (window as unknown as { copy: MediaStreamTrack }).copy.stop());
    await isReleased();
  });

  it.each([
    ['has frozen the class of tracks', true],
    ['stops tracks by a function that it kept from before', false],
  ])('with the mask from the start, by a page that %s', async (_, freezes) => {
    await harness.setOutputs({ mask: 'black' });
    call = await harness.openCall('');
    await call.page.evaluate((freeze) => {
      const { prototype } = MediaStreamTrack;
      Object.assign(window, { stop: prototype.stop });
      if (freeze) Object.freeze(prototype);
    }, freezes);
    await call.page.evaluate(() => window.__call.join());
    await waitForState(harness, call, 'watching');
    await isOpen();
    await call.page.evaluate(() => {
      const { stop } = window as unknown as { stop: MediaStreamTrack['stop'] };
      stop.call(window.__call.track!);
    });
    await isReleased();
  });

  it('by stop(), with the mask put on in the call', async () => {
    await join({});
    await harness.setOutputs({ mask: 'black' });
    await waitUntil('the mask is on', async () => (await harness.snapshot(call))?.outgoing === 'ours');
    await call.page.evaluate(() => window.__call.track!.stop());
    await isReleased();
  });

  it('by stop(), after the mask was taken off in the call', async () => {
    await join({});
    await harness.setOutputs({ mask: 'black' });
    await waitUntil('the mask is on', async () => (await harness.snapshot(call))?.outgoing === 'ours');
    await harness.setOutputs({});
    await waitUntil('the mask is off', async () => (await harness.snapshot(call))?.outgoing === 'camera');
    await call.page.evaluate(() => window.__call.track!.stop());
    await isReleased();
  });

  it('when the page goes elsewhere', async () => {
    await join({ mask: 'black' });
    await call.page.goto('about:blank');
    await isReleased();
  });
});
