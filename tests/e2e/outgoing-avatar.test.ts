import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cachedClip } from '../../scripts/lib/clip.mjs';
import { askBackground } from '../../scripts/lib/remote.mjs';
import { CHARACTERS } from '../../src/shared/avatar';
import { type AvatarChoice, DEFAULT_AVATAR } from '../../src/shared/avatar/choice';
import { type Call, type Harness, launch, waitForNewPictures, waitUntil } from './harness';
import { type Look, looksOf, watchRemote } from './remote-eye';

const SMILE = [{ show: ['happy'], seconds: 4 }];
/** As in outgoing-mask.test.ts: share of skin in the middle of a bare and of a covered face, and detail in it. */
const BARE = 0.6;
const COVERED = 0.15;
const SHARP = 3;

type Colour = readonly [red: number, green: number, blue: number];

describe('a character in the outgoing picture', () => {
  let harness: Harness;
  let call: Call;

  beforeAll(async () => {
    harness = await launch({ clip: await cachedClip(SMILE, 'smile'), strict: true });
    await harness.setSite(true);
    await harness.setOutputs({ video: false, mask: 'black' });
    call = await harness.openCall('');
    await watchRemote(call.page);
    await call.page.evaluate(() => window.__call.join());
  });
  afterAll(() => harness?.close());

  const choose = (some: Partial<AvatarChoice>) =>
    askBackground(harness.popup, {
      type: 'change-settings',
      patch: { avatar: { ...DEFAULT_AVATAR, ...some } },
    });
  const newest = async (): Promise<Look | undefined> => (await looksOf(call.page)).at(-1);
  const bareSince = async (n: number): Promise<readonly Look[]> =>
    (await looksOf(call.page)).filter((look) => look.n > n && look.bare > COVERED && look.detail > SHARP);
  const sees = async () => (await harness.snapshot(call))?.othersSee;

  /** Mean colour of what the far end shows in a square around a place (fractions of the picture). */
  const colourAt = (x: number, y: number, side: number): Promise<Colour> =>
    call.page.evaluate(
      (atX, atY, share) => {
        const video = document.querySelector<HTMLVideoElement>('#remote')!;
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1;
        const context = canvas.getContext('2d')!;
        const { videoWidth: width, videoHeight: height } = video;
        const pixels = share * height;
        context.imageSmoothingQuality = 'high';
        context.drawImage(
          video,
          atX * width - pixels / 2,
          atY * height - pixels / 2,
          pixels,
          pixels,
          0,
          0,
          1,
          1,
        );
        const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
        return [red!, green!, blue!] as const;
      },
      x,
      y,
      side,
    );

  const distance = (a: Colour, b: Colour): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

  it('covers the face from the first picture on, each character with its own picture', async () => {
    const seen: Colour[] = [];
    for (const figure of CHARACTERS) {
      const before = (await newest())?.n ?? 0;
      await choose({ figure });
      await waitUntil(`others see the ${figure}`, async () => {
        const look = await newest();
        return (
          look &&
          look.n > before + 20 &&
          look.brightness > 20 &&
          look.bare < COVERED &&
          (await sees()) === 'avatar'
        );
      });
      await waitForNewPictures(call);
      seen.push(await colourAt(0.5, 0.2, 0.06));
    }
    for (const [i, colour] of seen.entries()) {
      for (const other of seen.slice(i + 1)) expect(distance(colour, other)).toBeGreaterThan(25);
    }
    expect(await bareSince(0)).toEqual([]);
  });

  it('has the colour that the user chose', async () => {
    await choose({ figure: 'ball', colour: 'own' });
    await waitUntil('it is yellow', async () => {
      const [red, green, blue] = await colourAt(0.5, 0.14, 0.05);
      return red > 180 && green > 120 && blue < 120;
    });
    await choose({ figure: 'ball', colour: 'sky' });
    await waitUntil('it is blue', async () => {
      const [red, , blue] = await colourAt(0.5, 0.14, 0.05);
      return blue > red + 40;
    });
    expect(await bareSince(0)).toEqual([]);
  });

  it('moves by itself while the face is still: every picture is drawn', async () => {
    await choose({ figure: 'ball' });
    await waitForNewPictures(call);
    await waitUntil('it has blinked and breathed', async () => {
      const last = (await looksOf(call.page)).slice(-60);
      return new Set(last.map(({ sum }) => sum)).size > 20;
    });
  });

  it('goes black without anybody who looks for the face, and says so', async () => {
    await harness.send(call, 'pause');
    await waitUntil('the picture is black', async () => ((await newest())?.brightness ?? 255) < 20);
    expect(await sees()).toBe('black');
    await harness.send(call, 'resume');
    await waitUntil('the character is back', async () => (await sees()) === 'avatar');
    expect(await bareSince(0)).toEqual([]);
  });

  it('a script of the page cannot break the canvas: what cannot be drawn is covered', async () => {
    await call.page.evaluate(() => {
      Object.defineProperty(window, 'OffscreenCanvas', { value: undefined, configurable: true });
      OffscreenCanvasRenderingContext2D.prototype.fill = () => {};
    });
    await waitForNewPictures(call);
    expect(await sees()).toBe('avatar');
    expect(await bareSince(0)).toEqual([]);
  });

  it('stands beside the user when the face stays bare', async () => {
    await harness.setOutputs({ video: false, mask: 'off' });
    await choose({ figure: 'fox', companion: true, corner: 'bottom-right', size: 'large' });
    await waitUntil('the face is bare', async () => ((await newest())?.bare ?? 0) > BARE);
    await waitUntil('others see the companion', async () => (await sees()) === 'companion');
    const before = await colourAt(0.72, 0.75, 0.04);
    await choose({ figure: 'robot', companion: true, corner: 'bottom-right', size: 'large' });
    await waitUntil('it is another one', async () => distance(await colourAt(0.72, 0.75, 0.04), before) > 30);
    await choose({ companion: false });
    await waitUntil('nothing of ours is there', async () => (await sees()) === undefined);
  });
});
