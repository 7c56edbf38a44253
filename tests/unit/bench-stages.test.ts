import { describe, expect, it } from 'vitest';
import { stageFigures } from '../../scripts/bench/inside';
import { createStageClock } from '../../scripts/bench/pages/stages';

describe('the stage clock', () => {
  it('adds up each stage, also what runs inside another one, and begins again when asked', async () => {
    const clock = createStageClock();
    const mesh = () => clock.time('mesh', () => 'done');
    expect(await clock.time('faces', mesh)).toBe('done');
    await expect(clock.time('expression', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const stages = clock.take();
    expect(Object.keys(stages).sort()).toEqual(['expression', 'faces', 'mesh']);
    expect(stages.faces).toBeGreaterThanOrEqual(stages.mesh!);
    expect(clock.take()).toEqual({});
  });
});

it('a stage that a frame has not had counts as nothing; the slowest tenth is told apart', () => {
  const frames = [{ mesh: 4, detect: 12 }, ...new Array(9).fill({ mesh: 6 })];
  expect(stageFigures(frames)).toEqual({
    mean: { mesh: 5.8, detect: 1.2 },
    median: { mesh: 6, detect: 0 },
    slowest: { mesh: 4, detect: 12 },
  });
});
