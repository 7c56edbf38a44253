import { expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../scripts/lib/clip.mjs';
import { WARM_UP } from '../../scripts/soak/plan';
import { soak } from '../../scripts/soak/soak';

/** How long: every kind of event comes at least once (tests/unit/soak.test.ts). Nothing here measures speed. */
const SECONDS = 90;

it('a call in which everything happens that may: it always goes on, and nothing piles up or gets lost', async () => {
  expect(WARM_UP).toBeLessThan(SECONDS);
  const result = await soak({
    clip: await cachedClip(DEMO, 'demo-clip'),
    seconds: SECONDS,
    seed: 7,
    log: () => {},
  });
  expect(result.recoveries.filter(({ ms }) => ms === null)).toEqual([]);
  expect(result.errors).toEqual([]);
  expect(result.framesAnalysed).toBeGreaterThan(0);
  expect(result.reactions).toBeGreaterThan(0);
  expect(result.tensors.most).toBe(result.tensors.least);
  expect(result.spans).toMatchObject({ doubled: 0 });
  expect(result.spans.kept).toBeGreaterThan(0);
}, 300_000);
