import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFaceTracker } from '../../src/analysis/face/track-faces';
import { boundingBox, iou } from '../../src/shared/rect';
import type { Landmark, Rect } from '../../src/shared/types';

const mesh = ({ x, y, width, height }: Rect): Landmark[] => [
  { x, y, z: 0 },
  { x: x + width, y: y + height, z: 0 },
  { x: x + width / 2, y: y + height / 3, z: 0 },
];
const square = (x: number, side: number): Rect => ({ x, y: 50, width: side, height: side });
const PICTURE = { width: 640, height: 480 };
const number = fc.integer({ min: 1, max: 400 });
const rect = fc.record({ x: number, y: number, width: number, height: number });

describe('boundingBox', () => {
  it('is the smallest rectangle around the points', () => {
    fc.assert(fc.property(rect, (box) => void expect(boundingBox(mesh(box))).toEqual(box)));
  });
});

describe('overlap', () => {
  it('is a share, the same both ways, 1 with itself', () => {
    fc.assert(
      fc.property(rect, rect, (a, b) => {
        expect(iou(a, b)).toBeGreaterThanOrEqual(0);
        expect(iou(a, b)).toBeLessThanOrEqual(1);
        expect(iou(a, b)).toBe(iou(b, a));
        expect(iou(a, a)).toBe(1);
      }),
    );
  });

  it('is a third of two squares that share their halves, 0 of neighbours', () => {
    expect(iou(square(0, 100), { ...square(50, 100) })).toBeCloseTo(1 / 3);
    expect(iou(square(0, 100), square(100, 100))).toBe(0);
  });
});

describe('the face tracker', () => {
  it('lists faces largest first and keeps their numbers when they swap places in the list', () => {
    const tracker = createFaceTracker(600);
    const first = tracker.update([square(0, 100), square(300, 60)].map(mesh), 0, PICTURE);
    const [near, far] = first.map((face) => face.track);
    expect(near).not.toBe(far);
    const swapped = tracker.update([square(300, 60), square(0, 100)].map(mesh), 0, PICTURE);
    expect(swapped.map((face) => face.track)).toEqual([near, far]);
    const grown = tracker.update([square(10, 70), square(290, 90)].map(mesh), 0, PICTURE);
    expect(grown.map((face) => face.track)).toEqual([far, near]);
    expect(grown.map((face) => face.box.width)).toEqual([90, 70]);
  });

  it('of two people of about the same size goes on with the one it began with, until somebody is clearly larger', () => {
    const size = fc.integer({ min: 90, max: 109 });
    fc.assert(
      fc.property(fc.array(fc.tuple(size, size), { minLength: 1 }), (sizes) => {
        const tracker = createFaceTracker(1000);
        const both = (a: number, b: number, time: number) =>
          tracker.update([mesh(square(50, a)), mesh(square(400, b))], time, PICTURE);
        const [user] = both(110, 100, 0);
        let time = 0;
        for (const [a, b] of sizes) {
          time += 100;
          expect(both(a, b, time)[0]!.track).toBe(user!.track);
        }
        // A hand before the face for a frame, and it is the user's again.
        tracker.update([], time + 100, PICTURE);
        expect(both(95, 105, time + 200)[0]!.track).toBe(user!.track);
        expect(both(95, 140, time + 300)[0]!.track).not.toBe(user!.track);
      }),
    );
  });

  it('begins anew with the largest after a reset', () => {
    const tracker = createFaceTracker(1000);
    tracker.update([mesh(square(50, 100))], 0, PICTURE);
    tracker.reset();
    const [first] = tracker.update([mesh(square(50, 100)), mesh(square(400, 110))], 100, PICTURE);
    expect(first!.box.width).toBe(110);
  });

  it('keeps the numbers when the site changes the size of the camera picture', () => {
    const tracker = createFaceTracker(600);
    const face = { x: 560, y: 200, width: 240, height: 320 };
    const half = { x: 280, y: 100, width: 120, height: 160 };
    const [large] = tracker.update([mesh(face)], 0, { width: 1280, height: 720 });
    const [small] = tracker.update([mesh(half)], 100, { width: 640, height: 360 });
    expect(small!.track).toBe(large!.track);
    expect(small!.box).toEqual(half);
  });

  it('never gives one number to two faces', () => {
    fc.assert(
      fc.property(fc.array(fc.array(rect, { maxLength: 4 }), { maxLength: 6 }), (frames) => {
        const tracker = createFaceTracker(600);
        for (const faces of frames) {
          const tracks = tracker.update(faces.map(mesh), 0, PICTURE).map((face) => face.track);
          expect(new Set(tracks).size).toBe(faces.length);
        }
      }),
    );
  });

  it('follows a face that moves a little, and takes one that appears elsewhere for another', () => {
    const tracker = createFaceTracker(600);
    const [start] = tracker.update([mesh(square(0, 100))], 0, PICTURE);
    const [moved] = tracker.update([mesh(square(30, 100))], 0, PICTURE);
    const [other] = tracker.update([mesh(square(250, 100))], 0, PICTURE);
    expect(moved!.track).toBe(start!.track);
    expect(other!.track).not.toBe(start!.track);
  });

  it('follows a face that is looked at seldom, but not through a sleep', () => {
    const tracker = createFaceTracker(600);
    const tracks = [0, 1000, 2500, 10_000].map(
      (time) => tracker.update([mesh(square(0, 100))], time, PICTURE)[0]!.track,
    );
    expect(new Set(tracks.slice(0, 3)).size).toBe(1);
    expect(tracks[3]).not.toBe(tracks[0]);
  });

  it('takes a face that comes back where it was for the same one, unless it was away for long', () => {
    const tracker = createFaceTracker(600);
    const trackAt = (time: number) => tracker.update([mesh(square(0, 100))], time, PICTURE)[0]!.track;
    const first = trackAt(0);
    tracker.update([], 100, PICTURE);
    tracker.update([], 500, PICTURE);
    expect(trackAt(600)).toBe(first);
    tracker.update([], 700, PICTURE);
    const second = trackAt(1201);
    expect(second).not.toBe(first);
    tracker.reset();
    expect(trackAt(1300)).not.toBe(second);
  });
});
