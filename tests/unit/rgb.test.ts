import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from '../../src/shared/pixels/decimate';
import { i420ToRgb } from '../../src/shared/pixels/rgb';

/** A 4 x 2 picture with one colour in its left and one in its right half. */
const halves = (left: readonly number[], right: readonly number[]): Uint8Array =>
  Uint8Array.from([left, right, left, right].flatMap((c) => [...c, 255, ...c, 255]));

const colour = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));

describe('i420ToRgb', () => {
  it('gives back the colours that a picture was made of', () => {
    fc.assert(
      fc.property(colour, colour, (left, right) => {
        const layout = [{ offset: 0, stride: 16 }];
        const small = decimate({ format: 'RGBA', width: 4, height: 2, data: halves(left, right), layout }, 1);
        const rgb = i420ToRgb(small);
        expect(rgb.length).toBe(24);
        [left, left, right, right, left, left, right, right].flat().forEach((value, i) => {
          expect(Math.abs(rgb[i]! - value)).toBeLessThanOrEqual(4);
        });
      }),
    );
  });

  it('maps black, white and gray of the limited range, and stays within 0..255 for any bytes', () => {
    const gray = (luma: number) =>
      i420ToRgb({ width: 2, height: 2, data: Uint8Array.of(luma, luma, luma, luma, 128, 128) });
    expect([...gray(16)]).toEqual(Array(12).fill(0));
    expect([...gray(235)]).toEqual(Array(12).fill(expect.closeTo(255, -1)));
    expect([...gray(126)]).toEqual(Array(12).fill(expect.closeTo(128, 0)));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (data) => {
        const rgb = i420ToRgb({ width: 4, height: 4, data });
        expect(rgb.every((value) => value >= 0 && value <= 255)).toBe(true);
      }),
    );
  });
});
