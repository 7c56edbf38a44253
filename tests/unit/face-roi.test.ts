import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceRoi } from '../../src/analysis/face/face-roi';
import { LARGEST_PART } from '../../src/shared/messages/frame-parts';
import { shrinkFactor } from '../../src/shared/pixels/decimate';

const camera = fc.constantFrom(
  [320, 240],
  [640, 480],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [720, 1280],
  [1281, 721],
) as fc.Arbitrary<[number, number]>;
/** A face of 3 to 100 % of the height, anywhere in a view that may be a part of the picture. */
const scene = fc
  .record({
    camera,
    size: fc.double({ min: 0.03, max: 1, noNaN: true }),
    slim: fc.double({ min: 0.6, max: 1.2, noNaN: true }),
    at: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    begins: fc.constantFrom(0, 64),
  })
  .map(({ camera: [width, height], size, slim, at, begins }) => {
    const view = { x: begins, y: begins, width, height };
    const [w, h] = [Math.min(slim * size * height, width), size * height];
    const face = {
      x: begins + at[0] * (width - w),
      y: begins + at[1] * (height - h),
      width: w,
      height: h,
    };
    return { view, face };
  });

describe('a close-up', () => {
  it('lies in its view, and comes out in even numbers of shrunk pixels', () => {
    fc.assert(
      fc.property(scene, ({ view, face }) => {
        const region = faceRoi(face, view);
        if (region === null) return;
        const { x, y, width, height, factor } = region;
        expect((x % 2) + (y % 2) + (width % (2 * factor!)) + (height % (2 * factor!))).toBe(0);
        expect(Math.min(x - view.x, y - view.y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(view.x + view.width);
        expect(y + height).toBeLessThanOrEqual(view.y + view.height);
      }),
    );
  });

  it('fits one message, and is less than its view', () => {
    fc.assert(
      fc.property(scene, ({ view, face }) => {
        const region = faceRoi(face, view);
        if (region === null) return;
        const bytes = (1.5 * (region.width * region.height)) / region.factor! ** 2;
        expect(bytes).toBeLessThanOrEqual(LARGEST_PART);
        const all = (1.5 * (view.width * view.height)) / shrinkFactor(view.width) ** 2;
        expect(bytes).toBeLessThan(all);
      }),
    );
  });

  it('holds what the mesh network sees of a face, as far as the view does', () => {
    fc.assert(
      fc.property(scene, ({ view, face }) => {
        const region = faceRoi(face, view);
        if (region === null) return;
        // Sides are cut to whole shrunk pixels, at the right and at the bottom.
        const slack = Math.max(24, 2 * region.factor!) + 2;
        const half = (1.5 * Math.max(face.width, face.height)) / 2;
        const [across, down] = [face.x + face.width / 2, face.y + face.height / 2];
        expect(region.x).toBeLessThanOrEqual(Math.max(across - half, view.x) + 2);
        expect(region.y).toBeLessThanOrEqual(Math.max(down - half, view.y) + 2);
        const [right, bottom] = [view.x + view.width, view.y + view.height];
        expect(region.x + region.width).toBeGreaterThanOrEqual(Math.min(across + half, right) - slack);
        expect(region.y + region.height).toBeGreaterThanOrEqual(Math.min(down + half, bottom) - slack);
      }),
    );
  });

  it('shows a usual face no smaller than the networks can use', () => {
    const camera = { x: 0, y: 0, width: 1280, height: 720 };
    for (const height of [120, 200, 250, 300, 400, 600]) {
      const region = faceRoi({ x: 500, y: 60, width: 0.78 * height, height }, camera)!;
      expect(height / region.factor!).toBeGreaterThan(58);
    }
  });
});
