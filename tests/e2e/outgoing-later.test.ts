import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../scripts/lib/clip.mjs';
import { type Call, type Harness, launch, waitForState, waitUntil } from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';

const SMILE = [{ show: ['happy'], seconds: 4 }];
const PAGES = fileURLToPath(new URL('./pages/senders/', import.meta.url));
/** Shares of the picture, as in outgoing-mask.test.ts. */
const BARE = 0.6;
const COVERED = 0.15;
const MASKED = 0.04;

const isMasked = (look: Look): boolean => look.yellow > MASKED && look.bare < COVERED;
const isBare = (look: Look): boolean => look.bare > BARE && look.yellow < MASKED;
const isBlack = (look: Look): boolean => look.brightness < 20;

interface Senders {
  readonly list: RTCRtpSender[];
  readonly camera: MediaStreamTrack;
  readonly connections: { near: RTCPeerConnection; far: RTCPeerConnection }[];
  open(constraints?: MediaTrackConstraints): Promise<void>;
  send(way: string): Promise<void>;
  setCamera(next: MediaStreamTrack): void;
  told(): Promise<Record<string, unknown>>;
}
declare global {
  interface Window {
    readonly __senders: Senders;
  }
}

const WAYS = [
  ...['addTrack', 'addTransceiver', 'simulcast', 'addStream', 'replaceTrack', 'clone', 'clone of the stream'],
  ...['answer', 'encoded streams', 'three connections'],
];

