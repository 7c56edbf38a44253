import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSummaries, type Summaries } from '../../src/call/summary';

const START = 1_700_000_000_000;

let summaries: Summaries;
let now: number;
let wanted: boolean;
let hidden: boolean;
const onBadge = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  [now, wanted, hidden] = [START, true, false];
  summaries = createSummaries(window, {
    now: () => now,
    wanted: () => wanted,
    isCardHidden: () => hidden,
    position: () => null,
    emoji: () => [],
    fetchPicture: () => Promise.reject(new Error('no picture')),
    onUnwanted: () => {},
    onBadge,
  });
});
afterEach(() => {
  summaries.hide();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const isShown = (): boolean => document.querySelector('[data-emojigen]') !== null;
function talk(): void {
  for (let n = 0; n < 100; n++, now += 200) summaries.tally.read({ time: now, expression: 'happy' });
  summaries.tally.sent({ emoji: '1f604' });
}

it('shows what was counted when the page tells that the call is over, and counts the next one anew', () => {
  talk();
  summaries.end(true);
  expect(isShown()).toBe(true);
  summaries.end(true);
  expect(isShown()).toBe(false);
});

it('also after a call whose end is inferred, unless that was long ago', () => {
  talk();
  now += 5000;
  summaries.end(false);
  expect(isShown()).toBe(true);
  summaries.hide();
  talk();
  now += 600_000;
  summaries.end(false);
  expect(isShown()).toBe(false);
  // What was not shown does not count for the next call.
  summaries.end(true);
  expect(isShown()).toBe(false);
});

it('leaves the numbers to the toolbar button where the card was hidden, and says nothing where nobody wants it', () => {
  talk();
  hidden = true;
  summaries.end(true);
  expect([isShown(), onBadge.mock.calls]).toEqual([false, [[1, 1]]]);
  talk();
  wanted = false;
  summaries.end(true);
  expect(isShown()).toBe(false);
  expect(onBadge).toHaveBeenCalledTimes(1);
});
