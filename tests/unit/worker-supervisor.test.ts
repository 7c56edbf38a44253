import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FrameResult } from '../../src/analysis/frame-result';
import type { InferenceClient, InferenceState } from '../../src/analysis/host/client';
import { createSupervisedClient } from '../../src/analysis/host/worker-supervisor';
import { makeFrame } from './support/frame';

const READY = { kind: 'ready', backend: 'wasm' } as const;
const CRASHED = { kind: 'failed', message: 'Gone.', crashed: true } as const;

let enter: (state: InferenceState) => void;
let answer: (analysis: FrameResult) => void;
const restart = vi.fn();
const fail = vi.fn();
const onState = vi.fn();
let kept: InferenceClient;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  kept = createSupervisedClient(
    (onChange) => {
      enter = onChange;
      return {
        state: READY,
        analyse: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
        flush: async () => [],
        figures: async () => null,
        fail,
        cancel() {},
        setBaseline() {},
        setReactions() {},
        restart,
        dispose() {},
      };
    },
    onState,
    Date.now,
  );
  kept.restart('webgl');
  restart.mockClear();
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

async function analyse(took: number): Promise<void> {
  const done = kept.analyse('call', makeFrame());
  await vi.advanceTimersByTimeAsync(took);
  answer({} as FrameResult);
  await done;
}

describe('a kept inference client', () => {
  it('starts a crashed worker again on the same backend, and says nothing of it', () => {
    enter(CRASHED);
    expect(restart.mock.calls).toEqual([['webgl']]);
    expect(onState).not.toHaveBeenCalled();
  });

  it('passes all else on: loading, ready, and files that are missing', () => {
    const states = [{ kind: 'loading' }, READY, { kind: 'failed', message: 'A file is missing.' }] as const;
    for (const state of states) enter(state);
    expect(onState.mock.calls).toEqual(states.map((state) => [state]));
    expect(restart).not.toHaveBeenCalled();
  });

  it('gives up on a worker that dies again and again, until a minute has passed or somebody asks', async () => {
    for (let i = 0; i < 4; i++) enter(CRASHED);
    expect(restart).toHaveBeenCalledTimes(3);
    expect(onState.mock.calls).toEqual([[CRASHED]]);
    await vi.advanceTimersByTimeAsync(61_000);
    enter(CRASHED);
    expect(restart).toHaveBeenCalledTimes(4);
    kept.restart('wasm');
    for (let i = 0; i < 3; i++) enter(CRASHED);
    expect(restart.mock.calls.slice(-3)).toEqual([['wasm'], ['wasm'], ['wasm']]);
  });

  it('gives up on an answer that is long overdue, and takes its time before the first one', async () => {
    await analyse(15_000);
    expect(fail).not.toHaveBeenCalled();
    kept.restart('wasm');
    for (let i = 0; i < 5; i++) await analyse(20);
    const open = kept.analyse('call', makeFrame());
    await vi.advanceTimersByTimeAsync(1400);
    expect(fail).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(fail).toHaveBeenCalledOnce();
    answer({} as FrameResult);
    await open;
  });

  it('has more patience with a slow machine', async () => {
    for (let i = 0; i < 20; i++) await analyse(300);
    await analyse(3500);
    expect(fail).not.toHaveBeenCalled();
  });
});
