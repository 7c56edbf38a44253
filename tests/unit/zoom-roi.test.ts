import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoomRoi } from '../../src/analysis/face/zoom-roi';
import { shrinkFactor } from '../../src/shared/pixels/decimate';
import type { Frame, Rect } from '../../src/shared/types';

/** The frame that the camera gives when asked for a region. */
function frameOf(sourceWidth: number, sourceHeight: number, asked: Rect | null): Frame {
  const region = asked ?? { x: 0, y: 0, width: sourceWidth, height: sourceHeight };
  const factor = shrinkFactor(region.width);
  const width = 2 * Math.floor(region.width / factor / 2);
  const height = 2 * Math.floor(region.height / factor / 2);
  return { width, height, data: new Uint8Array(0), time: 0, region, sourceWidth, sourceHeight };
}

const camera = fc.constantFrom(
  [640, 480],
  [640, 360],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [720, 1280],
  [1281, 721],
) as fc.Arbitrary<[number, number]>;
/** A face of 5 to 60 % of the height, anywhere in the picture. */
const scene = fc
  .record({ camera, size: fc.double({ min: 0, max: 0.6, noNaN: true }), x: fc.nat(1000), y: fc.nat(1000) })
  .map(({ camera: [width, height], size, x, y }) => {
    const side = Math.min(size * height, width * 0.8);
    const face = { width: side * 0.8, height: side };
    return {
      width,
      height,
      face: { ...face, x: (x / 1000) * (width - face.width), y: (y / 1000) * (height - face.height) },
    };
  });

describe('regionFor', () => {
  it('asks for the whole picture without a face, for a large face, and from a small camera', () => {
    const face = { x: 300, y: 200, width: 400, height: 400 };
    expect(zoomRoi(null, frameOf(1280, 720, null))).toBeNull();
    expect(zoomRoi(face, frameOf(1280, 720, null))).toBeNull();
    expect(zoomRoi({ ...face, width: 20, height: 20 }, frameOf(320, 240, null))).toBeNull();
  });

  it('does not ask for a part that is shrunk as much as the whole', () => {
    const face = { x: 200, y: 150, width: 120, height: 170 };
    expect(zoomRoi(face, frameOf(640, 480, null))).toBeNull();
  });

  it('asks for an even part within the picture that holds the whole face', () => {
    fc.assert(
      fc.property(scene, ({ width, height, face }) => {
        const region = zoomRoi(face, frameOf(width, height, null));
        if (region === null) return;
        const values = [region.x, region.y, region.width, region.height];
        expect(values.every((value) => value >= 0 && value % 2 === 0)).toBe(true);
        expect(Math.min(region.width, region.height)).toBeGreaterThan(0);
        expect(region.x + region.width).toBeLessThanOrEqual(width);
        expect(region.y + region.height).toBeLessThanOrEqual(height);
        expect(face.x).toBeGreaterThanOrEqual(region.x - 2);
        expect(face.y).toBeGreaterThanOrEqual(region.y - 2);
        expect(face.x + face.width).toBeLessThanOrEqual(region.x + region.width + 2);
        expect(face.y + face.height).toBeLessThanOrEqual(region.y + region.height + 2);
      }),
    );
  });

  it('shows a far face larger than the whole picture would', () => {
    const far = { x: 900, y: 300, width: 100, height: 120 };
    const zoomed = frameOf(1920, 1080, zoomRoi(far, frameOf(1920, 1080, null)));
    expect(zoomed.width / zoomed.region.width).toBeGreaterThan(2 * (320 / 1920));
  });

  it('comes to rest on a face that holds still: no jumping between near and far', () => {
    fc.assert(
      fc.property(scene, ({ width, height, face }) => {
        const first = zoomRoi(face, frameOf(width, height, null));
        const second = zoomRoi(face, frameOf(width, height, first));
        const third = zoomRoi(face, frameOf(width, height, second));
        expect(second).toEqual(first);
        expect(third).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });

  it('stays where it is while a face at the edge of the picture trembles', () => {
    const trembling = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(scene, trembling, ({ width, height, face }, sizes) => {
        const first = zoomRoi(face, frameOf(width, height, null));
        if (first === null) return;
        for (const more of sizes) {
          const now = { ...face, width: face.width + more / 2, height: face.height + more };
          expect(zoomRoi(now, frameOf(width, height, first))).toEqual(first);
        }
      }),
    );
  });

  it('stays where it is while the face moves a little', () => {
    const face = { x: 900, y: 500, width: 100, height: 120 };
    const region = zoomRoi(face, frameOf(1920, 1080, null));
    const moved = { ...face, x: face.x + 15, y: face.y - 10, width: 104 };
    expect(zoomRoi(moved, frameOf(1920, 1080, region))).toEqual(region);
    const away = { ...face, x: face.x + 300 };
    expect(zoomRoi(away, frameOf(1920, 1080, region))).not.toEqual(region);
  });
});
