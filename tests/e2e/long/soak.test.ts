/** `npm run soak` in short. */
import { expect, it } from 'vitest';
import { cachedClip, DEMO } from '../../../scripts/lib/clip.mjs';
import { EVENTS } from '../../../scripts/soak/plan';
import { soak } from '../../../scripts/soak/soak';
import { y4mOf } from '../support/raw-clip';

/** As long as every kind of event needs to come once. Nothing here measures speed. */
const SECONDS = 60;
const GAP = { least: 2, most: 4 } as const;

it('a call in which everything happens that may: it always goes on, and nothing piles up or gets lost', async () => {
  const clip = await y4mOf(await cachedClip(DEMO, 'demo-clip'));
  const log: string[] = [];
  const result = await soak({ clip, seconds: SECONDS, seed: 7, gap: GAP, log: (line) => log.push(line) });
  const told = log.join('\n');
  expect(new Set(result.recoveries.map(({ event }) => event)), told).toEqual(new Set(EVENTS));
  expect(
    result.recoveries.filter(({ ms }) => ms === null),
    told,
  ).toEqual([]);
  expect(result.errors, told).toEqual([]);
  expect(result.framesAnalysed).toBeGreaterThan(0);
  expect(result.reactions).toBeGreaterThan(0);
  // Two for faces and two for expressions, however often a worker died and a page went.
  expect(result.memory.mostNetworks).toBe(4);
  // 21.6 as it is loaded now.
  expect(result.memory.mostMB).toBeLessThan(24);
  expect(result.memory.calls).toBe(1);
  expect(result.spans, told).toMatchObject({ lost: 0, doubled: 0 });
  expect(result.spans.kept).toBeGreaterThan(0);
}, 300_000);
