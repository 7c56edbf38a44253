import { describe, expect, it } from 'vitest';
import { createFaceSearch } from '../../src/call/camera/face-search';

/** Tells it of a picture every 100 ms from `from` to before `until`; resolves to when it would try another camera. */
function tries(search: ReturnType<typeof createFaceSearch>, from: number, until: number, hasFace = false) {
  const found: number[] = [];
  for (let now = from; now < until; now += 100) if (search.seen(hasFace, now)) found.push(now);
  return found;
}

describe('the search for a face in another camera', () => {
  it('begins after three seconds without a face, and then becomes more and more seldom', () => {
    const all = tries(createFaceSearch(), 0, 600_000);
    const gaps = all.map((time, i) => time - (all[i - 1] ?? 0));
    expect(gaps.slice(0, 6)).toEqual([3000, 6000, 12_000, 24_000, 48_000, 60_000]);
    expect(new Set(gaps.slice(6))).toEqual(new Set([60_000]));
  });

  it('begins anew after a face was seen', () => {
    const search = createFaceSearch();
    expect(tries(search, 0, 20_000)).toEqual([3000, 9000]);
    expect(tries(search, 20_000, 60_000, true)).toEqual([]);
    expect(tries(search, 60_000, 64_000)).toEqual([63_000]);
  });

  it('is not held up by a clock that is set back', () => {
    const search = createFaceSearch();
    expect(tries(search, 1_000_000, 1_002_000)).toEqual([]);
    expect(tries(search, 0, 3500)).toEqual([3000]);
  });
});
