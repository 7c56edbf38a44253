/** What others see in Firefox: emoji, mask and avatar, in front and in a hidden tab. */
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip, QUICK } from '../../../scripts/lib/clip.mjs';
import type { CallSnapshot } from '../../../src/shared/messages/call-tab';
import { DEFAULT_SETTINGS, type Outputs } from '../../../src/shared/settings/schema';
import { waitUntil } from '../harness';
import { type Look, looksOf, watchRemoteVideo } from '../remote-eye';
import { type FirefoxHarness, launchFirefox, whyNoFirefox } from './harness';

const missing = whyNoFirefox();

/** As in outgoing-mask.test.ts. */
const COVERED = 0.15;
/** So much beside the mask is no face: an ear, or the neck. */
const BESIDE = 0.25;
const BARE = 0.6;
const SHARP = 3;
const MASKED = 0.04;

const isMasked = (look: Look): boolean => look.yellow > MASKED && look.bare < COVERED;
const isBlack = (look: Look): boolean => look.brightness < 20;
const isBlurred = (look: Look): boolean => look.brightness > 60 && look.detail < 2 && look.yellow < MASKED;
const isBare = (look: Look): boolean => look.bare > BARE && look.detail > SHARP && look.yellow < MASKED;

/** What a page can tell of its camera. */
interface Told {
  readonly label: string;
  readonly kind: string;
  readonly type: string;
  readonly own: readonly string[];
  readonly prototype: boolean;
  readonly settings: MediaTrackSettings;
  readonly capabilities: MediaTrackCapabilities;
  readonly constraints: MediaTrackConstraints;
  readonly printed: readonly string[];
}

