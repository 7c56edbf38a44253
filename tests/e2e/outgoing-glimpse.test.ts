/** The small picture in the card shows what the far end sees. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { waitUntil } from './harness';
import { overlayPlace, overlayText } from './overlay-eye';
import { violations } from './support/axe';
import { coveredCall } from './support/covered-call';
import { revealOverlay } from './support/views';

describe('the picture of what goes out', () => {
  const on = coveredCall();

  /** Mean colour in the middle of the picture in the card; null without one. */
  async function middle(): Promise<readonly number[] | null> {
    await on.call.page.bringToFront();
    const place = await overlayPlace(on.call.page, 'data-glimpse', 'live');
    if (place === null) return null;
    const { x, y, width, height } = place;
    const clip = { x: x + 0.4 * width, y: y + 0.1 * height, width: 0.2 * width, height: 0.2 * height };
    const { channels } = await sharp(await on.call.page.screenshot({ clip })).stats();
    return channels.slice(0, 3).map(({ mean }) => mean);
  }

  it('shows the character that others see, in its colour', async () => {
    await on.choose({ figure: 'ball', colour: 'own' });
    await waitUntil('the card shows it in yellow', async () => {
      const [red = 0, green = 0, blue = 255] = (await middle()) ?? [];
      return red > 150 && green > 100 && blue < 130;
    });
    await on.choose({ figure: 'ball', colour: 'sky' });
    await waitUntil('the card shows it in blue', async () => {
      const [red = 255, , blue = 0] = (await middle()) ?? [];
      return blue > red + 30;
    });
    expect(await overlayText(on.call.page)).toContain('Others see: your avatar');
  });

  it('goes black with the picture of the others, and says so', async () => {
    await on.harness.send(on.call, 'pause');
    await waitUntil('the far end is black', async () => ((await on.newest())?.brightness ?? 255) < 20);
    await waitUntil('the card is black', async () => Math.max(...((await middle()) ?? [255])) < 40);
    expect(await overlayText(on.call.page)).toContain('Others see: black picture');
    await revealOverlay(on.call.page);
    expect(await violations(on.call.page, '[data-emojigen]')).toEqual([]);
    await on.harness.send(on.call, 'resume');
    await waitUntil('it is back', async () => Math.max(...((await middle()) ?? [0])) > 100);
  });

  it('is the camera again, and then gone, when the outputs are switched off', async () => {
    await on.harness.setOutputs({ video: true, mask: 'off' });
    await waitUntil('the card says so', async () =>
      (await overlayText(on.call.page)).includes('Others see: you, with emoji'),
    );
    expect(await middle()).not.toBeNull();
    await on.harness.setOutputs({ video: false, mask: 'off' });
    await waitUntil('there is no picture', async () => (await middle()) === null);
  });
});
