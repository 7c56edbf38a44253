import { describe, expect, it } from 'vitest';
import { CHARACTERS } from '../../src/shared/avatar';
import { waitForNewPictures, waitUntil } from './harness';
import { looksOf } from './remote-eye';
import { BARE, COVERED, coveredCall } from './support/covered-call';

type Colour = readonly [red: number, green: number, blue: number];

describe('a character in the outgoing picture', () => {
  const on = coveredCall();

  const sees = async () => (await on.harness.snapshot(on.call))?.othersSee;

  /** Mean colour of what the far end shows in a square around a place (fractions of the picture). */
  const colourAt = (x: number, y: number, side: number): Promise<Colour> =>
    on.call.page.evaluate(
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
      const before = (await on.newest())?.n ?? 0;
      await on.choose({ figure });
      await waitUntil(`others see the ${figure}`, async () => {
        const look = await on.newest();
        return (
          look &&
          look.n > before + 20 &&
          look.brightness > 20 &&
          look.bare < COVERED &&
          (await sees()) === 'avatar'
        );
      });
      await waitForNewPictures(on.call);
      seen.push(await colourAt(0.5, 0.2, 0.06));
    }
    for (const [i, colour] of seen.entries()) {
      for (const other of seen.slice(i + 1)) expect(distance(colour, other)).toBeGreaterThan(25);
    }
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('has the colour that the user chose', async () => {
    await on.choose({ figure: 'ball', colour: 'own' });
    await waitUntil('it is yellow', async () => {
      const [red, green, blue] = await colourAt(0.5, 0.14, 0.05);
      return red > 180 && green > 120 && blue < 120;
    });
    await on.choose({ figure: 'ball', colour: 'sky' });
    await waitUntil('it is blue', async () => {
      const [red, , blue] = await colourAt(0.5, 0.14, 0.05);
      return blue > red + 40;
    });
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('moves by itself while the face is still: every picture is drawn', async () => {
    await on.choose({ figure: 'ball' });
    await waitForNewPictures(on.call);
    await waitUntil('it has blinked and breathed', async () => {
      const last = (await looksOf(on.call.page)).slice(-60);
      return new Set(last.map(({ sum }) => sum)).size > 20;
    });
  });

  it('goes black without anybody who looks for the face, and says so', async () => {
    await on.harness.send(on.call, 'pause');
    await waitUntil('the picture is black', async () => ((await on.newest())?.brightness ?? 255) < 20);
    expect(await sees()).toBe('black');
    await on.harness.send(on.call, 'resume');
    await waitUntil('the character is back', async () => (await sees()) === 'avatar');
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('a script of the page cannot break the canvas: what cannot be drawn is covered', async () => {
    await on.call.page.evaluate(() => {
      Object.defineProperty(window, 'OffscreenCanvas', { value: undefined, configurable: true });
      OffscreenCanvasRenderingContext2D.prototype.fill = () => {};
    });
    await waitForNewPictures(on.call);
    expect(await sees()).toBe('avatar');
    expect(await on.bareSince(0)).toEqual([]);
  });

  it('stands beside the user when the face stays bare', async () => {
    await on.harness.setOutputs({ video: false, mask: 'off' });
    await on.choose({ figure: 'fox', companion: true, corner: 'bottom-right', size: 'large' });
    await waitUntil('the face is bare', async () => ((await on.newest())?.bare ?? 0) > BARE);
    await waitUntil('others see the companion', async () => (await sees()) === 'companion');
    const before = await colourAt(0.72, 0.75, 0.04);
    await on.choose({ figure: 'robot', companion: true, corner: 'bottom-right', size: 'large' });
    await waitUntil('it is another one', async () => distance(await colourAt(0.72, 0.75, 0.04), before) > 30);
    await on.choose({ companion: false });
    await waitUntil('nothing of ours is there', async () => (await sees()) === undefined);
  });
});
