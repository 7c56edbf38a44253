import { describe, expect, it } from 'vitest';
import { readMainFace, viewOf } from '../../scripts/eval/photo-views';
import { regionsOf } from '../../src/analysis/face/photo-regions';

/** A photograph of one gray. */
const photo = (width: number, height: number, gray = 200) => ({
  width,
  height,
  data: Buffer.alloc(width * height * 4, Uint8Array.of(gray, gray, gray, 255)),
});
const pixel = (view: { width: number; data: Uint8Array }, x: number, y: number): number =>
  view.data[4 * (y * view.width + x)]!;

describe('the views of a photograph', () => {
  it('all fit their regions, show the photograph inside and gray around it', async () => {
    const given = photo(90, 120);
    for (const region of regionsOf(given)) {
      const view = await viewOf(given, region);
      expect(view.data).toHaveLength(view.width * view.height * 4);
      expect(view.width / view.height).toBeCloseTo(region.width / region.height, 1);
      expect(pixel(view, view.width >> 1, view.height >> 1)).toBe(200);
      expect(pixel(view, 0, 0)).toBe(region.x < 0 ? 128 : 200);
    }
  });

  it('are small, also of a photograph whose margin would not fit into the memory', async () => {
    const large = photo(4300, 4300);
    const widest = regionsOf(large).reduce((a, b) => (b.width > a.width ? b : a));
    const view = await viewOf(large, widest);
    expect([view.width, view.height]).toEqual([640, 640]);
    expect([pixel(view, 0, 0), pixel(view, 320, 320)]).toEqual([128, 200]);
  });
});

describe('the main face for several detectors', () => {
  it('is looked for by all of them in the whole photograph before any searches its parts', async () => {
    const given = photo(400, 400);
    const seen: string[] = [];
    const answer = { neutral: 1, happy: 0, surprised: 0, sad: 0, angry: 0, fearful: 0 };
    const found = await readMainFace(given, [
      async ({ region }) => {
        seen.push('quick');
        return region.width < 400 ? { ...answer, neutral: 0, sad: 1 } : null;
      },
      async () => {
        seen.push('thorough');
        return answer;
      },
    ]);
    expect([found, seen]).toEqual([answer, ['quick', 'thorough']]);
    expect(await readMainFace(given, [async () => null])).toBeNull();
  });
});
