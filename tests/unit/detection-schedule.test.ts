import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetectionSchedule } from '../../src/analysis/face/detection-schedule';

const SQUARE = { xCenter: 0.4, yCenter: 0.5, width: 0.2, height: 0.3, rotation: 0.1 };
const PART = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

describe('following', () => {
  it('looks for faces where none is followed, and beside them about once a second', () => {
    const following = createDetectionSchedule();
    const looks: number[] = [];
    for (let time = 0; time <= 2500; time += 100) {
      const picture = { time, trackingKey: 'call' };
      if (following.before(picture).detects) looks.push(time);
      following.after(picture, time < 300 ? [] : [SQUARE]);
    }
    expect(looks).toEqual([0, 100, 200, 300, 1200, 2100]);
  });

  it('knows the face in a part of the view, and does not look for others there', () => {
    const following = createDetectionSchedule();
    following.after({ time: 0, trackingKey: 'call' }, [SQUARE]);
    const { followed, detects } = following.before({ time: 5000, trackingKey: 'call', part: PART });
    expect(detects).toBe(false);
    expect(followed[0]!.xCenter).toBeCloseTo(0.3);
    expect(followed[0]!.width).toBeCloseTo(0.4);
    expect(followed[0]!.rotation).toBe(0.1);
  });

  it('comes back to the view where it left it, whatever the part', () => {
    const unit = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.record({ x: unit, y: unit, width: unit, height: unit }), (part) => {
        const following = createDetectionSchedule();
        following.after({ time: 0, trackingKey: 'call' }, [SQUARE]);
        const picture = { time: 100, trackingKey: 'call', part };
        following.after(picture, following.before(picture).followed);
        const [square] = following.before({ time: 200, trackingKey: 'call' }).followed;
        for (const key of ['xCenter', 'yCenter', 'width', 'height', 'rotation'] as const) {
          expect(square![key]).toBeCloseTo(SQUARE[key], 6);
        }
      }),
    );
  });

  it('keeps calls apart, and each one’s face while another is looked at', () => {
    const following = createDetectionSchedule();
    following.after({ time: 0, trackingKey: 'one' }, [SQUARE]);
    expect(following.before({ time: 0, trackingKey: 'two' }).followed).toEqual([]);
    expect(following.before({ time: 100, trackingKey: 'one' }).followed).toEqual([SQUARE]);
  });

  it('forgets the calls of long ago', () => {
    const following = createDetectionSchedule();
    following.after({ time: 0, trackingKey: 'old' }, [SQUARE]);
    for (let i = 0; i < 20; i++) following.before({ time: 0, trackingKey: `${i}` });
    expect(following.before({ time: 0, trackingKey: 'old' }).followed).toEqual([]);
  });

  it('looks again after a clock was set back', () => {
    const following = createDetectionSchedule();
    following.before({ time: 9000, trackingKey: 'call' });
    following.after({ time: 9000, trackingKey: 'call' }, [SQUARE]);
    expect(following.before({ time: 100, trackingKey: 'call' }).detects).toBe(true);
  });
});
