import { describe, expect, it } from 'vitest';
import { createRoiChooser } from '../../src/analysis/face/roi-chooser';
import type { Frame, RegionOfInterest } from '../../src/shared/types';

const frameOf = (width: number, height: number, region: RegionOfInterest | null, time: number): Frame => {
  const { factor: _, ...part } = region ?? { x: 0, y: 0, width, height, factor: undefined };
  return {
    width: 320,
    height: 180,
    data: new Uint8Array(0),
    time,
    region: part,
    sourceWidth: width,
    sourceHeight: height,
  };
};
const FAR = { x: 900, y: 500, width: 90, height: 90 };

it('a close-up is kept for a second in which its face is not found', () => {
  const regions = createRoiChooser();
  const close = regions.next([FAR], frameOf(1280, 720, null, 0));
  expect(close).not.toBeNull();
  expect(regions.next([], frameOf(1280, 720, close, 100))).toEqual(close);
  expect(regions.next([], frameOf(1280, 720, close, 900))).toEqual(close);
  expect(regions.next([], frameOf(1280, 720, close, 1000))).toBeNull();
});

it('without a face the whole picture and its middle take turns', () => {
  const regions = createRoiChooser();
  const middle = regions.next([], frameOf(1280, 720, null, 5000));
  expect(middle).toEqual({ x: 320, y: 180, width: 640, height: 360 });
  expect(regions.next([], frameOf(1280, 720, middle, 5500))).toBeNull();
  expect(regions.next([], frameOf(1280, 720, null, 6000))).toEqual(middle);
});

it('a small picture is always looked at as a whole', () => {
  const regions = createRoiChooser();
  expect(regions.next([], frameOf(320, 240, null, 0))).toBeNull();
});

it('after a reset nothing is kept', () => {
  const regions = createRoiChooser();
  const close = regions.next([FAR], frameOf(1280, 720, null, 0));
  regions.reset();
  expect(regions.next([], frameOf(1280, 720, close, 100))).toBeNull();
});

it('a clock that was set back keeps nothing', () => {
  const regions = createRoiChooser();
  const close = regions.next([FAR], frameOf(1280, 720, null, 9000));
  expect(regions.next([], frameOf(1280, 720, close, 100))).toBeNull();
});

describe('one face', () => {
  const FACE = { x: 500, y: 200, width: 200, height: 260 };
  const OTHER = { x: 100, y: 200, width: 180, height: 240 };
  const whole = (time: number): Frame => frameOf(1280, 720, null, time);

  it('is followed in close-ups, with a look at the whole picture every second', () => {
    const regions = createRoiChooser();
    let region = regions.next([FACE], whole(0));
    const wholes: number[] = [];
    for (let time = 100; time <= 3000; time += 100) {
      const frame = frameOf(1280, 720, region, time);
      expect(regions.viewOf(frame)).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
      if (region === null) wholes.push(time);
      region = regions.next([FACE], frame);
    }
    expect(wholes).toEqual([1000, 2000, 3000]);
  });

  it('that is lost in its close-up is looked for in the whole picture', () => {
    const regions = createRoiChooser();
    const close = regions.next([FACE], whole(0));
    expect(regions.next([], frameOf(1280, 720, close, 100))).toBeNull();
    expect(regions.next([], whole(200))).toEqual({ x: 320, y: 180, width: 640, height: 360 });
  });

  it('beside another one is looked at with it', () => {
    const regions = createRoiChooser();
    expect(regions.next([FACE, OTHER], whole(0))).toBeNull();
    expect(regions.next([FACE], whole(100))).not.toBeNull();
  });

  it('in a near view is followed in close-ups of that, and looked for there', () => {
    const regions = createRoiChooser();
    const back = { x: 800, y: 300, width: 120, height: 160 };
    const view = regions.next([back], whole(0));
    const close = regions.next([back], frameOf(1280, 720, view, 100));
    expect(close!.width).toBeLessThan(view!.width);
    expect(regions.viewOf(frameOf(1280, 720, close, 200))).toEqual(view);
    expect(regions.next([], frameOf(1280, 720, close, 200))).toEqual(view);
  });

  it('of a camera whose size has changed meanwhile is looked for anew', () => {
    const regions = createRoiChooser();
    const close = regions.next([FACE], whole(0));
    const large = frameOf(1920, 1080, close, 100);
    expect(regions.viewOf(large)).toEqual(large.region);
    expect(regions.next([FACE], large)).toBeNull();
  });

  it('in an answer from before a reset is no view of its own: others may be outside of it', () => {
    for (const [width, height, size] of [
      [1280, 720, 280],
      [640, 480, 200],
      [1920, 1080, 420],
    ] as const) {
      const face = { x: width / 2 - size / 2.5, y: height / 2 - size / 2, width: 0.8 * size, height: size };
      const regions = createRoiChooser();
      const outstanding = regions.next([face], frameOf(width, height, null, 0));
      expect(outstanding).not.toBeNull();
      regions.reset();
      expect(regions.next([face], frameOf(width, height, outstanding, 100))).toBeNull();
      // Another analysis knows just as little of it.
      expect(createRoiChooser().next([face], frameOf(width, height, outstanding, 100))).toBeNull();
    }
  });

  it('is looked at with all of its view about once a second, however seldom it is looked at', () => {
    for (const step of [300, 500, 600, 1000, 1500]) {
      const regions = createRoiChooser();
      let region: RegionOfInterest | null = null;
      let last = 0;
      for (let time = 0; time <= 10_000; time += step) {
        const frame = frameOf(1280, 720, region, time);
        if (region === null) {
          // How seldom is not known before the second frame.
          const most = last === 0 ? Math.max(2000, 2 * step) : Math.max(1000, step);
          expect(time - last, `every ${step} ms`).toBeLessThanOrEqual(most);
          last = time;
        }
        region = regions.next([FACE], frame);
      }
      expect(last).toBeGreaterThan(8000);
    }
  });

  it('is looked for in all of the picture when the clock was set back', () => {
    const regions = createRoiChooser();
    const close = regions.next([FACE], whole(5000));
    expect(regions.next([FACE], frameOf(1280, 720, close, 100))).toBeNull();
  });
});

