import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addPop,
  expirePops,
  MAX_POPS,
  nextExpiry,
  POP_DURATION,
  type Pop,
} from '../../src/shared/emoji/pops';
import type { Reaction } from '../../src/shared/types';

const reaction: Reaction = { time: 0, expression: 'happy', confidence: 1, emoji: '1f604' };
/** Milliseconds between one reaction and the next. */
const pauses = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 30 });

function play(pauses: readonly number[]): { pops: readonly Pop[]; now: number }[] {
  let pops: readonly Pop[] = [];
  let now = 0;
  return pauses.map((pause, id) => {
    now += pause;
    pops = addPop(pops, reaction, id, now);
    return { pops, now };
  });
}

describe('pops', () => {
  it('never are too many, never share a place, never are over', () => {
    fc.assert(
      fc.property(pauses, (pauses) => {
        for (const { pops, now } of play(pauses)) {
          expect(pops.length).toBeLessThanOrEqual(MAX_POPS);
          expect(new Set(pops.map((pop) => pop.slot)).size).toBe(pops.length);
          for (const pop of pops) {
            expect(pop.slot).toBeLessThan(MAX_POPS);
            expect(pop.until).toBeGreaterThan(now);
            expect(pop.until).toBeLessThanOrEqual(now + POP_DURATION);
          }
        }
      }),
    );
  });

  it('always show the newest, and drop the oldest first', () => {
    fc.assert(
      fc.property(pauses, (pauses) => {
        play(pauses).forEach(({ pops }, index) => {
          const ids = pops.map((pop) => pop.id);
          expect(ids).toEqual(Array.from(ids, (_, i) => index - ids.length + 1 + i));
        });
      }),
    );
  });

  it('are gone when the clock was set back', () => {
    const pops = addPop([], reaction, 1, 600_000);
    expect(expirePops(pops, 1000)).toEqual([]);
    expect(expirePops(pops, 599_990)).toEqual([]);
  });

  it('are gone at the time that was announced, and not before', () => {
    fc.assert(
      fc.property(pauses, (pauses) => {
        let pops = play(pauses).at(-1)!.pops;
        while (pops.length > 0) {
          const at = nextExpiry(pops)!;
          expect(expirePops(pops, at - 1)).toEqual(pops);
          const left = expirePops(pops, at);
          expect(left.length).toBeLessThan(pops.length);
          pops = left;
        }
        expect(nextExpiry(pops)).toBeNull();
      }),
    );
  });
});
