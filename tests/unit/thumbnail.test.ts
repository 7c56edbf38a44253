import { describe, expect, it } from 'vitest';
import { toYuv } from '../../src/call/outgoing/drawing/sprite';
import type { Planes } from '../../src/shared/pixels/decimate';
import { drawThumbnail } from '../../src/shared/pixels/thumbnail';

const RED: readonly number[] = [200, 40, 30];
const BLUE: readonly number[] = [20, 60, 210];

/** Red on the left, blue on the right; the planes lie behind a few bytes and have longer lines. */
function frame(format: 'I420' | 'NV12', colour: Parameters<typeof toYuv>[3]): Planes {
  const [width, height, stride] = [64, 48, 80];
  const start = 7;
  const second = { offset: start + stride * height, stride: format === 'NV12' ? stride : stride / 2 };
  const third = { offset: second.offset + (stride / 2) * (height / 2), stride: stride / 2 };
  const layout = [{ offset: start, stride }, second, ...(format === 'NV12' ? [] : [third])];
  const data = new Uint8Array(start + stride * height * 1.5);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [luma, u, v] = toYuv(...((x < width / 2 ? RED : BLUE) as [number, number, number]), colour);
      data[start + y * stride + x] = luma + 0.5;
      const at = format === 'NV12' ? (y >> 1) * stride + 2 * (x >> 1) : (y >> 1) * (stride / 2) + (x >> 1);
      data[second.offset + at] = u + 0.5;
      data[format === 'NV12' ? second.offset + at + 1 : third.offset + at] = v + 0.5;
    }
  }
  return { format, width, height, data, layout };
}

describe('a small picture of a frame', () => {
  for (const format of ['I420', 'NV12'] as const) {
    for (const matrix of ['bt601', 'bt709'] as const) {
      for (const fullRange of [false, true]) {
        it(`has its colours: ${format}, ${matrix}, full range ${fullRange}`, () => {
          const colour = { matrix, fullRange };
          const into = { width: 10, height: 6, data: new Uint8ClampedArray(4 * 60) };
          drawThumbnail(frame(format, colour), into, colour);
          const at = (x: number, y: number) => [
            ...into.data.subarray(4 * (y * 10 + x), 4 * (y * 10 + x) + 4),
          ];
          for (const [x, wanted] of [
            [1, RED],
            [8, BLUE],
          ] as const) {
            for (const y of [0, 5]) {
              for (const [c, value] of wanted.entries()) {
                expect(Math.abs(at(x, y)[c]! - value)).toBeLessThan(4);
              }
              expect(at(x, y)[3]).toBe(255);
            }
          }
        });
      }
    }
  }

  it('may be larger than the frame', () => {
    const colour = { matrix: 'bt601', fullRange: false } as const;
    const into = { width: 100, height: 90, data: new Uint8ClampedArray(4 * 9000) };
    drawThumbnail(frame('I420', colour), into, colour);
    expect(into.data.at(-1)).toBe(255);
    expect(Math.abs(into.data.at(-2)! - BLUE[2]!)).toBeLessThan(4);
  });
});
