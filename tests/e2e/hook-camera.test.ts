import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, waitForState, waitUntil } from './harness';
import { launchStandIn, openStandInCall, serve, step } from './stand-in';

/** Longer than two frames are ever apart in these tests. Milliseconds. */
const PAUSE = 1500;

/** Evaluates as if the user had just clicked, and waits for what it promises. */
async function asUser(page: Page, expression: string): Promise<void> {
  const client = await page.createCDPSession();
  const result = await client.send('Runtime.evaluate', { expression, userGesture: true, awaitPromise: true });
  expect(result.exceptionDetails).toBeUndefined();
  await client.detach();
}

describe('which camera is read, and when', () => {
  let harness: Harness;
  let server: CallServer;
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    server = await serve();
    harness = await launchStandIn({
      args: ['--auto-select-desktop-capture-source=Entire screen', '--enable-usermedia-screen-capturing'],
    });
    await harness.setSite(true);
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await call?.page.close();
    call = await openStandInCall(harness, `${server.url}?${Math.random()}`);
    page = call.page;
    await waitForState(harness, call, 'waiting');
  });

  const snapshot = async () => (await harness.snapshot(call))!;

  /** Pictures without a face: being read means that this is what is said about them. */
  const isRead = () =>
    waitUntil('frames are read', async () => {
      const { state, load } = await snapshot();
      return ['no-face', 'watching'].includes(state.kind) && (load?.framesPerSecond ?? 0) > 0;
    });

  /** No frame is read from now on; the last one may still have been under way. */
  async function isNotRead(): Promise<void> {
    await waitUntil('no frame is read', async () => (await snapshot()).load === null);
    await sleep(PAUSE);
    expect((await snapshot()).load).toBeNull();
  }

  it('a camera, also behind a screen that is shared later: only the camera', async () => {
    await step(page, 'share', 'screen');
    await sleep(PAUSE);
    expect(await snapshot()).toMatchObject({ state: { kind: 'waiting' }, load: null });
    await step(page, 'open', 'camera');
    await isRead();
    await step(page, 'stop', 'camera');
    await waitForState(harness, call, 'camera-off');
    await isNotRead();
    expect(await step(page, 'states')).toEqual([['screen', ['live']]]);
  });

  it('a screen that is asked for as a camera: neither read nor replaced', async () => {
    await harness.setOutputs({ mask: 'black' });
    try {
      const told = await step(page, 'shareAsCamera', 'screen');
      expect(told).toEqual(['live', 'MediaStreamTrack', 'string']);
      await sleep(PAUSE);
      const seen = await snapshot();
      expect(seen).toMatchObject({ state: { kind: 'waiting' }, load: null });
      expect(seen.outgoing).toBeUndefined();
      await step(page, 'stop', 'screen');
    } finally {
      await harness.setOutputs({});
    }
  });

  it('a microphone: nothing', async () => {
    await page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }));
    await sleep(PAUSE);
    expect(await snapshot()).toMatchObject({ state: { kind: 'waiting' }, load: null });
  });

  it.each([
    ['track', false],
    ['stream', true],
  ])('a clone of a %s that outlives its original', async (_, whole) => {
    await step(page, 'open', 'camera');
    await isRead();
    await step(page, 'clone', 'camera', 'copy', whole);
    await step(page, 'stop', 'camera');
    await isRead();
    // And a clone of the clone.
    await step(page, 'clone', 'copy', 'again', whole);
    await step(page, 'stop', 'copy');
    await isRead();
    await step(page, 'stop', 'again');
    await waitForState(harness, call, 'camera-off');
    await isNotRead();
  });

  it('one of two streams that are open at once', async () => {
    await step(page, 'open', 'preview');
    await step(page, 'open', 'sender', { width: 320 });
    await isRead();
    expect(
      page
        .browser()
        .targets()
        .filter((each) => each.url().endsWith('/offscreen.html')),
    ).toHaveLength(1);
    await step(page, 'stop', 'sender');
    await isRead();
    await step(page, 'stop', 'preview');
    await waitForState(harness, call, 'camera-off');
  });

  it('a camera that is disabled: not, until it is enabled', async () => {
    await step(page, 'open', 'camera');
    await isRead();
    await step(page, 'enable', 'camera', false);
    await waitForState(harness, call, 'camera-off');
    await isNotRead();
    await step(page, 'enable', 'camera', true);
    await isRead();
  });

  it('another camera after a switch or a loss', async () => {
    await step(page, 'open', 'first');
    await isRead();
    await step(page, 'stop', 'first');
    await step(page, 'openNth', 'third', 2);
    await isRead();
    await step(page, 'unplugged', 'third');
    await waitForState(harness, call, 'camera-off');
    await step(page, 'openNth', 'fourth', 3);
    await isRead();
  });

  it('one that was opened before the site was switched on', async () => {
    await harness.setSite(false);
    await step(page, 'open', 'camera');
    expect((await snapshot()).state.kind).toBe('off');
    await harness.setSite(true);
    await isRead();
  });

  it('one that was opened before the page wrote itself anew', async () => {
    await page.evaluate(() => {
      document.open();
      document.write('<!doctype html><title>Anew</title><p>A page that writes itself.');
      document.close();
    });
    await page.evaluate(async () => {
      Object.assign(window, { kept: await navigator.mediaDevices.getUserMedia({ video: true }) });
    });
    await isRead();
  });

  it('a call that is left and joined again without a new page', async () => {
    for (let round = 0; round < 3; round++) {
      // The lobby's preview, then the call itself.
      await step(page, 'open', 'preview');
      await isRead();
      await step(page, 'stop', 'preview');
      await step(page, 'open', 'call', { width: 1280 });
      await page.evaluate((n) => history.pushState(null, '', `/?call-${n}`), round);
      await isRead();
      await step(page, 'stop', 'call');
      await page.evaluate(() => history.pushState(null, '', '/?left'));
      await waitForState(harness, call, 'camera-off');
    }
    await isNotRead();
    expect(await page.evaluate(() => document.querySelectorAll('[data-emojigen]').length)).toBe(1);
  });

  it('in fullscreen, with the overlay above it', async () => {
    await step(page, 'open', 'camera');
    await isRead();
    await asUser(page, 'document.body.requestFullscreen()');
    await waitUntil('the page is in fullscreen', () =>
      page.evaluate(() => document.fullscreenElement !== null),
    );
    expect(
      await page.evaluate(() => document.querySelector('[data-emojigen]')!.matches(':popover-open')),
    ).toBe(true);
    await isRead();
    await page.evaluate(() => document.exitFullscreen());
  });

  it('with its video in a picture-in-picture window', async () => {
    await step(page, 'open', 'camera');
    await asUser(
      page,
      `documentPictureInPicture.requestWindow().then((small) => small.document.body.append('The call'))`,
    );
    expect(await page.evaluate('documentPictureInPicture.window !== null')).toBe(true);
    await isRead();
  });
});
