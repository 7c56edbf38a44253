import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplesToCsv, samplesToJson } from '../../src/pages/try-it/export';
import { type FrameSample, sampleAt, thinned, toGray } from '../../src/pages/try-it/sample';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';

const even = Object.fromEntries(EXPRESSIONS.map((name) => [name, 1 / 6])) as Probabilities;

function sample(time: number, expression: Expression | null = 'happy'): FrameSample {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const faces = expression ? [{ track: 1, box, probabilities: even }] : [];
  const took = { face: 1, emotion: 1, total: 2 };
  return {
    time,
    reaction: null,
    faces: [],
    reading: { time, faces, expression, confidence: 0.5, dwell: 0, took },
  };
}

const times = fc
  .uniqueArray(fc.nat({ max: 100_000 }), { minLength: 1, maxLength: 60 })
  .map((all) => all.sort((a, b) => a - b));

describe('the samples of a video', () => {
  it('are found by the nearest moment', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: -10, max: 100_010 }), (all, moment) => {
        const found = sampleAt(
          all.map((time) => sample(time)),
          moment,
        )!;
        const nearest = Math.min(...all.map((time) => Math.abs(time - moment)));
        expect(Math.abs(found.time - moment)).toBe(nearest);
      }),
    );
    expect(sampleAt([], 5)).toBeNull();
  });

  it('are thinned without losing the last one', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 70 }), (all, most) => {
        const some = thinned(
          all.map((time) => sample(time)),
          most,
        );
        expect(some.length).toBeLessThanOrEqual(most);
        expect(some.at(-1)!.time).toBe(all.at(-1));
        expect(some.length).toBeGreaterThanOrEqual(Math.min(all.length, Math.ceil(most / 2)));
      }),
    );
  });

  it('make one line each in a CSV file, and one entry each in a JSON file', () => {
    fc.assert(
      fc.property(times, fc.constantFrom(null, ...EXPRESSIONS), (all, expression) => {
        const samples = all.map((time) => sample(time, expression));
        const [head, ...lines] = samplesToCsv(samples).trimEnd().split('\r\n');
        expect(lines.map((line) => Number(line.split(',')[0]) * 1000).map(Math.round)).toEqual(all);
        expect(lines.every((line) => line.split(',').length === head!.split(',').length)).toBe(true);
        const json = JSON.parse(samplesToJson('a "b".mp4', samples));
        expect(json.name).toBe('a "b".mp4');
        expect(json.samples).toHaveLength(all.length);
      }),
    );
  });
});

describe("the network's input for the eye", () => {
  it('is gray, darker where the value is lower', () => {
    const data = Float32Array.from([-9, -1, 0, 1, 9]);
    expect([...toGray({ width: 5, height: 1, data })]).toEqual([0, 77, 128, 179, 255]);
  });
});
