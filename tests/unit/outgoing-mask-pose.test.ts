import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createMaskTracker, type MaskPose } from '../../src/call/outgoing/drawing/mask-pose';
import { covers as isCovered, maskPlacement } from '../../src/call/outgoing/drawing/place';
import type { FaceReading, Rect } from '../../src/shared/types';
import { mostly } from './support/probabilities';

vi.setConfig({ testTimeout: 60_000 });

const WIDTH = 1280;
const HEIGHT = 720;

const face = (box: Rect, track = 1, roll = 0): FaceReading => ({
  track,
  box,
  roll,
  probabilities: mostly('happy'),
});
const boxAt = (x: number, y: number, side = 0.2): Rect => ({
  x: x - side / 2,
  y: y - side / 2,
  width: side,
  height: side,
});

const covers = (box: Rect, pose: MaskPose): boolean =>
  isCovered(maskPlacement(pose, WIDTH, HEIGHT), box, WIDTH, HEIGHT);

describe('the mask', () => {
  it('knows nothing at first: everything is to be covered', () => {
    expect(createMaskTracker().at(0)).toBeNull();
    const tracker = createMaskTracker();
    tracker.read(0, []);
    expect(tracker.at(10)).toBeNull();
  });

  it('is there again at once when the clock was set back', () => {
    const tracker = createMaskTracker();
    tracker.read(600_000, [face(boxAt(0.5, 0.5))]);
    tracker.read(1000, [face(boxAt(0.4, 0.5))]);
    expect(tracker.at(1050)).toHaveLength(1);
    // Late by a little is no clock that was set back.
    tracker.read(900, []);
    expect(tracker.at(1050)).toHaveLength(1);
  });

  it('covers the face that was read, wherever and however large', () => {
    const place = fc.double({ min: 0, max: 1, noNaN: true });
    const side = fc.double({ min: 0.05, max: 0.8, noNaN: true });
    fc.assert(
      fc.property(place, place, side, side, (x, y, width, height) => {
        const box = { x: x - width / 2, y: y - height / 2, width, height };
        const tracker = createMaskTracker();
        tracker.read(1000, [face(box)]);
        const [pose] = tracker.at(1100)!;
        expect(covers(box, pose!)).toBe(true);
      }),
    );
  });

  it('covers a face that sways, between readings that come late', () => {
    const sway = fc.record({
      // In faces. Over by a whole face and back in 2.5 s: lively for somebody who sits before a camera.
      amplitude: fc.double({ min: 0, max: 0.5, noNaN: true }),
      period: fc.double({ min: 2500, max: 8000, noNaN: true }),
      every: fc.integer({ min: 100, max: 250 }),
      late: fc.integer({ min: 20, max: 120 }),
      side: fc.double({ min: 0.15, max: 0.4, noNaN: true }),
    });
    fc.assert(
      fc.property(sway, ({ amplitude, period, every, late, side }) => {
        const at = (t: number): Rect =>
          boxAt(0.5 + side * amplitude * Math.sin((2 * Math.PI * t) / period), 0.5, side);
        const tracker = createMaskTracker();
        let captured = 0;
        for (let now = 0; now < 9000; now += 33) {
          while (captured + late <= now) {
            tracker.read(captured, [face(at(captured))]);
            captured += every;
          }
          const poses = tracker.at(now);
          if (now > late + 33) expect(poses).not.toBeNull();
          if (poses) expect(covers(at(now), poses[0]!)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('follows roll the short way round', () => {
    const tracker = createMaskTracker();
    const box = boxAt(0.5, 0.5);
    for (let i = 0; i < 20; i++) tracker.read(i * 100, [face(box, 1, i % 2 === 0 ? 3.1 : -3.1)]);
    const { roll } = tracker.at(1950)![0]!;
    expect(Math.abs(Math.cos(roll) - Math.cos(Math.PI))).toBeLessThan(0.01);
  });

  it('stays over a short gap, and is lost after a longer one', () => {
    const tracker = createMaskTracker();
    tracker.read(1000, [face(boxAt(0.5, 0.5))]);
    tracker.read(1100, []);
    expect(tracker.at(1200)).toHaveLength(1);
    tracker.read(1300, []);
    expect(tracker.at(1301)).toBeNull();
    tracker.read(1400, [face(boxAt(0.5, 0.5))]);
    expect(tracker.at(1450)).toHaveLength(1);
  });

  it('is lost where readings stop, and where the clock jumps', () => {
    const tracker = createMaskTracker();
    tracker.read(5000, [face(boxAt(0.5, 0.5))]);
    expect(tracker.at(5900)).not.toBeNull();
    expect(tracker.at(6001)).toBeNull();
    expect(tracker.at(3000)).toBeNull();
    tracker.reset();
    expect(tracker.at(5000)).toBeNull();
  });

  it('grows the longer nothing is known, and the faster the face was', () => {
    const growth = (speed: number, age: number): number => {
      const tracker = createMaskTracker();
      for (let i = 0; i <= 10; i++) tracker.read(i * 100, [face(boxAt(0.3 + speed * i * 0.1, 0.5))]);
      return tracker.at(1000 + age)![0]!.growth;
    };
    expect(growth(0, 0)).toBe(1);
    expect(growth(0, 400)).toBeGreaterThan(growth(0, 200));
    expect(growth(0.2, 200)).toBeGreaterThan(growth(0, 200));
    expect(growth(0.5, 990)).toBeLessThanOrEqual(1.8);
  });

  it('covers everybody, and somebody who is no longer found for a while', () => {
    const tracker = createMaskTracker();
    const [left, right] = [boxAt(0.25, 0.5, 0.3), boxAt(0.75, 0.5)];
    tracker.read(1000, [face(left, 1), face(right, 2)]);
    expect(tracker.at(1000)!.map((pose) => pose.own)).toEqual([true, false]);
    tracker.read(1100, [face(right, 2)]);
    expect(tracker.at(1100)!.some((pose) => covers(left, pose))).toBe(true);
    for (let time = 1200; time < 4000; time += 100) tracker.read(time, [face(right, 2)]);
    expect(tracker.at(4000)).toHaveLength(1);
  });

  it('takes a face with a new number for the old one where nobody else is there', () => {
    const tracker = createMaskTracker();
    tracker.read(1000, [face(boxAt(0.2, 0.5), 1)]);
    tracker.read(1100, [face(boxAt(0.8, 0.5), 2)]);
    const poses = tracker.at(1100)!;
    expect(poses).toHaveLength(1);
    expect(covers(boxAt(0.8, 0.5), poses[0]!)).toBe(true);
  });

  it('never gives a number that is none, whatever is read', () => {
    const box = fc.record({
      x: fc.double({ min: -1, max: 2, noNaN: true }),
      y: fc.double({ min: -1, max: 2, noNaN: true }),
      width: fc.double({ min: 0.001, max: 1, noNaN: true }),
      height: fc.double({ min: 0.001, max: 1, noNaN: true }),
    });
    const step = fc.record({
      time: fc.integer({ min: 0, max: 5000 }),
      faces: fc.array(fc.tuple(box, fc.integer({ min: 1, max: 4 })), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const tracker = createMaskTracker();
        let newest = 0;
        for (const { time, faces } of steps) {
          tracker.read(
            time,
            faces.map(([each, track]) => face(each, track)),
          );
          newest = Math.max(newest, time);
          for (const pose of tracker.at(newest + 10) ?? []) {
            const { x, y, side, roll } = maskPlacement(pose, WIDTH, HEIGHT);
            expect([x, y, side, roll].every(Number.isFinite)).toBe(true);
            expect(pose.growth).toBeGreaterThanOrEqual(1);
          }
        }
      }),
    );
  });
});
