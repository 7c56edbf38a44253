/** A call session with stand-ins for its links and cameras. */
import { expect, type Mock, vi } from 'vitest';
import { type CallSession, createCallSession } from '../../../src/call/call-session';
import type { FrameLink, FrameLinkEvents } from '../../../src/call/edges/frame-link';
import type { Reaction, Reading } from '../../../src/shared/types';
import { makeSource, type StubSource } from './camera';

export const PULL = { type: 'pull', region: null } as const;
export const REACTION: Reaction = { time: 1000, expression: 'happy', confidence: 0.9, emoji: '1f604' };

export function makeReading(time: number, faces = 1): Reading {
  const face = { track: 1, box: { x: 0, y: 0, width: 1, height: 1 }, probabilities: {} as never };
  return {
    time,
    faces: Array(faces).fill(face),
    expression: null,
    confidence: 0,
    dwell: 0,
    took: { face: 30, emotion: 10, total: 40 },
  };
}

interface StubLink {
  readonly events: FrameLinkEvents;
  readonly send: Mock<FrameLink['send']>;
  readonly dispose: Mock<FrameLink['dispose']>;
}

export let session: CallSession;
export let links: StubLink[];
export let sources: StubSource[];
/** What the user and the browser say: tests change it. */
export const chosen = { autoReactions: true, canWait: true };
export const seen = {
  prepare: vi.fn(),
  onCamera: vi.fn(),
  onState: vi.fn(),
  onReading: vi.fn(),
  onReaction: vi.fn(),
  onWrong: vi.fn(),
  onOrphaned: vi.fn(),
};
export const link = (): StubLink => links.at(-1)!;
export const states = (): string[] => seen.onState.mock.calls.map(([state]) => state.kind);
export const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

/** A new one, and fake timers: for `beforeEach`. */
export function newSession(): void {
  vi.useFakeTimers({ now: 100_000 });
  vi.clearAllMocks();
  links = [];
  sources = [];
  Object.assign(chosen, { autoReactions: true, canWait: true });
  session = createCallSession({
    ...seen,
    openLink(events) {
      links.push({ events, send: vi.fn(() => true), dispose: vi.fn() });
      return link();
    },
    createSource(track) {
      sources.push(makeSource(track));
      return sources.at(-1)!;
    },
    now: Date.now,
    autoReactions: () => chosen.autoReactions,
    canWait: () => chosen.canWait,
  });
}

/** It leaves no timer behind: for `afterEach`. */
export function endSession(): void {
  session.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
}
