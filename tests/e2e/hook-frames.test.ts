import type { Frame, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CallServer } from '../../scripts/lib/call-server.mjs';
import { sleep } from '../../scripts/lib/remote.mjs';
import { type Call, type Harness, waitForState, waitUntil } from './harness';
import { launchStandIn, openStandInCall, SERVED, serve, step } from './stand-in';

describe('calls inside frames', () => {
  let harness: Harness;
  let server: CallServer;
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    harness = await launchStandIn();
    await harness.setSite(true);
  });
  afterAll(() => harness?.close());
  afterEach(async () => {
    await call?.page.close();
    await server?.close();
  });

  async function open(how: keyof typeof SERVED = 'plain'): Promise<void> {
    server = await serve(SERVED[how]);
    call = await openStandInCall(harness, `${server.url}?${Math.random()}`);
    page = call.page;
  }

  const elsewhere = () => server.url.replace('localhost', '127.0.0.1');
  const child = (id: string): Promise<Frame> =>
    page.waitForSelector(`#${id}`).then(async (element) => (await element!.contentFrame())!);

  const isRead = () =>
    waitUntil('frames are read', async () => {
      const snapshot = await harness.snapshot(call);
      return snapshot?.state.kind === 'no-face' && (snapshot.load?.framesPerSecond ?? 0) > 0;
    });

  /** The overlays in all frames, by frame: the page itself first. */
  const overlays = () =>
    Promise.all(
      page.frames().map((frame) =>
        frame
          .evaluate(() => document.querySelectorAll('[data-emojigen]').length)
          // A frame that is being taken out.
          .catch(() => -1),
      ),
    );
  const overlaysAre = (expected: number[]) =>
    waitUntil(`the overlays are ${expected}`, async () => `${await overlays()}` === `${expected}`);

  it.each([
    ['of the same origin', 'plain', () => server.url],
    ['of another origin', 'plain', elsewhere],
    ['of the same origin, under strict headers', 'with headers as strict as Meet', () => server.url],
    ['of another origin, cross-origin isolated', 'cross-origin isolated', elsewhere],
  ] as const)('a camera in a frame %s: one overlay, in that frame', async (_, how, address) => {
    await open(how);
    await step(page, 'frame', 'call', address());
    await step(await child('call'), 'open', 'camera');
    await isRead();
    await overlaysAre([0, 1]);
    await step(await child('call'), 'stop', 'camera');
    await waitForState(harness, call, 'camera-off');
  });

  it.each([
    ['about:blank', 'about:blank'],
    ['without address', null],
  ])('a camera opened through a blank frame (%s)', async (_, address) => {
    await open();
    await step(page, 'frame', 'blank', address);
    await step(page, 'openInBlank', 'blank', 'camera');
    await isRead();
    expect((await overlays()).reduce((sum, count) => sum + count)).toBe(1);
  });

  it.each(['display: none', 'width: 1px; height: 1px', 'opacity: 0'])(
    'a camera in a frame of the same origin that nobody sees (%s): one overlay, in the page around it',
    async (style) => {
      await open();
      await step(page, 'frame', 'call', server.url);
      await page.$eval('#call', (frame, css) => frame.setAttribute('style', css), style);
      await step(await child('call'), 'open', 'camera');
      await isRead();
      await overlaysAre([1, 0]);
      await step(await child('call'), 'stop', 'camera');
      await waitForState(harness, call, 'camera-off');
    },
  );

  it.each(['display: none', 'width: 1px; height: 1px'])(
    'a camera in a frame of another origin that nobody sees (%s): not read, and said',
    async (style) => {
      await open();
      await step(page, 'frame', 'call', elsewhere());
      await page.$eval('#call', (frame, css) => frame.setAttribute('style', css), style);
      await step(await child('call'), 'open', 'camera');
      await waitForState(harness, call, 'unseen');
      await page.$eval('#call', (frame) => frame.removeAttribute('style'));
      await isRead();
    },
  );

  it('a mask covers what is sent by the connection of a blank frame, and photographs of it', async () => {
    await open();
    await harness.setOutputs({ mask: 'hold' });
    try {
      const photo = await page.evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.hidden = true;
        document.body.append(frame);
        const { RTCPeerConnection: Theirs } = frame.contentWindow as unknown as typeof globalThis;
        const stream = await navigator.mediaDevices.getUserMedia({ video: true });
        const [track] = stream.getVideoTracks();
        new Theirs().addTrack(track!, stream);
        const { type, size } = await new ImageCapture(track!).takePhoto();
        return { type, isSome: size > 100 };
      });
      expect(photo).toEqual({ type: 'image/jpeg', isSome: true });
      await waitUntil('what is sent is ours', async () => {
        const snapshot = await harness.snapshot(call);
        return snapshot?.outgoing === 'ours';
      });
    } finally {
      await harness.setOutputs({});
    }
  });

  it('a preview in the page, then the call in a frame, and back: one overlay, where the camera is', async () => {
    await open();
    await step(page, 'open', 'preview');
    await isRead();
    await step(page, 'frame', 'call', elsewhere());
    await overlaysAre([1, 0]);
    const frame = await child('call');
    // Both at once, as where a preview is stopped late.
    await step(frame, 'open', 'camera');
    await overlaysAre([0, 1]);
    await step(page, 'stop', 'preview');
    await isRead();
    await overlaysAre([0, 1]);
    await step(frame, 'stop', 'camera');
    await waitForState(harness, call, 'camera-off');
    await step(page, 'open', 'preview');
    await isRead();
    await overlaysAre([1, 0]);
  });

  it('a preview in the page while the call in a frame goes on: after it the call is read again', async () => {
    await open();
    await step(page, 'frame', 'call', elsewhere());
    const frame = await child('call');
    await step(frame, 'open', 'camera');
    await isRead();
    await step(page, 'open', 'preview');
    await overlaysAre([1, 0]);
    await step(page, 'stop', 'preview');
    await overlaysAre([0, 1]);
    await isRead();
    // The other way round, and the frame goes without a word of the page's.
    await step(page, 'open', 'camera');
    await overlaysAre([1, 0]);
    await step(frame, 'open', 'again');
    await overlaysAre([0, 1]);
    await step(page, 'removeFrame', 'call');
    await overlaysAre([1]);
    await isRead();
  });

  it('a pause of the preview holds in the frame in which the call begins, and ends there', async () => {
    await open();
    await step(page, 'open', 'preview');
    await isRead();
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await step(page, 'frame', 'call', elsewhere());
    await step(await child('call'), 'open', 'camera');
    await overlaysAre([0, 1]);
    await waitForState(harness, call, 'paused');
    await harness.send(call, 'resume');
    await isRead();
    await overlaysAre([0, 1]);
  });

  it('a pause shows in the frame with the camera only, and where one opens meanwhile', async () => {
    await open();
    await step(page, 'open', 'preview');
    await isRead();
    await step(page, 'frame', 'other', elsewhere());
    await child('other');
    await overlaysAre([1, 0]);
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    await sleep(1000);
    expect(await overlays()).toEqual([1, 0]);
    await step(await child('other'), 'open', 'camera');
    await overlaysAre([0, 1]);
    await waitForState(harness, call, 'paused');
    await harness.send(call, 'resume');
    await isRead();
    expect(await overlays()).toEqual([0, 1]);
  });

  it('a frame that is taken out of the page: nothing is claimed any more', async () => {
    await open();
    await step(page, 'frame', 'call', elsewhere());
    await step(await child('call'), 'open', 'camera');
    await isRead();
    await waitUntil('the badge says so', async () => (await harness.badge(call)) === 'ON');
    await step(page, 'removeFrame', 'call');
    await waitForState(harness, call, 'waiting');
    await waitUntil('the badge is empty', async () => (await harness.badge(call)) === '');
    await step(page, 'open', 'camera');
    await isRead();
    await overlaysAre([1]);
  });

  it('a frame without permission for the camera: the refusal, and no overlay', async () => {
    await open();
    await step(page, 'frame', 'call', elsewhere(), '');
    const frame = await child('call');
    await expect(step(frame, 'open', 'camera')).rejects.toThrow(/Permission|NotAllowed/);
    await overlaysAre([0, 0]);
  });

  it('a blank frame finds built-ins that look native, seen from the page and from inside', async () => {
    await open();
    await step(page, 'frame', 'blank', 'about:blank');
    const printed = await page.evaluate(() => {
      const { contentWindow } = document.querySelector<HTMLIFrameElement>('#blank')!;
      const { Function: Foreign, navigator: theirs } = contentWindow as unknown as typeof globalThis;
      return [
        Function.prototype.toString.call(theirs.mediaDevices.getUserMedia),
        Foreign.prototype.toString.call(theirs.mediaDevices.getUserMedia),
        Foreign.prototype.toString.call(navigator.mediaDevices.getUserMedia),
      ];
    });
    // The name is missing where a realm asks about another realm's function (docs/hook.md).
    for (const text of printed) expect(text).toMatch(/^function (getUserMedia)?\(\) \{ \[native code\] \}$/);
    expect(printed[1]).toContain('getUserMedia');
  });
});
