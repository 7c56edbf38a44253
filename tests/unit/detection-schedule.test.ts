import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetectionSchedule } from '../../src/analysis/face/detection-schedule';

const SQUARE = { xCenter: 0.4, yCenter: 0.5, width: 0.2, height: 0.3, rotation: 0.1 };
/** The same everywhere, but for a part of `side` pixels at the left that is brighter. */
function pictureWith(side = 0, more = 0) {
  const [width, height] = [64, 48];
  const data = new Uint8Array(width * height * 1.5).fill(100);
  for (let y = 0; y < side; y++) data.fill(100 + more, y * width, y * width + side);
  return { width, height, data };
}
const PICTURE = pictureWith();
const PART = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

describe('following', () => {
  /** Times at which the detector runs, of pictures every 100 ms. */
  function looksOf(
    until: number,
    at: (time: number) => Partial<Parameters<ReturnType<typeof createDetectionSchedule>['before']>[0]>,
    squares: (time: number) => readonly (typeof SQUARE)[] = () => [SQUARE],
  ): number[] {
    const following = createDetectionSchedule();
    const looks: number[] = [];
    for (let time = 0; time <= until; time += 100) {
      const picture = { ...PICTURE, time, trackingKey: 'call', ...at(time) };
      if (following.before(picture).detects) looks.push(time);
      following.after(picture, squares(time));
    }
    return looks;
  }

  it('looks for faces where none is followed, then about once a second, and less often where nothing changes', () => {
    const looks = looksOf(
      9500,
      () => ({}),
      (time) => (time < 300 ? [] : [SQUARE]),
    );
    expect(looks).toEqual([0, 100, 200, 300, 1200, 5700]);
  });

  it('looks about once a second where something changes beside the face, a mask covers everybody, or there are two', () => {
    const everySecond = [0, 900, 1800, 2700];
    const moving = (time: number) => pictureWith(12, time % 2000 < 1000 ? 0 : 60);
    expect(looksOf(3000, moving)).toEqual(everySecond);
    expect(looksOf(3000, () => ({ everyone: true }))).toEqual(everySecond);
    const two = [SQUARE, { ...SQUARE, xCenter: 0.8 }];
    expect(
      looksOf(
        3000,
        () => ({}),
        () => two,
      ),
    ).toEqual(everySecond);
  });

  it('looks at the next second where somebody comes in, and takes neither light nor the own body for that', () => {
    const entering = (time: number) => pictureWith(12, time < 2000 ? 0 : 60);
    expect(looksOf(4500, entering)).toEqual([0, 900, 2700]);
    const brighter = (time: number) => {
      const { data, ...size } = PICTURE;
      return { ...size, data: data.map((value) => value + time / 100) };
    };
    expect(looksOf(4500, brighter)).toEqual([0, 900]);
    const body = (time: number) => {
      const data = PICTURE.data.slice();
      for (let y = 24; y < 48; y++) data.fill(time % 2000 < 1000 ? 20 : 200, y * 64 + 20, y * 64 + 30);
      return { ...PICTURE, data };
    };
    expect(looksOf(4500, body)).toEqual([0, 900]);
  });

  it('knows the face in a part of the view, and does not look for others there', () => {
    const following = createDetectionSchedule();
    following.after({ ...PICTURE, time: 0, trackingKey: 'call' }, [SQUARE]);
    const { followed, detects } = following.before({
      ...PICTURE,
      time: 5000,
      trackingKey: 'call',
      part: PART,
    });
    expect(detects).toBeNull();
    expect(followed[0]!.xCenter).toBeCloseTo(0.3);
    expect(followed[0]!.width).toBeCloseTo(0.4);
    expect(followed[0]!.rotation).toBe(0.1);
  });

  it('comes back to the view where it left it, whatever the part', () => {
    const unit = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.record({ x: unit, y: unit, width: unit, height: unit }), (part) => {
        const following = createDetectionSchedule();
        following.after({ ...PICTURE, time: 0, trackingKey: 'call' }, [SQUARE]);
        const picture = { ...PICTURE, time: 100, trackingKey: 'call', part };
        following.after(picture, following.before(picture).followed);
        const [square] = following.before({ ...PICTURE, time: 200, trackingKey: 'call' }).followed;
        for (const key of ['xCenter', 'yCenter', 'width', 'height', 'rotation'] as const) {
          expect(square![key]).toBeCloseTo(SQUARE[key], 6);
        }
      }),
    );
  });

  it('keeps calls apart, and each one’s face while another is looked at', () => {
    const following = createDetectionSchedule();
    following.after({ ...PICTURE, time: 0, trackingKey: 'one' }, [SQUARE]);
    expect(following.before({ ...PICTURE, time: 0, trackingKey: 'two' }).followed).toEqual([]);
    expect(following.before({ ...PICTURE, time: 100, trackingKey: 'one' }).followed).toEqual([SQUARE]);
  });

  it('forgets the calls of long ago', () => {
    const following = createDetectionSchedule();
    following.after({ ...PICTURE, time: 0, trackingKey: 'old' }, [SQUARE]);
    for (let i = 0; i < 20; i++) following.before({ ...PICTURE, time: 0, trackingKey: `${i}` });
    expect(following.before({ ...PICTURE, time: 0, trackingKey: 'old' }).followed).toEqual([]);
  });

  it('looks again after a clock was set back', () => {
    const following = createDetectionSchedule();
    following.before({ ...PICTURE, time: 9000, trackingKey: 'call' });
    following.after({ ...PICTURE, time: 9000, trackingKey: 'call' }, [SQUARE]);
    expect(following.before({ ...PICTURE, time: 100, trackingKey: 'call' }).detects).not.toBeNull();
  });

  it('takes its time over a look around for others, and none where nobody or somebody new is there, or a mask waits', () => {
    const following = createDetectionSchedule();
    const kindAt = (time: number, more = {}) => {
      const picture = { ...pictureWith(12, time % 2000), time, trackingKey: 'call', ...more };
      const { detects } = following.before(picture);
      following.after(picture, [SQUARE]);
      return detects;
    };
    expect(kindAt(0)).toBe('now');
    expect(kindAt(100)).toBeNull();
    expect(kindAt(1100)).toBe('soon');
    expect(kindAt(2200, { everyone: true })).toBe('now');
    expect(kindAt(3300, { atOnce: true })).toBe('now');
    expect(kindAt(4400)).toBe('soon');
    following.detected('call', [{ ...SQUARE, xCenter: 0.41 }]);
    expect(following.seeks('call')).toBe(false);
    following.detected('call', [{ ...SQUARE, xCenter: 0.8 }]);
    expect(following.seeks('call')).toBe(true);
    expect(kindAt(4500, { part: PART })).toBeNull();
    expect(kindAt(4600)).toBe('now');
    expect(following.seeks('call')).toBe(false);
    expect(kindAt(4700)).toBeNull();
  });
});
