import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cropFigures } from '../../src/analysis/face/crop-figures';
import { headPose } from '../../src/analysis/face/pose';
import { denoise } from '../../src/analysis/preprocess/denoise';
import type { Plane } from '../../src/analysis/preprocess/gray';
import { createQualityGate, type FaceView, flawOf, LASTING } from '../../src/analysis/temporal/quality';
import type { Landmark } from '../../src/shared/types';

const CLEAR: FaceView = {
  width: 150,
  certainty: 0.9999,
  yaw: 2,
  pitch: -5,
  mean: 115,
  contrast: 38,
  saturated: 0,
  sharpness: 0.4,
};
const DARK: FaceView = { ...CLEAR, mean: 20 };
const TURNED: FaceView = { ...CLEAR, yaw: -60 };

/** A face as an ellipsoid: the landmarks that matter, turned by yaw and pitch (degrees). */
function head(yaw: number, pitch: number, scale = 1): Landmark[] {
  const [a, b] = [(yaw * Math.PI) / 180, (pitch * Math.PI) / 180];
  const turn = (x: number, y: number, z: number): Landmark => {
    // Towards the right side of the picture: what is in front (negative z) moves right.
    const [x1, z1] = [x * Math.cos(a) - z * Math.sin(a), x * Math.sin(a) + z * Math.cos(a)];
    const [y1, z2] = [y * Math.cos(b) + z1 * Math.sin(b), -y * Math.sin(b) + z1 * Math.cos(b)];
    return { x: 300 + scale * x1, y: 200 + scale * y1, z: scale * z2 };
  };
  const points: Landmark[] = Array.from({ length: 468 }, () => turn(0, 0, -50));
  points[234] = turn(-70, 0, 20);
  points[454] = turn(70, 0, 20);
  points[10] = turn(0, -90, -10);
  points[152] = turn(0, 90, -10);
  return points;
}

/** The crop of the portrait in the fixtures, with every pixel changed by `f`. */
const portrait = readFileSync(fileURLToPath(new URL('../fixtures/portrait-48.bin', import.meta.url)));
const plane = (f: (value: number) => number): Plane => ({
  width: 48,
  height: 48,
  data: Float32Array.from(portrait, (value) => f(value)),
});

describe('the head pose', () => {
  it.each([
    [0, 0],
    [40, 0],
    [-40, 0],
    [0, 30],
    [0, -30],
  ])('of a head turned by %i and %i degrees', (yaw, pitch) => {
    const pose = headPose(head(yaw, pitch));
    expect(pose.yaw).toBeCloseTo(yaw, 0);
    expect(pose.pitch).toBeCloseTo(pitch, 0);
  });

  it('does not depend on how large the face is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (yaw, scale) => {
          expect(headPose(head(yaw, 10, scale)).yaw).toBeCloseTo(headPose(head(yaw, 10)).yaw, 6);
        },
      ),
    );
  });
});

describe('the figures of a crop', () => {
  it('are those of a flat one where it is flat', () => {
    expect(cropFigures(plane(() => 90))).toEqual({ mean: 90, contrast: 0, saturated: 0, sharpness: 0 });
    expect(cropFigures(plane(() => 240)).saturated).toBe(1);
  });

  it('know the sharpness whatever the light', () => {
    const { sharpness } = cropFigures(plane((value) => value));
    expect(cropFigures(plane((value) => 20 + value / 4)).sharpness).toBeCloseTo(sharpness, 5);
  });

  it('fall with every blur', () => {
    const face = plane((value) => value);
    const blurred = [0, 0.6, 1.2, 1.8].map((sigma) => cropFigures(denoise(face, sigma)).sharpness);
    expect(blurred).toEqual([...blurred].sort((a, b) => b - a));
    expect(blurred[3]).toBeLessThan(blurred[0]! / 3);
  });

  it('halve with half the light, all but the share of white', () => {
    const whole = cropFigures(plane((value) => value));
    const half = cropFigures(plane((value) => value / 2));
    expect(half.mean).toBeCloseTo(whole.mean / 2, 3);
    expect(half.contrast).toBeCloseTo(whole.contrast / 2, 3);
  });
});