describe('an output that is switched on while the page sends its camera already', () => {
  let harness: Harness;
  let call: Call;
  let page: Page;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(SMILE, 'smile'), pages: PAGES, strict: true });
    await harness.setSite(true);
  });
  afterAll(() => harness?.close());
  afterEach(async () => {
    await call?.page.close();
    await harness.setOutputs({});
  });

  async function start(way: string): Promise<void> {
    call = await harness.openCall('');
    page = call.page;
    await page.waitForFunction('window.__senders !== undefined');
    await watchRemote(page);
    await page.evaluate(() => window.__senders.open());
    await page.evaluate((how) => window.__senders.send(how), way);
    await waitForState(harness, call, 'watching');
    await everybodySees('the bare face', isBare);
  }

  /** Waits until the newest picture of every track that arrives is so. */
  async function everybodySees(what: string, is: (look: Look) => boolean, since = 0): Promise<void> {
    await waitUntil(`others see ${what}`, async () => {
      const count = await page.evaluate(
        () =>
          (document.querySelector<HTMLVideoElement>('#remote')!.srcObject as MediaStream).getTracks().length,
      );
      const newest = new Map<string, Look>();
      for (const look of await looksOf(page)) if (look.n > since) newest.set(look.track, look);
      return count > 0 && newest.size === count && [...newest.values()].every(is);
    });
  }

  const newest = async (): Promise<number> => (await looksOf(page)).length;
  const mask = (on: boolean) => harness.setOutputs({ mask: on ? 'black' : 'off' });

  it.each(WAYS)('%s: others see the mask, and the camera again without it', async (way) => {
    await start(way);
    const before = await page.evaluate(() => window.__senders.told());
    await mask(true);
    await everybodySees('the mask', isMasked);
    const covered = await newest();
    expect((await harness.snapshot(call))?.outgoing).toBe('ours');
    // The page finds what it found before.
    expect(await page.evaluate(() => window.__senders.told())).toEqual(before);
    expect(before).toMatchObject({ track: true, found: true, transceiver: true, stats: true });
    if (way === 'encoded streams') {
      const count = () => page.evaluate<[], () => number>('window.__encoded' as never);
      const encoded = await count();
      await waitUntil('the page still sees the encoded pictures', async () => (await count()) > encoded + 10);
    }
    await waitUntil('a second of pictures', async () => (await newest()) > covered + 30);
    expect((await looksOf(page)).filter(({ n, bare }) => n > covered && bare > COVERED)).toEqual([]);
    await mask(false);
    await everybodySees('the bare face again', isBare, await newest());
    expect(await page.evaluate(() => window.__senders.told())).toEqual(before);
    await mask(true);
    await everybodySees('the mask again', isMasked, await newest());
  });

  it('what the page does meanwhile counts: off, on, another track, none, and the camera again', async () => {
    await start('addTrack');
    await mask(true);
    await everybodySees('the mask', isMasked);
    await page.evaluate(() => {
      window.__senders.camera.enabled = false;
    });
    await everybodySees('black', isBlack, await newest());
    await page.evaluate(() => {
      window.__senders.camera.enabled = true;
    });
    await everybodySees('the mask again', isMasked, await newest());

    // A drawing of the page's own may show the bare camera that the page holds: covered as long as the mask is on.
    const drawn = await page.evaluate(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const context = canvas.getContext('2d')!;
      setInterval(() => {
        context.fillStyle = `hsl(240 80% ${45 + 5 * Math.random()}%)`;
        context.fillRect(0, 0, 640, 480);
      }, 50);
      const [track] = canvas.captureStream(20).getVideoTracks();
      const [sender] = window.__senders.list;
      Object.assign(window, { drawn: track });
      await sender!.replaceTrack(track!);
      return sender!.track === track;
    });
    expect(drawn).toBe(true);
    const isBlue = ({ brightness, yellow, bare }: Look) => brightness > 40 && yellow < 0.01 && bare < COVERED;
    await everybodySees('black instead of the drawing', isBlack, await newest());
    await mask(false);
    await everybodySees('the drawing', isBlue, await newest());
    await mask(true);
    const since = await newest();
    await everybodySees('black again', isBlack, since);

    const back = await page.evaluate(async () => {
      const { camera, list } = window.__senders;
      const sender = list[0]!;
      await sender.replaceTrack(null);
      const none = sender.track;
      // Not waited for: what comes last counts.
      void sender.replaceTrack((window as unknown as { drawn: MediaStreamTrack }).drawn);
      await sender.replaceTrack(camera);
      return { none, same: sender.track === camera };
    });
    expect(back).toEqual({ none: null, same: true });
    await everybodySees('the mask, no bare face', isMasked, await newest());
    expect((await looksOf(page)).filter((look) => look.n > since && look.bare > COVERED)).toEqual([]);
  });

  it('a camera that is opened, added and negotiated while it is on shows no bare face', async () => {
    call = await harness.openCall('');
    page = call.page;
    await page.waitForFunction('window.__senders !== undefined');
    await watchRemote(page);
    // Opened before, so that the page has the camera itself; sent later.
    await page.evaluate(() => window.__senders.open());
    await waitForState(harness, call, 'watching');
    await mask(true);
    await waitUntil('it is known that nothing is sent yet', async () => {
      const snapshot = await harness.snapshot(call);
      return snapshot?.outgoing === 'camera';
    });
    for (const way of ['addTrack', 'addTransceiver', 'addStream', 'replaceTrack', 'answer']) {
      await page.evaluate((how) => window.__senders.send(how), way);
      await everybodySees(`the mask (${way})`, isMasked);
    }
    expect((await looksOf(page)).filter((look) => look.bare > COVERED)).toEqual([]);
  });

  it('sent again after it was taken away, and a sender that is removed stays without a track', async () => {
    await start('addTrack');
    await mask(true);
    await everybodySees('the mask', isMasked);
    const after = await page.evaluate(async () => {
      const { connections, list } = window.__senders;
      const { near } = connections[0]!;
      near.removeTrack(list[0]!);
      return { track: list[0]!.track, found: near.getSenders().filter(({ track }) => track !== null).length };
    });
    expect(after).toEqual({ track: null, found: 0 });
    await mask(false);
    await mask(true);
    expect(await page.evaluate(() => window.__senders.list[0]!.track)).toBeNull();
    await page.evaluate(() => window.__senders.camera.stop());
    await waitForState(harness, call, 'camera-off');
  });

  it('a camera that the page stops is released, and the next one it opens is masked from the start', async () => {
    await start('addTrack');
    await mask(true);
    await everybodySees('the mask', isMasked);
    await page.evaluate(async () => {
      const before = window.__senders.camera;
      before.stop();
      await window.__senders.open({ width: 320, height: 240 });
      await window.__senders.list[0]!.replaceTrack(window.__senders.camera);
    });
    const since = await newest();
    await everybodySees('the mask', isMasked, since + 5);
    expect((await looksOf(page)).filter((look) => look.n > since && look.bare > COVERED)).toEqual([]);
    expect(await page.evaluate(() => window.__senders.list[0]!.track === window.__senders.camera)).toBe(true);
  });
});

describe('emoji in the video, switched on later', () => {
  let harness: Harness;
  afterAll(() => harness?.close());

  it('others see it pop up, in a call that goes on', async () => {
    harness = await launch({ clip: await cachedClip(QUICK, 'quick'), pages: PAGES });
    await harness.setSite(true);
    await harness.setAuto(true);
    const { page, ...rest } = await harness.openCall('');
    const call = { page, ...rest };
    await page.waitForFunction('window.__senders !== undefined');
    await watchRemote(page);
    await page.evaluate(() => window.__senders.open());
    await page.evaluate(() => window.__senders.send('addTrack'));
    await waitUntil('a reaction', async () => (await harness.snapshot(call))?.reactions.length);
    const isSmile = (look: Look) => look.brightness > 120;
    expect((await looksOf(page)).filter((look) => isSmile(look) && look.yellow > 0.01)).toEqual([]);
    await harness.setOutputs({ video: true });
    await waitUntil('the far end sees an emoji', async () =>
      (await looksOf(page)).some((look) => isSmile(look) && look.yellow > 0.01),
    );
  });
});
