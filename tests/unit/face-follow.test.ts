/** What the mesh follows is not given up where the detector, which looks for new faces, does not know it. */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { frameOf } from '../../scripts/eval/mjpeg';
import { loadModels } from '../../scripts/eval/models';

const PORTRAIT = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));
const GRAY = '#808080';

/**
 * Heads in a picture of 640 x 480.
 * @param side of the part of the portrait that shows it, in pixels
 * @param lefts of each one's left edge; the middle where there is none
 */
async function headOf(side: number, time: number, lefts: readonly number[] = []) {
  const input = await sharp(PORTRAIT)
    .extract({ left: 138, top: 0, width: 176, height: 176 })
    .resize(side, side)
    .png()
    .toBuffer();
  const heads = lefts.length > 0 ? lefts.map((left) => ({ input, left, top: 120 })) : [{ input }];
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: GRAY } });
  return frameOf(await picture.composite(heads).jpeg().toBuffer(), time, null);
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

it('who comes in beside a followed face is noticed while the detector’s work is spread over some pictures', async () => {
  const { faces, emotion } = await loadModels();
  const [one, two] = [await headOf(240, 0, [60]), await headOf(240, 0, [60, 360])];
  const find = async (picture: typeof one, time: number) =>
    (await faces.find({ ...picture, time, trackingKey: 'call' })).length;
  try {
    expect(await find(one, 0)).toBe(1);
    expect(await find(one, 100)).toBe(1);
    // The look around is due here, and takes as long as two more pictures.
    expect(await find(two, 1100)).toBe(1);
    expect(faces.seeks('call')).toBe(false);
    expect(await find(two, 1200)).toBe(1);
    expect(await find(two, 1300)).toBe(1);
    expect(faces.seeks('call')).toBe(true);
    expect(await find(two, 1400)).toBe(2);
    expect(faces.seeks('call')).toBe(false);
    expect(await find(two, 1500)).toBe(2);
  } finally {
    faces.dispose();
    emotion.dispose();
  }
}, 60_000);
