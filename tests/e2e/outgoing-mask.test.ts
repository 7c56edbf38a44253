import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { type Call, type Harness, launch, waitForNewPictures, waitForState, waitUntil } from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';

const SMILE = [{ show: ['happy'], seconds: 4 }];

/** Share of skin in the middle of the face: of the bare face at least, and of a covered one at most. */
const BARE = 0.6;
const COVERED = 0.15;
/** Detail in the middle of the face: a bare one has at least twice this, a blurred one less. */
const SHARP = 3;
/** Share of yellow in a picture whose face is masked. */
const MASKED = 0.04;

const isMasked = (look: Look): boolean => look.yellow > MASKED && look.bare < COVERED;
const isBlack = (look: Look): boolean => look.brightness < 20;
/** The wall is bright, and nothing has an edge. */
const isBlurred = (look: Look): boolean => look.brightness > 60 && look.detail < 2 && look.yellow < MASKED;

describe('the emoji mask', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(SMILE, 'smile'), strict: true });
    await harness.setSite(true);
    await harness.setOutputs({ video: false, mask: 'black' });
    // The mask is a picture of ours whatever emoji are drawn with elsewhere.
    const emoji = { ...DEFAULT_SETTINGS.emoji, set: 'system' as const };
    await askBackground(harness.popup, { type: 'change-settings', patch: { emoji } });
    call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
  });
  afterAll(() => harness?.close());

  const newest = async (): Promise<Look | undefined> => (await looksOf(call.page)).at(-1);
  const waitForLook = (what: string, is: (look: Look) => boolean): Promise<boolean> =>
    waitUntil(what, async () => {
      const look = await newest();
      return look !== undefined && is(look);
    });
  const bareSince = async (n: number): Promise<readonly Look[]> =>
    (await looksOf(call.page)).filter((look) => look.n > n && look.bare > COVERED && look.detail > SHARP);

  it('starts black and then covers the face: no picture ever shows it', async () => {
    await waitForLook('the face is masked', isMasked);
    await waitForNewPictures(call);
    await waitForNewPictures(call);
    const [first] = await looksOf(call.page);
    expect(first && isBlack(first)).toBe(true);
    expect(await bareSince(0)).toEqual([]);
  });

  it('without anybody who looks for the face: black', async () => {
    await harness.send(call, 'pause');
    await waitForLook('the picture is black', isBlack);
    await waitForNewPictures(call);
    await harness.send(call, 'resume');
    await waitForLook('the face is masked again', isMasked);
  });

  it('… or blurred', async () => {
    await harness.setOutputs({ video: false, mask: 'blur' });
    await harness.send(call, 'pause');
    await waitForLook('the picture is blurred', isBlurred);
    await waitForNewPictures(call);
    expect(isBlurred((await newest())!)).toBe(true);
    await harness.send(call, 'resume');
    await waitForLook('the face is masked again', isMasked);
  });

  it('… or held as it was, masked, while pictures go on', async () => {
    await harness.setOutputs({ video: false, mask: 'hold' });
    await waitForNewPictures(call);
    await harness.send(call, 'pause');
    await waitForState(harness, call, 'paused');
    const paused = (await newest())!.n;
    await waitUntil('the picture stands still', async () => {
      const last = (await looksOf(call.page)).slice(-20);
      // The encoder still refines what stands still: brightness says it better than single pixels.
      const light = last.map((look) => look.brightness);
      return (
        last.length === 20 &&
        last[0]!.n > paused &&
        Math.max(...light) - Math.min(...light) < 0.5 &&
        last.every(isMasked)
      );
    });
    await waitForNewPictures(call);
    expect(isMasked((await newest())!)).toBe(true);
    await harness.send(call, 'resume');
    await waitForState(harness, call, 'watching');
    expect(await bareSince(0)).toEqual([]);
  });

  it('a second camera that the page opens is covered from its first picture, too', async () => {
    const before = (await newest())!.n;
    await call.page.evaluate(() => window.__call.setCamera(false));
    await call.page.evaluate(() => window.__call.setCamera(true));
    await waitUntil('new pictures are masked', async () => {
      const looks = (await looksOf(call.page)).filter((look) => look.n > before + 30);
      return looks.length > 30 && isMasked(looks.at(-1)!);
    });
    expect(await bareSince(0)).toEqual([]);
  });

  it('what is known of another picture’s face is no place for this one’s mask', async () => {
    await harness.setOutputs({ video: false, mask: 'black' });
    await waitForLook('the face is masked', isMasked);
    // A preview of another shape is what is analysed now.
    await call.page.evaluate(async () => {
      const video = { width: { exact: 240 }, height: { exact: 480 } };
      Object.assign(window, { __preview: await navigator.mediaDevices.getUserMedia({ video }) });
    });
    await waitForLook('the picture is black', isBlack);
    await call.page.evaluate(() => {
      const { __preview } = window as unknown as { __preview: MediaStream };
      for (const track of __preview.getTracks()) track.stop();
    });
    await waitForLook('the face is masked again', isMasked);
    expect(await bareSince(0)).toEqual([]);
  });

  it.for(['usermedia', 'camera'] as const)(
    'a camera that a <%s> of the page opens at a click is covered from its first picture',
    async (tag, { skip }) => {
      const { page } = await harness.openCall('');
      const isKnown = await page.evaluate((name) => {
        const element = document.createElement(name) as HTMLElement & {
          readonly stream?: MediaStream;
          readonly track?: MediaStreamTrack;
        };
        if (!('stream' in element) && !('track' in element)) return false;
        const show = (): void => {
          const video = document.createElement('video');
          video.id = 'shown';
          video.srcObject = element.stream ?? new MediaStream([element.track!]);
          document.body.append(video);
        };
        for (const event of ['stream', 'track']) element.addEventListener(event, show);
        document.body.prepend(element);
        return true;
      }, tag);
      if (!isKnown) skip('this browser has no such element');
      await watchRemote(page, '#shown');
      await waitUntil('its pictures are masked', async () => {
        if ((await page.$('#shown')) === null) await page.click(tag);
        const looks = await looksOf(page);
        return looks.length > 60 && isMasked(looks.at(-1)!);
      });
      const looks = await looksOf(page);
      expect(isBlack(looks[0]!)).toBe(true);
      expect(looks.filter((look) => look.bare > COVERED && look.detail > SHARP)).toEqual([]);
      await page.close();
      await call.page.bringToFront();
    },
  );

  it('switched off by the user: the face is there (and this test would have seen it before)', async () => {
    await harness.setOutputs({ video: false, mask: 'off' });
    await waitForLook(
      'the face is bare',
      (look) => look.bare > BARE && look.detail > SHARP && look.yellow < MASKED,
    );
    await harness.setOutputs({ video: false, mask: 'black' });
    await waitForLook('the face is masked', isMasked);
  });
});
