import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPauseStore } from '../../src/shared/edges/pause-store';
import { PAUSES, parsePause, pauseEnd } from '../../src/shared/settings/pause';

const NOW = 1_700_000_000_000;

describe('the pause everywhere', () => {
  it('lasts as long as was chosen, and no longer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PAUSES),
        fc.integer({ min: -5_000_000, max: 5_000_000 }),
        (minutes, passed) => {
          const until = pauseEnd(minutes, NOW);
          const expected = passed >= 0 && passed < minutes * 60_000 ? until : null;
          // Before its beginning only a clock that was set back can be: not longer than the longest pause.
          if (passed >= 0) expect(parsePause(until, NOW + passed)).toBe(expected);
          else expect(parsePause(pauseEnd(60, NOW), NOW + passed)).toBeNull();
        },
      ),
    );
  });

  it('is none where something else is stored', () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        const until = parsePause(stored, NOW);
        if (until !== null) expect(until > NOW && until <= NOW + 60 * 60_000).toBe(true);
      }),
    );
    for (const stored of [Number.NaN, Number.POSITIVE_INFINITY, '5', null, NOW, NOW - 1, NOW + 1e9])
      expect(parsePause(stored, NOW)).toBeNull();
  });

  it('is found again by whoever reads the disk later, as a background that was suspended', async () => {
    let stored: unknown;
    let now = NOW;
    const area = {
      get: async () => stored,
      set: async (value: unknown) => {
        stored = value;
      },
      watch: () => () => {},
    };
    expect(await createPauseStore(() => now, area).pauseFor(5)).toBe(NOW + 300_000);
    now += 299_999;
    expect(await createPauseStore(() => now, area).read()).toBe(NOW + 300_000);
    now += 1;
    expect(await createPauseStore(() => now, area).read()).toBeNull();
    await createPauseStore(() => now, area).pauseFor(60);
    await createPauseStore(() => now, area).pauseFor(null);
    expect(await createPauseStore(() => now, area).read()).toBeNull();
  });
});
