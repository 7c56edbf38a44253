import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../../scripts/lib/clip.mjs';
import { tabOf } from '../../../scripts/lib/remote.mjs';
import { type Harness, launch, waitForState, waitUntil } from '../harness';
import { type Look, looksOf, watchRemote } from '../remote-eye';
import { type Janus, startJanus, whyNoJanus } from './janus';

const missing = whyNoJanus();
if (missing !== null) console.warn(`The calls over Janus are not tested, for ${missing}.`);

/** What a remote video shows: its size, whether time passes, and the pictures that it has presented. */
const look = (page: Page, selector: string) =>
  page.evaluate((where) => {
    const video = document.querySelector<HTMLVideoElement>(where);
    if (video === null) return null;
    const { totalVideoFrames } = video.getVideoPlaybackQuality();
    return { width: video.videoWidth, time: video.currentTime, frames: totalVideoFrames };
  }, selector);

/** Waits until a video plays: it has a size, its time passes, and new pictures come. */
async function plays(page: Page, selector: string): Promise<void> {
  const first = await waitUntil(`${selector} has a picture`, async () => {
    const seen = await look(page, selector);
    return seen !== null && seen.width > 0 && seen.frames > 0 ? seen : null;
  });
  await waitUntil(`${selector} gets new pictures`, async () => {
    const now = await look(page, selector);
    return now !== null && now.time > first.time && now.frames >= first.frames + 20;
  });
}

/** Clicks by script: the demos' own fade-ins and dialogs swallow clicks of the mouse. */
async function click(page: Page, selector: string): Promise<void> {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => (element as HTMLElement).click());
}

describe.skipIf(missing !== null)('a call over Janus', () => {
  let janus: Janus;
  const open: Harness[] = [];
  beforeAll(async () => {
    janus = await startJanus();
  });
  afterAll(() => janus?.close());
  afterEach(async () => {
    for (const harness of open.splice(0)) await harness.close();
  });

  async function start(options: { extension?: null; clip?: string } = {}): Promise<Harness> {
    const harness = await launch({ clip: await cachedClip(QUICK, 'quick'), ...options });
    open.push(harness);
    return harness;
  }

  async function echo(browser: Browser): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(janus.url('echotest.html'));
    await click(page, '#start:not([disabled])');
    return page;
  }

  async function join(browser: Browser, room: number, name: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(janus.url(`videoroomtest.html?room=${room}`));
    await click(page, '#start:not([disabled])');
    await page.waitForSelector('#register', { visible: true });
    await page.$eval(
      '#username',
      (input, value) => {
        (input as HTMLInputElement).value = value;
      },
      name,
    );
    await click(page, '#register');
    return page;
  }

  const LOCAL = '#videolocal video';
  const REMOTE = '#videoremote1 video';

  it.each([
    ['without the extension', null],
    ['with it, switched off', false],
    ['with it, switched on', true],
  ])('echo test %s: the camera comes back', async (_, on) => {
    const harness = await start(on === null ? { extension: null } : {});
    if (on) {
      await harness.setSite(true);
      await harness.setAuto(true);
    }
    const page = await echo(harness.browser);
    await plays(page, '#videoright video');
    if (!on) return;
    const call = { page, tab: await tabOf(harness.popup, page.url()) };
    await waitForState(harness, call, 'watching');
    await waitUntil('a reaction appears', async () => (await harness.snapshot(call))?.reactions.length);
    await plays(page, '#videoright video');
  });

  it('video room, two browsers, one with the extension on: both see each other, also after a new start', async () => {
    const [plain, harness] = [await start({ extension: null }), await start()];
    await harness.setSite(true);
    await harness.setAuto(true);
    const room = janus.newRoom();
    const theirs = await join(plain.browser, room, 'them');
    const ours = await join(harness.browser, room, 'us');
    await Promise.all([plays(ours, REMOTE), plays(theirs, REMOTE)]);
    const call = { page: ours, tab: await tabOf(harness.popup, ours.url()) };
    await waitUntil('a reaction appears', async () => (await harness.snapshot(call))?.reactions.length);

    await click(ours, '#unpublish');
    await waitForState(harness, call, 'camera-off');
    await waitUntil('they see us no more', async () => (await look(theirs, REMOTE)) === null);
    await click(ours, '#publish');
    await plays(theirs, REMOTE);
    await waitForState(harness, call, 'watching');
    await plays(ours, LOCAL);
    expect(await ours.evaluate(() => document.querySelectorAll('[data-emojigen]').length)).toBe(1);
  });

  /** Waits until they see us so, in a picture that comes after the ones they have seen. */
  async function theySee(theirs: Page, what: string, is: (look: Look) => boolean): Promise<void> {
    const { length } = await looksOf(theirs);
    let last: Look | undefined;
    await waitUntil(`they see ${what}`, async () => {
      const looks = await looksOf(theirs);
      last = looks.at(-1);
      return looks.length > length + 5 && is(last!);
    }).catch((error: Error) => {
      throw new Error(`${error.message}; they saw ${JSON.stringify(last)}`);
    });
  }
  const isBare = ({ bare, yellow }: Look) => bare > 0.6 && yellow < 0.04;
  const isMasked = ({ bare, yellow }: Look) => bare < 0.15 && yellow > 0.04;

  it('video room: the other browser sees the mask that is put on in the call, and none but it', async () => {
    const clip = await cachedClip([{ show: ['happy'], seconds: 4 }], 'smile');
    const [plain, harness] = [await start({ extension: null }), await start({ clip })];
    await harness.setSite(true);
    const room = janus.newRoom();
    const theirs = await join(plain.browser, room, 'them');
    await watchRemote(theirs, REMOTE);
    const ours = await join(harness.browser, room, 'us');
    await plays(theirs, REMOTE);
    await theySee(theirs, 'the bare face', isBare);

    await harness.setOutputs({ mask: 'black' });
    await theySee(theirs, 'the mask', isMasked);
    const { length } = await looksOf(theirs);
    await plays(theirs, REMOTE);
    // A new camera, and a new connection.
    await click(ours, '#unpublish');
    await waitUntil('they see us no more', async () => (await look(theirs, REMOTE)) === null);
    await click(ours, '#publish');
    await plays(theirs, REMOTE);
    await theySee(theirs, 'the mask again', isMasked);
    expect((await looksOf(theirs)).slice(length).filter(({ bare }) => bare > 0.15)).toEqual([]);

    await harness.setOutputs({});
    await theySee(theirs, 'the bare face again', isBare);
    await plays(theirs, REMOTE);
  });

  it('video room: the other browser sees the emoji pop up in our picture, and go', async () => {
    const [plain, harness] = [await start({ extension: null }), await start()];
    await harness.setSite(true);
    await harness.setAuto(true);
    await harness.setOutputs({ video: true });
    const room = janus.newRoom();
    const theirs = await join(plain.browser, room, 'them');
    await watchRemote(theirs, REMOTE);
    await join(harness.browser, room, 'us');
    await plays(theirs, REMOTE);
    await waitUntil('an emoji comes and goes', async () => {
      // The smiling scene of the clip, which has no yellow of its own.
      const looks = (await looksOf(theirs)).filter(({ brightness }) => brightness > 120);
      const popped = looks.findIndex(({ yellow }) => yellow > 0.01);
      return popped >= 0 && looks.slice(popped).some(({ yellow }) => yellow < 0.005);
    });
    await plays(theirs, REMOTE);
  });
});
