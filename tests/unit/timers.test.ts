import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startInterval, startTimer } from '../../src/shared/edges/timers';

/** As the browser's scheduler, on the tests' clock. */
const scheduler = {
  postTask: (step: () => void, { delay, signal }: { delay: number; signal: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        try {
          step();
          resolve();
        } catch (error) {
          reject(error);
        }
      }, delay);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

describe.each(['with a scheduler', 'without one'])('timers, %s', (kind) => {
  beforeEach(() => {
    vi.useFakeTimers();
    if (kind === 'with a scheduler') vi.stubGlobal('scheduler', scheduler);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('ring once, unless they are stopped', async () => {
    const steps: string[] = [];
    startTimer(() => steps.push('one'), 100);
    const other = startTimer(() => steps.push('other'), 100);
    other.stop();
    await vi.advanceTimersByTimeAsync(99);
    expect(steps).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(steps).toEqual(['one']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ring again and again until they are stopped, also from inside', async () => {
    let steps = 0;
    const timer = startInterval(() => {
      steps += 1;
      if (steps === 3) timer.stop();
    }, 100);
    await vi.advanceTimersByTimeAsync(250);
    expect(steps).toBe(2);
    await vi.advanceTimersByTimeAsync(500);
    expect(steps).toBe(3);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('of several intervals ring at the same moments', async () => {
    const rung: Record<string, number[]> = { quick: [], slow: [] };
    const began = performance.now();
    const note = (name: string) => () => void rung[name]!.push(Math.round(performance.now() - began));
    await vi.advanceTimersByTimeAsync(500 - (began % 500));
    const start = performance.now() - began;
    const quick = startInterval(note('quick'), 500);
    await vi.advanceTimersByTimeAsync(140);
    const slow = startInterval(note('slow'), 1000);
    await vi.advanceTimersByTimeAsync(6000);
    const after = (name: string) => rung[name]!.slice(1).map((time) => time - Math.round(start));
    expect(after('quick').length).toBeGreaterThan(10);
    expect(after('slow').length).toBeGreaterThan(3);
    expect(after('quick')).toEqual(expect.arrayContaining(after('slow')));
    for (const timer of [quick, slow]) timer.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it('a task that fails is reported, and the next one comes', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('scheduler', scheduler);
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const timer = startInterval(() => {
    throw new Error('no');
  }, 10);
  await vi.advanceTimersByTimeAsync(25);
  expect(error).toHaveBeenCalledTimes(2);
  timer.stop();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
