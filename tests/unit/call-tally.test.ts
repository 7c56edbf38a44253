import { expect, it } from 'vitest';
import { type CallTally, createTally } from '../../src/call/summary/tally';
import { SUMMARY_BARS } from '../../src/shared/call-summary';
import type { Expression } from '../../src/shared/types';

const START = 1_700_000_000_000;
const MINUTE = 60_000;

/** Readings five times a second. */
function play(
  tally: CallTally,
  parts: readonly (readonly [Expression | null, seconds: number])[],
  from = START,
) {
  let time = from;
  for (const [expression, seconds] of parts) {
    for (let n = 0; n < seconds * 5; n++) {
      tally.read({ time, expression });
      time += 200;
    }
  }
  return time;
}

it('has nothing to say of a call of a few seconds, whatever the face showed', () => {
  const [smiling, empty] = [createTally(), createTally()];
  play(smiling, [['happy', 9]]);
  play(empty, [[null, 9]]);
  expect(smiling.summary()).toBeNull();
  expect(empty.summary()).toBeNull();
});

it('comes after a call without a face, too: that it comes must say nothing of the face', () => {
  const tally = createTally();
  play(tally, [[null, 15]]);
  expect(tally.summary()).toMatchObject({ smiles: 0, reactions: 0, emoji: [], smilesPerHour: null });
  expect(tally.summary()!.bars.every((bar) => bar === null)).toBe(true);
});

it('counts smiles, and one that is interrupted for a moment once', () => {
  const tally = createTally();
  play(tally, [
    ['neutral', 10],
    ['happy', 3],
    [null, 1],
    ['happy', 2],
    ['neutral', 5],
    ['happy', 1],
    ['sad', 4],
  ]);
  expect(tally.summary()).toMatchObject({ smiles: 2, smilesPerHour: null });
});

it('gives smiles per hour of call time, once there is enough of it', () => {
  const tally = createTally();
  play(tally, [
    ['neutral', 14 * 60],
    ['happy', 30],
    ['neutral', 30],
    [null, 600],
  ]);
  const { smilesPerHour } = tally.summary()!;
  expect(smilesPerHour).toBeCloseTo(4, 1);
});

it('counts reactions, and names the three most frequent emoji', () => {
  const tally = createTally();
  play(tally, [['neutral', 12]]);
  for (const emoji of ['a', 'b', 'b', 'c', 'c', 'c', 'd', 'd']) tally.sent({ emoji });
  expect(tally.summary()).toMatchObject({ reactions: 8, emoji: ['c', 'b', 'd'] });
});

it('shows the call from start to end, with what was hidden as a gap', () => {
  const tally = createTally();
  const end = play(tally, [['neutral', 50]]);
  play(tally, [['surprised', 25]], end + 25_000);
  const { bars, duration } = tally.summary()!;
  expect(bars).toHaveLength(SUMMARY_BARS);
  expect(duration).toBeCloseTo(100_000, -3);
  expect(bars.slice(0, 19).every((bar) => bar === 'neutral')).toBe(true);
  expect(bars.slice(21, 29).every((bar) => bar === null)).toBe(true);
  expect(bars.slice(31, 39).every((bar) => bar === 'surprised')).toBe(true);
});

it('survives a clock that jumps', () => {
  const tally = createTally();
  play(tally, [['happy', 12]]);
  play(tally, [['happy', 12]], START - 30 * MINUTE);
  play(tally, [['neutral', 5]], START + 500 * MINUTE);
  const summary = tally.summary()!;
  expect(summary.duration).toBeGreaterThan(0);
  expect(summary.smiles).toBeGreaterThan(0);
  expect(summary.bars).toHaveLength(SUMMARY_BARS);
});
