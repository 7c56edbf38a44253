import { describe, expect, it } from 'vitest';
import { meanStages } from '../../scripts/bench/inside';
import { createStageClock, multiplyAdds } from '../../scripts/bench/pages/stages';

describe('multiply-adds', () => {
  it.each<[string, string, number[][], number[], number]>([
    [
      'a convolution',
      'FusedConv2D',
      [[1, 24, 24, 8], [3, 3, 8, 16], [16]],
      [1, 24, 24, 16],
      24 * 24 * 16 * 72,
    ],
    [
      'a depthwise one',
      'FusedDepthwiseConv2dNative',
      [
        [1, 8, 8, 4],
        [3, 3, 4, 1],
      ],
      [1, 8, 8, 4],
      8 * 8 * 4 * 9,
    ],
    [
      'a matrix product',
      '_FusedMatMul',
      [
        [1, 128],
        [128, 8],
      ],
      [1, 8],
      128 * 8,
    ],
    [
      'a sum',
      'Add',
      [
        [1, 8],
        [1, 8],
      ],
      [1, 8],
      0,
    ],
  ])('of %s', (_, name, inputShapes, output, expected) => {
    expect(multiplyAdds([{ name, inputShapes, outputShapes: [output] }])).toBe(expected);
  });
});

describe('the stage clock', () => {
  it('adds up each network by what it sees, and what runs inside a stage', async () => {
    class Graph {
      execute(_: { shape: number[] }): string {
        return 'done';
      }
    }
    const clock = createStageClock(Graph as never);
    const graph = new Graph();
    expect(await clock.time('faces', () => graph.execute({ shape: [1, 192, 192, 3] }))).toBe('done');
    graph.execute({ shape: [1, 48, 48, 1] });
    graph.execute({ shape: [1, 7] });
    const stages = clock.take();
    expect(Object.keys(stages).sort()).toEqual(['expression', 'faces', 'mesh', 'other network']);
    expect(stages.faces).toBeGreaterThanOrEqual(stages.mesh!);
    expect(clock.take()).toEqual({});
  });
});

it('a stage that a frame has not had counts as nothing', () => {
  expect(meanStages([{ mesh: 4, detect: 2 }, { mesh: 6 }])).toEqual({ mesh: 5, detect: 1 });
});
