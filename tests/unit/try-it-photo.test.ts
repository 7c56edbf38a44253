/** How the try-it page looks for the face of a photograph. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../src/analysis/face/photo-regions';
import type { FrameResult } from '../../src/analysis/frame-result';
import type { InferenceClient } from '../../src/analysis/host/client';
import { analysePhoto } from '../../src/pages/try-it/analyse-input';
import type { FrameSample } from '../../src/pages/try-it/sample';
import type { Frame, Rect, RegionOfInterest } from '../../src/shared/types';

const holds = (outer: Rect, inner: Rect): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

/** Looks at a picture with one face, which is found where it takes up a tenth of what is looked at. */
async function look(width: number, height: number, face: Rect) {
  const regions: Rect[] = [];
  const samples: FrameSample[] = [];
  const whole = { x: 0, y: 0, width, height };
  const inference = {
    state: { kind: 'ready' },
    flush: async () => {},
    analyse: async (_call: string, frame: Frame): Promise<FrameResult> => {
      const { region } = frame;
      regions.push(region);
      const large = face.width * 10 >= region.width && face.height * 10 >= region.height;
      const seen = large && holds(region, face);
      const faces = seen ? [{ track: 1, box: face, probabilities: null }] : [];
      return { reading: { time: frame.time, faces }, region: null, reaction: null } as unknown as FrameResult;
    },
  } as unknown as InferenceClient;
  const grab = (_picture: unknown, region: RegionOfInterest | null, time: number): Frame =>
    ({ time, region: region ?? whole }) as Frame;
  await analysePhoto(
    { image: null as unknown as ImageBitmap, width, height },
    { inference, grabber: { grab }, now: () => 0, onSample: (sample) => samples.push(sample) },
    new AbortController().signal,
  );
  return { regions, samples };
}

describe('a photograph on the try-it page', () => {
  it('is looked at once where its face is found', async () => {
    const { regions, samples } = await look(640, 480, { x: 200, y: 100, width: 200, height: 240 });
    expect(regions).toHaveLength(1);
    expect(samples).toHaveLength(1);
  });

  it.each([
    ['wide', 1920, 190, { x: 900, y: 20, width: 120, height: 150 }],
    ['tall', 190, 1920, { x: 30, y: 20, width: 120, height: 120 }],
    ['large, with a small face beside the middle', 1920, 1080, { x: 1300, y: 700, width: 60, height: 60 }],
  ] as const)('shows the face of a picture that is %s', async (_, width, height, face) => {
    const { regions, samples } = await look(width, height, face);
    expect(samples.at(-1)?.reading.faces).toHaveLength(1);
    expect(samples).toHaveLength(1);
    expect(regions.length).toBeGreaterThan(1);
  });

  it('is looked at a bounded number of times, always inside the picture, in even pixels', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 24, max: 1920 }),
        fc.integer({ min: 24, max: 1920 }),
        async (w, h) => {
          const nowhere = { x: -100, y: -100, width: 1, height: 1 };
          const { regions, samples } = await look(2 * Math.floor(w / 2), 2 * Math.floor(h / 2), nowhere);
          expect(regions.length).toBeLessThanOrEqual(43);
          expect(samples).toHaveLength(1);
          for (const region of regions) {
            expect(holds({ x: 0, y: 0, width: w, height: h }, region)).toBe(true);
            expect([region.x, region.y, region.width, region.height].every((each) => each % 2 === 0)).toBe(
              true,
            );
            expect(Math.min(region.width, region.height)).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that is too thin for a face is told in words', async () => {
    const thin = look(3000, 4, { x: 0, y: 0, width: 1, height: 1 });
    await expect(thin).rejects.toThrow('This picture is too small to show a face.');
  });
});

describe('the regions of a photograph', () => {
  it('begin with all of it, and are a bounded number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 12_000 }),
        fc.integer({ min: 2, max: 12_000 }),
        (width, height) => {
          const [first, ...others] = regionsOf({ width, height });
          expect(first).toEqual({ x: 0, y: 0, width, height });
          expect(others.length).toBeLessThanOrEqual(5 + 31 + 9 + 49);
        },
      ),
    );
  });

  it('of a long one are squares along it, from the middle outwards', () => {
    const [, middle] = regionsOf({ width: 2000, height: 200 });
    expect(middle).toMatchObject({ width: 200, height: 200 });
    expect(Math.abs(middle!.x + 100 - 1000)).toBeLessThanOrEqual(100);
  });
});
