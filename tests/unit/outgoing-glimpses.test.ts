import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGlimpses, type Glimpses } from '../../src/call/outgoing/glimpses';

const picture = {} as VideoFrame;
const onShows = vi.fn();
const draw = vi.fn();
let glimpses: Glimpses;

beforeEach(() => {
  vi.clearAllMocks();
  glimpses = createGlimpses(onShows);
});
afterEach(() => vi.restoreAllMocks());

describe('glimpses of what goes out', () => {
  it('are five a second of thirty pictures, and none without a watcher', () => {
    glimpses.offer(picture, 'avatar', 0);
    expect(draw).not.toHaveBeenCalled();
    const end = glimpses.watch(draw);
    for (let n = 0; n < 60; n++) glimpses.offer(picture, 'avatar', (n * 1000) / 30);
    expect(draw.mock.calls.length).toBeGreaterThanOrEqual(9);
    expect(draw.mock.calls.length).toBeLessThanOrEqual(11);
    end();
    draw.mockClear();
    glimpses.offer(picture, 'blurred', 5000);
    expect(draw).not.toHaveBeenCalled();
  });

  it('come at once when others see something else, and say so once', () => {
    glimpses.watch(draw);
    glimpses.offer(picture, 'avatar', 1000);
    glimpses.offer(picture, 'blurred', 1001);
    glimpses.offer(picture, 'blurred', 1002);
    expect(draw).toHaveBeenCalledTimes(2);
    expect(onShows).toHaveBeenCalledTimes(2);
  });

  it('go on after a clock that was set back', () => {
    glimpses.watch(draw);
    glimpses.offer(picture, 'avatar', 100_000);
    glimpses.offer(picture, 'avatar', 1000);
    expect(draw).toHaveBeenCalledTimes(2);
  });

  it('that cannot be drawn never hinder the picture', () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    glimpses.watch(() => {
      throw new Error('The canvas is gone.');
    });
    expect(() => glimpses.offer(picture, 'avatar', 0)).not.toThrow();
  });
});
