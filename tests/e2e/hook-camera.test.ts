import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { askBackground, sleep } from '../../scripts/lib/remote.mjs';
import { DEFAULT_REACTION_SETTINGS } from '../../src/shared/settings/reaction-settings';
import { type Call, type Harness, waitForState, waitUntil } from './harness';
import { launchStandIn, openByClick, openStandInCall, serve, step } from './stand-in';

/** Longer than two frames are ever apart in these tests. Milliseconds. */
const PAUSE = 1000;

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
    harness = await launchStandIn({ args: ['--auto-select-desktop-capture-source=Entire screen'] });
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

  it('a camera, and never a screen: nothing at all while one is shared', async () => {
    await step(page, 'share', 'screen');
    await sleep(PAUSE);
    expect(await snapshot()).toMatchObject({ state: { kind: 'waiting' }, load: null });
    await step(page, 'open', 'camera');
    await waitForState(harness, call, 'presenting');
    await isNotRead();
    await step(page, 'stop', 'screen');
    await isRead();
    await step(page, 'stop', 'camera');
    await waitForState(harness, call, 'camera-off');
    await isNotRead();
  });

  it('a camera that was there before the screen: again once the last screen is no longer shared', async () => {
    await step(page, 'open', 'camera');
    await isRead();
    await step(page, 'share', 'screen');
    await step(page, 'share', 'another');
    await waitForState(harness, call, 'presenting');
    await isNotRead();
    await step(page, 'stop', 'screen');
    await isNotRead();
    expect((await snapshot()).state.kind).toBe('presenting');
    await step(page, 'stop', 'another');
    await isRead();
  });

  it('a camera beside a screen, if the user wants that', async () => {
    const goOn = { ...DEFAULT_REACTION_SETTINGS, pauseWhilePresenting: false };
    await step(page, 'open', 'camera');
    await step(page, 'share', 'screen');
    await waitForState(harness, call, 'presenting');
    await askBackground(harness.popup, { type: 'change-settings', patch: { reactions: goOn } });
    try {
      await isRead();
      expect(await step(page, 'states')).toContainEqual(['screen', ['live']]);
    } finally {
      await askBackground(harness.popup, {
        type: 'change-settings',
        patch: { reactions: DEFAULT_REACTION_SETTINGS },
      });
    }
    await waitForState(harness, call, 'presenting');
  });

  it('no camera where the site is switched on while a screen is shared', async () => {
    await harness.setSite(false);
    await step(page, 'open', 'camera');
    await step(page, 'share', 'screen');
    await harness.setSite(true);
    await waitForState(harness, call, 'presenting');
    await isNotRead();
    await step(page, 'stop', 'screen');
    await isRead();
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

  it.for(['usermedia', 'camera'] as const)(
    'one that a <%s> opens at the user’s click',
    async (tag, { skip }) => {
      if (!(await openByClick(page, tag, 'camera'))) skip('this browser has no such element');
      await isRead();
      await step(page, 'stop', 'camera');
      await waitForState(harness, call, 'camera-off');
      // The browser takes no click on an element that something covers, and the overlay is there now.
      await openByClick(page, tag, 'again');
      await isRead();
      await step(page, 'stop', 'again');
    },
  );

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

describe('a page that shares another tab', () => {
  let harness: Harness;
  let server: CallServer;

  beforeAll(async () => {
    server = await serve();
    harness = await launchStandIn({
      args: ['--use-fake-device-for-media-stream=display-media-type=browser'],
    });
    await harness.setSite(true);
  });
  afterAll(async () => {
    await harness?.close();
    await server?.close();
  });

  it('may still say at the last moment which tab is in front', async () => {
    const call = await openStandInCall(harness, server.url);
    await step(call.page, 'open', 'camera');
    // Throws where the browser had decided before the page could.
    expect(await step(call.page, 'shareBehind', 'tab')).toBe('browser');
    await waitForState(harness, call, 'presenting');
    await step(call.page, 'stop', 'tab');
    await waitForState(harness, call, 'no-face');
  });
});
