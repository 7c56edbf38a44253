import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameSource } from '../../src/shared/frames/frame-source';
import { CHANGE_THRESHOLD, changeBetween, fingerprint, type LumaPlane } from '../../src/shared/pixels/change';

const [WIDTH, HEIGHT] = [160, 120];

/** A textured gray picture; `change` is added to the pixels for which `where` holds. */
function picture(change = 0, where: (x: number, y: number) => boolean = () => true): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const texture = 100 + 40 * Math.sin(x / 9) * Math.cos(y / 7);
      data[y * WIDTH + x] = Math.round(texture + (where(x, y) ? change : 0));
    }
  }
  return data;
}
const plane = (data: Uint8Array, pitch = 1): LumaPlane => ({
  data,
  offset: 0,
  stride: WIDTH * pitch,
  pitch,
  width: WIDTH,
  height: HEIGHT,
});
const print = (data: Uint8Array) => fingerprint(plane(data));
const isMouth = (x: number, y: number): boolean => x > 50 && x < 110 && y > 80 && y < 100;

describe('a change of the picture', () => {
  it('is none between a picture and itself, and the same both ways', () => {
    const shift = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(shift, (change) => {
        const [a, b] = [print(picture()), print(picture(change, isMouth))];
        expect(changeBetween(a, a)).toBe(0);
        expect(changeBetween(a, b)).toBeCloseTo(changeBetween(b, a), 3);
      }),
    );
  });

  it('is none where only the light changes', () => {
    expect(changeBetween(print(picture()), print(picture(20)))).toBeLessThan(1);
  });

  it('is one where a mouth moves, and none by camera noise', () => {
    expect(changeBetween(print(picture()), print(picture(25, isMouth)))).toBeGreaterThan(CHANGE_THRESHOLD);
    // Sums of uniform numbers are nearly normal: a standard deviation of 6 gray levels, a poor camera.
    let seed = 1;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const noisy = picture().map((value) => value + 6 * (random() + random() + random() - 1.5) * 2);
    expect(changeBetween(print(picture()), print(noisy))).toBeLessThan(CHANGE_THRESHOLD);
  });

  it('is found in every layout alike', () => {
    const gray = picture(25, isMouth);
    const rgba = new Uint8Array(4 * gray.length);
    for (const [i, value] of gray.entries()) rgba.fill(value, 4 * i, 4 * i + 4);
    expect(fingerprint(plane(rgba, 4))).toEqual(print(gray));
  });
});

describe('a frame source', () => {
  let shown: Uint8Array;
  const closed = vi.fn();

  /** As Chromium's, for one I420 picture after the other. */
  class Processor {
    readonly readable = {
      getReader: () => ({
        read: async () => ({ done: false, value: videoFrame(shown) }),
        cancel: async () => {},
      }),
    };
  }
  function videoFrame(luma: Uint8Array) {
    const sizeOf = ({ rect }: { rect: DOMRectInit }): number => (rect.width! * rect.height! * 3) / 2;
    return {
      format: 'I420',
      visibleRect: { x: 0, y: 0, width: WIDTH, height: HEIGHT },
      allocationSize: sizeOf,
      close: closed,
      async copyTo(
        to: Uint8Array,
        { rect }: { rect: { x: number; y: number; width: number; height: number } },
      ) {
        const { x, y, width, height } = rect;
        for (let row = 0; row < height; row++) {
          const from = (y + row) * WIDTH + x;
          to.set(luma.subarray(from, from + width), row * width);
        }
        const size = width * height;
        return [
          { offset: 0, stride: width },
          { offset: size, stride: width / 2 },
          { offset: size * 1.25, stride: width / 2 },
        ];
      },
    };
  }

  beforeEach(() => {
    closed.mockClear();
    vi.stubGlobal('MediaStreamTrackProcessor', Processor);
    shown = picture();
  });
  afterEach(() => void vi.unstubAllGlobals());

  const part = { x: 40, y: 60, width: 80, height: 60 };
  const open = () => createFrameSource({} as MediaStreamTrack, () => 1);

  it('sends a picture only when the watched part has changed, or when it must', async () => {
    const source = open();
    const look = async (force = false) => {
      const answer = await source.readIfChanged!(null, { part, force });
      return answer === 'same' ? answer : answer?.width;
    };
    expect(await look()).toBe(WIDTH);
    expect(await look()).toBe('same');
    expect(await look(true)).toBe(WIDTH);
    shown = picture(60, (x, y) => x < 30 && y < 50);
    expect(await look()).toBe('same');
    shown = picture(40, isMouth);
    expect(await look()).toBe(WIDTH);
    expect(await look()).toBe('same');
    shown = picture();
    expect(await look()).toBe(WIDTH);
    expect(closed).toHaveBeenCalledTimes(7);
  });

  it('compares with the last picture that was sent, so that a slow change is seen too', async () => {
    const source = open();
    await source.readIfChanged!(null, { part, force: false });
    const answers: unknown[] = [];
    for (let change = 0; change < 60; change += 3) {
      shown = picture(change, isMouth);
      answers.push((await source.readIfChanged!(null, { part, force: false })) === 'same');
    }
    expect(answers.filter((same) => !same).length).toBeGreaterThanOrEqual(2);
    expect(answers[0]).toBe(true);
  });

  it('sends the picture where the watched part is another one, or is not in the picture', async () => {
    const source = open();
    const other = { ...part, x: 20 };
    const outside = { ...part, x: 140 };
    const answers = [];
    for (const each of [part, part, other, other, outside, outside]) {
      answers.push((await source.readIfChanged!(null, { part: each, force: false })) === 'same');
    }
    expect(answers).toEqual([false, true, false, true, false, false]);
  });
});