describe.skipIf(missing !== null)('what others see in Firefox', () => {
  let harness: FirefoxHarness;
  let page: Page;
  let tab: number;
  let front: Page | null = null;

  beforeAll(async () => {
    harness = await launchFirefox(await cachedClip(QUICK, 'quick'));
    await harness.ask({ type: 'change-settings', patch: { site: { host: 'localhost', on: true } } });
    await setOutputs({ mask: 'black' });
    await open();
  });
  afterAll(() => harness?.close());

  const setOutputs = (outputs: Partial<Outputs>): Promise<unknown> =>
    harness.ask({
      type: 'change-settings',
      patch: { outputs: { ...DEFAULT_SETTINGS.outputs, ...outputs } },
    });

  async function open(): Promise<void> {
    ({ page, tab } = await harness.openCall('by=hand'));
    await watchRemoteVideo(page);
    await page.evaluate(() => window.__call.join());
  }

  const snapshot = (): Promise<CallSnapshot | null> => harness.askCall(tab, 'snapshot');
  const looks = (): Promise<readonly Look[]> => looksOf(page);
  const newest = async (): Promise<Look | undefined> => (await looks()).at(-1);
  const waitForLook = (what: string, is: (look: Look) => boolean): Promise<boolean> =>
    waitUntil(what, async () => {
      const look = await newest();
      return look !== undefined && is(look);
    });
  const decoded = async (): Promise<number> =>
    (await page.evaluate(() => window.__call.remoteStats())).framesDecoded ?? 0;
  const waitForPictures = async (count = 30): Promise<void> => {
    const before = await decoded();
    await waitUntil('new pictures arrive', async () => (await decoded()) >= before + count);
  };
  const bare = async (): Promise<readonly Look[]> =>
    (await looks()).filter((look) => look.bare > BESIDE && look.detail > SHARP);

  async function hide(): Promise<void> {
    front = await harness.program.newPage();
    await front.bringToFront();
    await waitUntil('the call is hidden', () => page.evaluate(() => document.hidden));
  }

  async function show(): Promise<void> {
    await front?.close();
    await page.bringToFront();
    await waitUntil('the call is seen', () => page.evaluate(() => !document.hidden));
  }

  it('the mask starts black and then covers the face: no picture shows it', async () => {
    await waitForLook('the face is masked', isMasked);
    await waitForPictures();
    const [first] = await looks();
    expect(first && isBlack(first)).toBe(true);
    expect(await bare()).toEqual([]);
    expect(await snapshot()).toMatchObject({ outgoing: 'ours' });
  });

  it('… black, blurred or held while nobody looks for the face', async () => {
    await harness.askCall(tab, 'pause');
    await waitForLook('the picture is black', isBlack);
    await setOutputs({ mask: 'blur' });
    await waitForLook('the picture is blurred', isBlurred);
    await harness.askCall(tab, 'resume');
    await waitForLook('the face is masked', isMasked);
    await setOutputs({ mask: 'hold' });
    await waitForPictures();
    await harness.askCall(tab, 'pause');
    await waitUntil('the picture is held', async () => (await snapshot())?.othersSee === 'held');
    await waitForPictures();
    expect(isMasked((await newest())!)).toBe(true);
    await harness.askCall(tab, 'resume');
    await waitUntil('the mask moves', async () => (await snapshot())?.othersSee === 'avatar');
    expect(await bare()).toEqual([]);
  });

  it('… and goes on in a hidden tab, with new pictures', async () => {
    await setOutputs({ mask: 'black' });
    await waitForLook('the face is masked', isMasked);
    await hide();
    const sums = new Set<number>();
    await waitUntil('many different pictures have arrived', async () => {
      const look = await newest();
      if (look && isMasked(look)) sums.add(look.sum);
      return sums.size > 40;
    });
    await harness.askCall(tab, 'pause');
    await waitForLook('the picture is black', isBlack);
    await harness.askCall(tab, 'resume');
    await waitForLook('the face is masked', isMasked);
    expect(await bare()).toEqual([]);
    await show();
  });

  it('a camera that the page opens anew is covered from its first picture, in another size, too', async () => {
    const { width } = await page.evaluate(() => window.__call.trackInfo()!.settings);
    await page.evaluate(() => window.__call.track!.applyConstraints({ width: { exact: 320 } }));
    await waitUntil(
      'the camera is smaller',
      async () => (await page.evaluate(() => window.__call.trackInfo()!.settings)).width !== width,
    );
    await waitForPictures();
    await waitForLook('the face is masked', isMasked);
    await page.evaluate(() => window.__call.setCamera(false));
    await waitUntil('the camera is off', async () => (await snapshot())?.state.kind === 'camera-off');
    await page.evaluate(() => window.__call.setCamera(true));
    await waitForPictures();
    await waitForLook('the face is masked', isMasked);
    expect(await bare()).toEqual([]);
  });

  it('switched off, the face is there; switched on again, it is covered', async () => {
    await setOutputs({ mask: 'off' });
    await waitForLook('the face is bare', isBare);
    await setOutputs({ mask: 'black' });
    await waitForLook('the face is masked', isMasked);
  });

  it('the page sees its camera: the same values, class and functions', async () => {
    const told = (): Promise<Told> =>
      page.evaluate(() => {
        const track = window.__call.track!;
        const { kind, label } = track;
        const { prototype } = MediaStreamTrack;
        const printed = Reflect.ownKeys(prototype).map((name) => {
          const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, name)!;
          return [value, get, set]
            .map((each) => (typeof each === 'function' ? `${each.name} ${each}` : ''))
            .join();
        });
        return {
          ...{ kind, label, type: Object.prototype.toString.call(track), own: Object.keys(track) },
          prototype: Object.getPrototypeOf(track) === prototype,
          settings: track.getSettings(),
          capabilities: track.getCapabilities(),
          constraints: track.getConstraints(),
          printed,
        };
      });
    const masked = await told();
    await setOutputs({});
    await page.evaluate(() => window.__call.setCamera(false));
    await page.evaluate(() => window.__call.setCamera(true));
    await waitForLook('the face is bare', isBare);
    expect((await snapshot())?.outgoing).toBe('camera');
    expect(await told()).toEqual(masked);
  });

  it('a mask that is switched on while the page holds the plain camera covers what is sent', async () => {
    await setOutputs({ mask: 'black' });
    await waitForLook('the face is masked', isMasked);
    await hide();
    await waitForPictures();
    await waitForLook('the face is masked', isMasked);
    await show();
    await setOutputs({});
    await waitForLook('the face is bare', isBare);
  });

  it('a clone lives on, and the last of them stops the camera', async () => {
    await setOutputs({ mask: 'black' });
    await page.evaluate(() => window.__call.setCamera(false));
    await page.evaluate(() => window.__call.setCamera(true));
    await waitForLook('the face is masked', isMasked);
    await page.evaluate(async () => {
      const copy = window.__call.track!.clone();
      Object.assign(window, { copy });
      window.__call.track!.stop();
    });
    await waitUntil('it still reads', async () => (await snapshot())?.state.kind === 'watching');
    const states = await page.evaluate(() => {
      const { copy } = window as unknown as { copy: MediaStreamTrack };
      const before = copy.readyState;
      copy.stop();
      return [before, copy.readyState];
    });
    expect(states).toEqual(['live', 'ended']);
    await waitUntil('the camera is off', async () => (await snapshot())?.state.kind === 'camera-off');
    expect((await snapshot())?.outgoing ?? null).toBeNull();
    await page.evaluate(() => window.__call.setCamera(true));
  });

  it('a reaction pops up in the plain picture, in front and in a hidden tab', async () => {
    await setOutputs({ video: true });
    await harness.ask({ type: 'change-settings', patch: { autoReactions: true } });
    const popped = async (): Promise<boolean> => {
      const look = await newest();
      return look !== undefined && look.bare > BARE && look.yellow > 0.01;
    };
    await waitUntil('an emoji is in the picture', popped);
    await waitForLook('it is gone', (look) => look.bare > BARE && look.yellow < 0.002);
    await hide();
    await waitUntil('an emoji is in the picture', popped);
    await waitForLook('it is gone', (look) => look.bare > BARE && look.yellow < 0.002);
    await show();
  });

  it('an avatar stands in the corner', async () => {
    const avatar = { ...DEFAULT_SETTINGS.avatar, companion: true };
    await setOutputs({});
    await harness.ask({ type: 'change-settings', patch: { avatar } });
    await waitForLook('it is there', (look) => look.bare > BARE && look.yellow > 0.01);
    expect((await snapshot())?.othersSee).toBe('companion');
  });
});
