import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLeftCall, type LeftCall } from '../../src/call/summary/left-call';
import type { CallSummary } from '../../src/shared/call-summary';
import type { CallPhase } from '../../src/shared/messages/site-report';

const SUMMARY: CallSummary = {
  ...{ duration: 60_000, smiles: 3, smilesPerHour: null, reactions: 4, emoji: [] },
  bars: Array.from({ length: 40 }, () => null),
};

let lifetime: AbortController;
let phase: CallPhase | null;
let unfinished: CallSummary | null;
let left: LeftCall;
const edges = {
  take: vi.fn(async (): Promise<CallSummary | null> => SUMMARY),
  leave: vi.fn(),
  show: vi.fn(),
};

beforeEach(() => {
  vi.clearAllMocks();
  lifetime = new AbortController();
  [phase, unfinished] = [null, SUMMARY];
  left = createLeftCall(
    window,
    { ...edges, unfinished: () => unfinished, phase: () => phase },
    lifetime.signal,
  );
});
afterEach(() => lifetime.abort());

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const leave = () => window.dispatchEvent(new Event('pagehide'));

it('hands the summary over when the page of a call is left, and only then', () => {
  phase = 'lobby';
  leave();
  phase = 'call';
  unfinished = null;
  leave();
  expect(edges.leave).not.toHaveBeenCalled();
  unfinished = SUMMARY;
  leave();
  expect(edges.leave.mock.calls).toEqual([[SUMMARY]]);
});

it('shows the one of the page before as soon as this one shows that there is no call', async () => {
  left.ask();
  await settled();
  phase = 'unknown';
  left.look();
  expect(edges.show).not.toHaveBeenCalled();
  phase = 'away';
  left.look();
  left.look();
  expect(edges.show.mock.calls).toEqual([[SUMMARY]]);
});

it.each(['call', 'lobby'] as const)('shows none where the call was only loaded again: %s', async (now) => {
  left.ask();
  await settled();
  phase = now;
  left.look();
  phase = 'away';
  left.look();
  expect(edges.show).not.toHaveBeenCalled();
});

it('shows none where there is none, and survives a background that does not answer', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  phase = 'away';
  edges.take.mockResolvedValueOnce(null);
  left.ask();
  await settled();
  edges.take.mockRejectedValueOnce(new Error('restarting'));
  left.ask();
  await settled();
  expect(edges.show).not.toHaveBeenCalled();
});
