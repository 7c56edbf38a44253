import { describe, expect, it } from 'vitest';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';
import { waitForNewPictures, waitForState, waitUntil } from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';
import { BARE, COVERED, coveredCall, SHARP } from './support/covered-call';

/** Share of yellow in a picture whose face is masked. */
const MASKED = 0.04;

const isMasked = (look: Look): boolean => look.yellow > MASKED && look.bare < COVERED;
const isBlack = (look: Look): boolean => look.brightness < 20;
/** The wall is bright, and nothing has an edge. */
const isBlurred = (look: Look): boolean => look.brightness > 60 && look.detail < 2 && look.yellow < MASKED;

describe('the emoji mask', () => {
  const on = coveredCall(({ popup }) => {
    // The mask is a picture of ours whatever emoji are drawn with elsewhere.
    const emoji = { ...DEFAULT_SETTINGS.emoji, set: 'system' as const };
    return askBackground(popup, { type: 'change-settings', patch: { emoji } });
  });

  const waitForLook = (what: string, is: (look: Look) => boolean): Promise<boolean> =>
    waitUntil(what, async () => {
      const look = await on.newest();
      return look !== undefined && is(look);
    });

  it('starts black and then covers the face: no picture ever shows it', async () => {
    await waitForLook('the face is masked', isMasked);
    await waitForNewPictures(on.call);
    await waitForNewPictures(on.call);
    const [first] = await looksOf(on.call.page);
    expect(first && isBlack(first)).toBe(true);
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('without anybody who looks for the face: black', async () => {
    await on.harness.send(on.call, 'pause');
    await waitForLook('the picture is black', isBlack);
    await waitForNewPictures(on.call);
    await on.harness.send(on.call, 'resume');
    await waitForLook('the face is masked again', isMasked);
  });

  it('… or blurred', async () => {
    await on.harness.setOutputs({ video: false, mask: 'blur' });
    await on.harness.send(on.call, 'pause');
    await waitForLook('the picture is blurred', isBlurred);
    await waitForNewPictures(on.call);
    expect(isBlurred((await on.newest())!)).toBe(true);
    await on.harness.send(on.call, 'resume');
    await waitForLook('the face is masked again', isMasked);
  });

  it('… or held as it was, masked, while pictures go on', async () => {
    await on.harness.setOutputs({ video: false, mask: 'hold' });
    await waitForNewPictures(on.call);
    await on.harness.send(on.call, 'pause');
    await waitForState(on.harness, on.call, 'paused');
    const paused = (await on.newest())!.n;
    await waitUntil('the picture stands still', async () => {
      const last = (await looksOf(on.call.page)).slice(-20);
      // The encoder still refines what stands still: brightness says it better than single pixels.
      const light = last.map((look) => look.brightness);
      return (
        last.length === 20 &&
        last[0]!.n > paused &&
        Math.max(...light) - Math.min(...light) < 0.5 &&
        last.every(isMasked)
      );
    });
    await waitForNewPictures(on.call);
    expect(isMasked((await on.newest())!)).toBe(true);
    await on.harness.send(on.call, 'resume');
    await waitForState(on.harness, on.call, 'watching');
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('a second camera that the page opens is covered from its first picture, too', async () => {
    const before = (await on.newest())!.n;
    await on.call.page.evaluate(() => window.__call.setCamera(false));
    await on.call.page.evaluate(() => window.__call.setCamera(true));
    await waitUntil('new pictures are masked', async () => {
      const looks = (await looksOf(on.call.page)).filter((look) => look.n > before + 30);
      return looks.length > 30 && isMasked(looks.at(-1)!);
    });
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('what is known of another picture’s face is no place for this one’s mask', async () => {
    await on.harness.setOutputs({ video: false, mask: 'black' });
    await waitForLook('the face is masked', isMasked);
    // A preview of another shape is what is analysed now.
    await on.call.page.evaluate(async () => {
      const video = { width: { exact: 240 }, height: { exact: 480 } };
      Object.assign(window, { __preview: await navigator.mediaDevices.getUserMedia({ video }) });
    });
    await waitForLook('the picture is black', isBlack);
    await on.call.page.evaluate(() => {
      const { __preview } = window as unknown as { __preview: MediaStream };
      for (const track of __preview.getTracks()) track.stop();
    });
    await waitForLook('the face is masked again', isMasked);
    expect(await on.bareSince(0)).toEqual([]);
  });

  it.for(['usermedia', 'camera'] as const)(
    'a camera that a <%s> of the page opens at a click is covered from its first picture',
    async (tag, { skip }) => {
      const { page } = await on.harness.openCall('');
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
      await on.call.page.bringToFront();
    },
  );

  it('switched off by the user: the face is there (and this test would have seen it before)', async () => {
    await on.harness.setOutputs({ video: false, mask: 'off' });
    await waitForLook(
      'the face is bare',
      (look) => look.bare > BARE && look.detail > SHARP && look.yellow < MASKED,
    );
    await on.harness.setOutputs({ video: false, mask: 'black' });
    await waitForLook('the face is masked', isMasked);
  });
});