describe('the flaw of a view', () => {
  it('is none for a good portrait', () => {
    expect(flawOf({ ...CLEAR, ...cropFigures(plane((value) => value)) })).toBeNull();
  });

  it.each([
    ['small', { width: 25 }],
    ['turned', { yaw: 55 }],
    ['turned', { yaw: -55 }],
    ['turned', { pitch: 45 }],
    ['turned', { pitch: -60 }],
    ['dark', { mean: 22 }],
    ['dark', { contrast: 3, mean: 60 }],
    ['bright', { contrast: 3, mean: 200 }],
    ['bright', { saturated: 0.6 }],
    ['blurred', { sharpness: 0.005 }],
  ])('%s: %j', (reason, change) => {
    expect(flawOf({ ...CLEAR, ...change })).toBe(reason);
  });

  it('is a cover where the mesh network doubts, unless the light, the pose or blur explain it', () => {
    const unsure = { ...CLEAR, certainty: 0.97 };
    expect(flawOf(unsure)).toBe('covered');
    expect(flawOf({ ...unsure, sharpness: 0.04 })).toBe('blurred');
    expect(flawOf({ ...CLEAR, sharpness: 0.04 })).toBeNull();
    expect(flawOf({ ...unsure, mean: 20 })).toBe('dark');
    expect(flawOf({ ...unsure, yaw: -60 })).toBe('turned');
  });

  it('never appears by coming closer', () => {
    const view = fc.record({
      width: fc.double({ min: 1, max: 600, noNaN: true }),
      nearer: fc.double({ min: 0, max: 600, noNaN: true }),
    });
    fc.assert(
      fc.property(view, ({ width, nearer }) => {
        if (flawOf({ ...CLEAR, width }) === null)
          expect(flawOf({ ...CLEAR, width: width + nearer })).toBeNull();
      }),
    );
  });
});

/** The gate fed with one view after another, `step` milliseconds apart. */
function feed(views: readonly (FaceView | null)[], step: number, start = 1e12) {
  const gate = createQualityGate();
  return views.map((view, i) => gate.update(view, start + i * step));
}

const times = (count: number, view: FaceView | null): (FaceView | null)[] => Array(count).fill(view);

describe('the gate', () => {
  it('stays open for a glance away, but does not take it for evidence', () => {
    const states = feed([CLEAR, ...times(4, TURNED), CLEAR], 100);
    expect(states.every(({ quality }) => quality.ok)).toBe(true);
    expect(states.map(({ usable }) => usable)).toEqual([true, false, false, false, false, true]);
  });

  it.each([200, 100, 33])('closes and opens after half a second, at one frame in %i ms', (step) => {
    const count = 1 + Math.ceil(2000 / step);
    const states = feed([...times(count, DARK), ...times(count, CLEAR)], step);
    const closed = states.findIndex(({ quality }) => !quality.ok);
    const opened = states.findIndex(({ quality }, i) => i > closed && quality.ok);
    expect(states[closed]!.quality).toEqual({ ok: false, reason: 'dark' });
    for (const after of [closed * step, (opened - count) * step]) {
      expect(after).toBeGreaterThanOrEqual(LASTING);
      expect(after).toBeLessThan(LASTING + step);
    }
  });

  it('never flickers: two changes are half a second apart', () => {
    const views = fc.array(fc.constantFrom(CLEAR, DARK, TURNED, null), { maxLength: 80 });
    fc.assert(
      fc.property(views, fc.integer({ min: 20, max: 400 }), (list, step) => {
        const states = feed(list, step);
        let changed = -1;
        states.forEach(({ quality, usable }, i) => {
          if (usable) expect(quality.ok && list[i] === CLEAR).toBe(true);
          if (i === 0 || quality.ok === states[i - 1]!.quality.ok) return;
          if (changed >= 0) expect((i - changed) * step).toBeGreaterThanOrEqual(LASTING);
          changed = i;
        });
      }),
    );
  });

  it('says at once when another reason takes over', () => {
    const states = feed([...times(8, DARK), TURNED], 100);
    expect(states.at(-1)!.quality).toEqual({ ok: false, reason: 'turned' });
  });

  it('judges anew after sleep and after a reset', () => {
    const gate = createQualityGate();
    for (let t = 0; t <= 600; t += 100) gate.update(DARK, t);
    expect(gate.update(CLEAR, 600_000)).toEqual({ quality: { ok: true }, usable: true });
    for (let t = 0; t <= 600; t += 100) gate.update(DARK, 700_000 + t);
    gate.reset();
    expect(gate.update(CLEAR, 700_650)).toEqual({ quality: { ok: true }, usable: true });
  });

  it('takes no garbage for evidence', () => {
    const gate = createQualityGate();
    gate.update(CLEAR, 1000);
    expect(gate.update({ ...CLEAR, yaw: Number.NaN }, 1100).usable).toBe(false);
    expect(gate.update(CLEAR, Number.NaN).usable).toBe(false);
    expect(gate.update(CLEAR, 1050).usable).toBe(false);
    expect(gate.update(CLEAR, 1200)).toEqual({ quality: { ok: true }, usable: true });
  });
});
