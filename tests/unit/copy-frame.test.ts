import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameCopier } from '../../src/shared/frames/copy-frame';
import { limitRange } from '../../src/shared/pixels/decimate';
import { i420ToRgb } from '../../src/shared/pixels/rgb';

/** A camera picture of one gray, as cameras deliver it: with full-range or limited-range samples. */
function grayPicture(luma: number, fullRange: boolean | null): VideoFrame {
  const [width, height] = [4, 4];
  const picture = {
    format: 'I420',
    visibleRect: { x: 0, y: 0, width, height },
    colorSpace: { fullRange },
    allocationSize: () => 24,
    async copyTo(buffer: Uint8Array) {
      buffer.fill(luma, 0, 16).fill(128, 16, 24);
      return [
        { offset: 0, stride: 4 },
        { offset: 16, stride: 2 },
        { offset: 20, stride: 2 },
      ];
    },
  };
  return picture as unknown as VideoFrame;
}

const rgbOf = async (luma: number, fullRange: boolean | null): Promise<number> =>
  i420ToRgb(await createFrameCopier(() => 0).copy(grayPicture(luma, fullRange), null))[0]!;

describe('the range of a picture’s samples', () => {
  it('is honoured: dark grays of a full-range camera do not become black', async () => {
    for (const gray of [0, 10, 40, 128, 255]) {
      expect(Math.abs((await rgbOf(gray, true)) - gray)).toBeLessThanOrEqual(2);
    }
  });

  it('is the limited one where the picture says so, or nothing', async () => {
    for (const range of [false, null]) {
      expect(await rgbOf(16, range)).toBe(0);
      expect(await rgbOf(235, range)).toBeCloseTo(255, -1);
    }
  });

  it('is never left by what is converted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (data) => {
        limitRange({ width: 4, height: 4, data });
        data.forEach((sample, i) => {
          expect(sample).toBeGreaterThanOrEqual(16);
          expect(sample).toBeLessThanOrEqual(i < 16 ? 235 : 240);
        });
      }),
    );
  });
});

describe('a frame’s data', () => {
  const [dark, light] = [grayPicture(40, false), grayPicture(200, false)];

  it('is its own', async () => {
    const copier = createFrameCopier(() => 0);
    const first = await copier.copy(dark, null);
    await copier.copy(light, null);
    expect(first.data[0]).toBe(40);
  });

  it('is used again where that was asked for, and right each time', async () => {
    const copier = createFrameCopier(() => 0, true);
    const first = await copier.copy(dark, null);
    expect(first.data[0]).toBe(40);
    const second = await copier.copy(light, null);
    expect(second.data[0]).toBe(200);
    expect(second.data).toBe(first.data);
  });

  it('is as limited again when a full-range picture comes twice', async () => {
    const copier = createFrameCopier(() => 0, true);
    const full = grayPicture(255, true);
    for (let i = 0; i < 2; i++) expect((await copier.copy(full, null)).data[0]).toBe(235);
  });
});
