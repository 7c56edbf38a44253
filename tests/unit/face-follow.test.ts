/** What the mesh follows is not given up where the detector, which looks for new faces, does not know it. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { frameOf } from '../../scripts/eval/mjpeg';
import { loadModels } from '../../scripts/eval/models';

const PORTRAIT = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));
const GRAY = '#808080';

/** A head in the middle of a picture of 640 x 480. @param side of the part of the portrait that shows it, in pixels */
async function headOf(side: number, time: number) {
  const head = await sharp(PORTRAIT)
    .extract({ left: 138, top: 0, width: 176, height: 176 })
    .resize(side, side)
    .png()
    .toBuffer();
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: GRAY } });
  return frameOf(
    await picture
      .composite([{ input: head }])
      .jpeg()
      .toBuffer(),
    time,
    null,
  );
}

it('a head that goes away is followed, also when the detector is asked again and does not see it', async () => {
  const { faces, emotion } = await loadModels();
  const found = async (side: number, time: number, series: string): Promise<number> =>
    (await faces.find({ ...(await headOf(side, time)), trackingKey: series })).length;
  try {
    let time = 0;
    let side = 300;
    for (; side > 60; side = Math.round(0.9 * side)) {
      time += 500;
      expect(await found(side, time, 'going away'), `${side} px`).toBe(1);
    }
    expect(await found(side, 0, 'a new call')).toBe(0);
  } finally {
    faces.dispose();
    emotion.dispose();
  }
}, 60_000);
