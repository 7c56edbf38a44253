/** How the try-it page looks for the face of a photograph. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regionsOf } from '../../src/analysis/face/photo-regions';
import type { FrameResult } from '../../src/analysis/frame-result';
import type { InferenceClient } from '../../src/analysis/host/client';
import { analysePhoto } from '../../src/pages/try-it/analyse-photo';
import type { FrameSample } from '../../src/pages/try-it/sample';
import type { Frame, Rect } from '../../src/shared/types';
import { mostly } from './support/probabilities';

const holds = (outer: Rect, inner: Rect): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

/** A picture with faces, each of which is found where it takes up a tenth of what is looked at; at most four a look. */
async function look(width: number, height: number, ...given: Rect[]) {
  const regions: Rect[] = [];
  const samples: FrameSample[] = [];
  const inference = {
    state: { kind: 'ready' },
    flush: async () => {},
    analyse: async (_call: string, frame: Frame): Promise<FrameResult> => {
      const { region } = frame;
      regions.push(region);
      const seen = given.filter(
        (face) => face.width * 10 >= region.width && face.height * 10 >= region.height && holds(region, face),
      );
      const faces = seen.slice(0, 4).map(({ x, y, ...size }, track) => ({
        track,
        box: { x: x / width, y: y / height, width: size.width / width, height: size.height / height },
        probabilities: mostly(region.width < width ? 'happy' : 'neutral'),
      }));
      const debug = faces.map(() => ({ landmarks: [], input: { width: 0, height: 0, data: [] } }));
      return { reading: { time: 0, faces }, region: null, reaction: null, debug } as unknown as FrameResult;
    },
  } as unknown as InferenceClient;
  const grabber = { view: (_: unknown, region: Rect): Frame => ({ region }) as Frame, grab: () => null! };
  await analysePhoto(
    { image: null as unknown as ImageBitmap, width, height },
    { inference, grabber, now: () => 0, onSample: (sample) => samples.push(sample) },
    new AbortController().signal,
  );
  return { regions, samples };
}

describe('a photograph on the try-it page', () => {
  it('has one answer: of a closer look at the face that was found', async () => {
    const face = { x: 200, y: 100, width: 200, height: 240 };
    const { regions, samples } = await look(640, 480, face);
    expect(regions).toHaveLength(2);
    expect(holds(regions[1]!, face)).toBe(true);
    expect(samples).toHaveLength(1);
    expect(samples[0]!.reading.faces[0]!.probabilities!.happy).toBeGreaterThan(0.5);
  });

  it.each([
    ['wide', 10_000, 1500, { x: 4600, y: 420, width: 300, height: 380 }],
    ['tall', 1200, 9000, { x: 500, y: 450, width: 200, height: 250 }],
    ['large, with a small face beside the middle', 8000, 6000, { x: 5200, y: 3300, width: 250, height: 250 }],
  ] as const)('shows the face of a picture that is %s', async (_, width, height, face) => {
    const { regions, samples } = await look(width, height, face);
    expect(samples).toHaveLength(1);
    expect(samples[0]!.reading.faces).toHaveLength(1);
    expect(regions.length).toBeGreaterThan(2);
  });

  it('with nine faces shows four of them and counts all', async () => {
    const nine = Array.from({ length: 9 }, (_, i) => ({
      ...{ x: 300 * (i % 3), y: 300 * Math.floor(i / 3) },
      ...{ width: 200, height: 220 },
    }));
    const { samples } = await look(900, 900, ...nine);
    expect(samples).toHaveLength(1);
    expect(samples[0]).toMatchObject({ found: 9 });
    expect(samples[0]!.reading.faces.map(({ probabilities }) => probabilities!.happy > 0.5)).toEqual(
      Array(4).fill(true),
    );
  });

  it('is looked at a bounded number of times, whatever its size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 24, max: 12_000 }),
        fc.integer({ min: 24, max: 12_000 }),
        async (width, height) => {
          const { regions, samples } = await look(width, height);
          expect(regions).toEqual(regionsOf({ width, height }));
          expect(regions.length).toBeLessThanOrEqual(64);
          expect(samples).toHaveLength(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('that is too thin for a face is told in words', async () => {
    await expect(look(3000, 4)).rejects.toThrow('This picture is too small to show a face.');
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
          expect(others.length).toBeLessThan(64);
          for (const { width: w, height: h } of others) expect(Math.min(w, h)).toBeGreaterThan(1);
        },
      ),
    );
  });

  it('of a long one are squares along it, from the middle outwards', () => {
    const [, middle] = regionsOf({ width: 2000, height: 200 });
    expect(middle).toMatchObject({ width: 200, height: 200 });
    expect(Math.abs(middle!.x + 100 - 1000)).toBeLessThanOrEqual(100);
    const face = { x: 540, y: 560, width: 120, height: 140 };
    const closest = regionsOf({ width: 1200, height: 9000 }).filter((region) => holds(region, face));
    expect(Math.min(...closest.map(({ width }) => width))).toBe(720);
  });
});
