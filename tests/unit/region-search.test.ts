import { expect, it } from 'vitest';
import { createRegionChooser } from '../../src/face/region-search';
import type { Frame, Rect } from '../../src/types';

const frameOf = (width: number, height: number, region: Rect | null, time: number): Frame => {
  const part = region ?? { x: 0, y: 0, width, height };
  return {
    ...{ width: 320, height: 180, data: new Uint8Array(0), time },
    ...{ region: part, sourceWidth: width, sourceHeight: height },
  };
};
const FAR = { x: 900, y: 500, width: 90, height: 90 };

it('a close-up is kept for a second in which its face is not found', () => {
  const regions = createRegionChooser();
  const close = regions.next(FAR, frameOf(1280, 720, null, 0));
  expect(close).not.toBeNull();
  expect(regions.next(null, frameOf(1280, 720, close, 100))).toEqual(close);
  expect(regions.next(null, frameOf(1280, 720, close, 900))).toEqual(close);
  expect(regions.next(null, frameOf(1280, 720, close, 1000))).toBeNull();
});

it('without a face the whole picture and its middle take turns', () => {
  const regions = createRegionChooser();
  const middle = regions.next(null, frameOf(1280, 720, null, 5000));
  expect(middle).toEqual({ x: 320, y: 180, width: 640, height: 360 });
  expect(regions.next(null, frameOf(1280, 720, middle, 5500))).toBeNull();
  expect(regions.next(null, frameOf(1280, 720, null, 6000))).toEqual(middle);
});

it('a small picture is always looked at as a whole', () => {
  const regions = createRegionChooser();
  expect(regions.next(null, frameOf(320, 240, null, 0))).toBeNull();
});

it('after a reset nothing is kept', () => {
  const regions = createRegionChooser();
  const close = regions.next(FAR, frameOf(1280, 720, null, 0));
  regions.reset();
  expect(regions.next(null, frameOf(1280, 720, close, 100))).toBeNull();
});

it('a clock that was set back keeps nothing', () => {
  const regions = createRegionChooser();
  const close = regions.next(FAR, frameOf(1280, 720, null, 9000));
  expect(regions.next(null, frameOf(1280, 720, close, 100))).toBeNull();
});
