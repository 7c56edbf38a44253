import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallPause, createCallPause, type Paused } from '../../src/call/pause';
import { createPauseStore } from '../../src/shared/edges/pause-store';
import { makePage } from './support/window';

const MINUTE = 60_000;

let stored: unknown;
let tell: ((value: unknown) => void) | null;
let lifetime: AbortController;
let seen: Paused[];
let page: ReturnType<typeof makePage>;

const area = {
  get: async () => stored,
  async set(value: unknown) {
    stored = value;
    tell?.(value);
  },
  watch(changed: (value: unknown) => void) {
    tell = changed;
    return () => {
      tell = null;
    };
  },
};
const store = () => createPauseStore(Date.now, area);

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
  vi.clearAllMocks();
  stored = undefined;
  lifetime = new AbortController();
  seen = [];
  page = makePage();
});
afterEach(() => {
  lifetime.abort();
  expect(vi.getTimerCount()).toBe(0);
  expect(tell).toBeNull();
  vi.useRealTimers();
});

function start(): CallPause {
  return createCallPause({
    store: store(),
    page,
    now: Date.now,
    onChange: (paused) => seen.push(paused),
    signal: lifetime.signal,
  });
}

describe('the pause of a call', () => {
  it('ends when the clock is set back by so much that it would last longer than any pause', async () => {
    const pause = start();
    await vi.advanceTimersByTimeAsync(0);
    await area.set(Date.now() + 60 * MINUTE);
    expect(pause.now).not.toBeNull();
    vi.setSystemTime(Date.now() - 24 * 60 * MINUTE);
    await vi.advanceTimersByTimeAsync(3000);
    expect(pause.now).toBeNull();
  });

  it('is that of now in a page that comes back from the back/forward cache, whatever was told', async () => {
    const pause = start();
    await vi.advanceTimersByTimeAsync(0);
    stored = Date.now() + 5 * MINUTE;
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(pause.now).toBe(stored);
    stored = null;
    page.show(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(pause.now).toBeNull();
  });

  it('ends by itself when the pause everywhere is over', async () => {
    const pause = start();
    const until = await store().pauseFor(5);
    expect(pause.now).toBe(until);
    await vi.advanceTimersByTimeAsync(5 * MINUTE - 1);
    expect(pause.now).toBe(until);
    await vi.advanceTimersByTimeAsync(1);
    expect(pause.now).toBeNull();
    expect(seen).toEqual([until, null]);
  });

  it('ends on time after a sleep, in which no timer runs', async () => {
    const pause = start();
    await store().pauseFor(60);
    await vi.advanceTimersByTimeAsync(5 * MINUTE);
    vi.setSystemTime(Date.now() + 56 * MINUTE);
    await vi.advanceTimersByTimeAsync(5000);
    expect(pause.now).toBeNull();
  });

  it('holds for a call that begins in the middle of it', async () => {
    const until = await store().pauseFor(30);
    const pause = start();
    await vi.advanceTimersByTimeAsync(0);
    expect(pause.now).toBe(until);
  });

  it('is over for this call where the user resumes, and holds for all others', async () => {
    const pause = start();
    const until = await store().pauseFor(60);
    pause.set(false);
    expect(pause.now).toBeNull();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(pause.now).toBeNull();
    expect(await store().read()).toBe(until);
    const next = await store().pauseFor(30);
    expect(pause.now).toBe(next);
  });

  it('goes on in this call after the pause everywhere, if the user paused this call', async () => {
    const pause = start();
    pause.set(true);
    await store().pauseFor(5);
    await vi.advanceTimersByTimeAsync(6 * MINUTE);
    expect(pause.now).toBe(true);
    pause.set(false);
    expect(pause.now).toBeNull();
  });

  it('follows a pause that is made longer', async () => {
    const pause = start();
    await store().pauseFor(5);
    await vi.advanceTimersByTimeAsync(MINUTE);
    const until = await store().pauseFor(30);
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(pause.now).toBe(until);
  });
});