describe('a near view', () => {
  const BACK = { x: 800, y: 300, width: 120, height: 160 };
  const GUEST = { x: 100, y: 300, width: 110, height: 150 };
  const AROUND = { around: true };

  it('is left for a look around about once a second, besides the other frames, and taken up again', () => {
    for (const step of [66, 125, 300, 500, 900, 1500]) {
      const regions = createRoiChooser();
      let region = regions.next([BACK], frameOf(1280, 720, null, 0), AROUND);
      const view = regions.viewOf(frameOf(1280, 720, region, 0));
      let last = 0;
      for (let time = step; time <= 10_000; time += step) {
        region = regions.next([BACK], frameOf(1280, 720, region, time), AROUND);
        if (!regions.wantsFullFrameCheck) continue;
        expect(region).toBeNull();
        const around = frameOf(1280, 720, null, time + 20);
        expect(regions.isFullFrameCheck(around)).toBe(true);
        expect(time + 20 - last, `every ${step} ms`).toBeLessThanOrEqual(Math.max(1000, step) + step + 20);
        last = time + 20;
        // With the face, or without it: it may be too small to be found in all of the picture.
        region = regions.next(time % 2 ? [BACK] : [], around, AROUND);
        expect(regions.wantsFullFrameCheck).toBe(false);
        expect(regions.isFullFrameCheck(frameOf(1280, 720, region, time + step))).toBe(false);
        expect(regions.viewOf(frameOf(1280, 720, region, time + step))).toEqual(view);
      }
      expect(last).toBeGreaterThan(8000 - step);
    }
  });

  it('is not left by who does not ask for that, nor without a face in it', () => {
    const regions = createRoiChooser();
    let region = regions.next([BACK], frameOf(1280, 720, null, 0));
    for (let time = 100; time <= 3000; time += 100) {
      region = regions.next([BACK], frameOf(1280, 720, region, time));
      expect(regions.wantsFullFrameCheck).toBe(false);
      expect(region).not.toBeNull();
    }
    regions.next([], frameOf(1280, 720, region, 3100), AROUND);
    expect(regions.wantsFullFrameCheck).toBe(false);
  });

  it('gives way to all of the picture where several people are in it and none may be left out', () => {
    const everyone = { around: true, everyone: true };
    const regions = createRoiChooser();
    expect(regions.next([BACK, GUEST], frameOf(1280, 720, null, 0), everyone)).toBeNull();
    let region = regions.next([BACK], frameOf(1280, 720, null, 100), everyone);
    expect(region).not.toBeNull();
    for (let time = 200; !regions.wantsFullFrameCheck; time += 100) {
      region = regions.next([BACK], frameOf(1280, 720, region, time), everyone);
    }
    expect(regions.next([BACK, GUEST], frameOf(1280, 720, null, 1500), everyone)).toBeNull();
    expect(regions.wantsFullFrameCheck).toBe(false);
    // Without a mask the others are nobody's business.
    const alone = createRoiChooser();
    expect(alone.next([BACK, GUEST], frameOf(1280, 720, null, 0), AROUND)).not.toBeNull();
  });
});
