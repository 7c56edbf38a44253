import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isPresenting } from '../../src/call/camera/hook-side';
import { createSharedScreen, type SharedScreen } from '../../src/call/camera/shared-screen';
import { DEFAULT_SETTINGS } from '../../src/shared/settings/schema';

describe('whether a screen is shared', () => {
  let shared: boolean;
  let told: boolean[];
  let screen: SharedScreen;
  const ask = vi.fn(() => {
    if (shared) screen.seen();
  });

  beforeEach(() => {
    vi.useFakeTimers();
    ask.mockClear();
    shared = false;
    told = [];
    screen = createSharedScreen(ask, () => told.push(screen.live));
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is looked at again and again only while one is', () => {
    screen.watch(true);
    expect(ask).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);

    shared = true;
    screen.seen();
    expect(told).toEqual([true]);
    vi.advanceTimersByTime(5000);
    expect(told).toEqual([true]);
    expect(ask.mock.calls.length).toBeGreaterThan(5);

    shared = false;
    vi.advanceTimersByTime(500);
    expect(told).toEqual([true, false]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is seen at once where one was shared before', () => {
    shared = true;
    screen.watch(true);
    expect(told).toEqual([true]);
  });

  it('is nobody’s business while it is not watched', () => {
    shared = true;
    screen.seen();
    expect(screen.live).toBe(false);
    screen.watch(true);
    screen.watch(false);
    expect(screen.live).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
    screen.seen();
    expect([screen.live, vi.getTimerCount()]).toEqual([false, 0]);
    expect(told).toEqual([true]);
  });

  it('can be seen twice without a second clock', () => {
    screen.watch(true);
    screen.seen();
    screen.seen();
    expect([told, vi.getTimerCount()]).toEqual([[true], 1]);
    screen.watch(true);
    expect([told, vi.getTimerCount()]).toEqual([[true, false], 0]);
  });
});

describe('presenting', () => {
  const settings = (pauseWhilePresenting: boolean) => ({
    reactions: { ...DEFAULT_SETTINGS.reactions, pauseWhilePresenting },
  });

  it.each([
    ['the page shows it', true, false, true, true],
    ['the screen was opened', false, true, true, true],
    ['neither', false, false, true, false],
    ['the user wants to be read meanwhile', true, true, false, false],
  ])('%s', (_, presenting, sharesScreen, pauses, expected) => {
    expect(isPresenting({ presenting }, { sharesScreen }, settings(pauses))).toBe(expected);
  });

  it('holds before anything is known of the settings, and not before the page is', () => {
    expect(isPresenting(null, { sharesScreen: true }, null)).toBe(true);
    expect(isPresenting(null, null, null)).toBe(false);
  });
});
