import { describe, expect, it } from 'vitest';
import { CHARACTERS, characterOf, drawCharacter } from '../../src/shared/avatar';
import { ANGLES, CALM, type Coefficients, SHAPES, shapesWith } from '../../src/shared/avatar/coefficients';
import { type Felt, lookOf } from '../../src/shared/avatar/look';
import { COLOURS } from '../../src/shared/avatar/palette';
import { EXPRESSIONS } from '../../src/shared/types';
import { recordingBrush } from './support/recording-brush';

const NEUTRAL: Felt = { expression: 'neutral', strength: 0 };
const AT = { x: 100, y: 100, radius: 80 };

function drawn(
  id: (typeof CHARACTERS)[number],
  coefficients: Coefficients | null,
  felt = NEUTRAL,
  time = 1.9,
  still = true,
): string[] {
  const { brush, calls } = recordingBrush();
  drawCharacter(brush, characterOf(id), 'own', lookOf(coefficients, time, felt, still), AT);
  return calls;
}

/** Every number that a canvas was given, but for colours. */
const numbersIn = (calls: readonly string[]): number[] =>
  calls
    .map((call) => call.replace(/#\w+/g, ''))
    .flatMap((call) => (call.match(/-?\b(?:NaN|Infinity|\d[\d.e+-]*)\b/g) ?? []).map(Number));

describe.each(CHARACTERS)('the character %s', (id) => {
  const calm = drawn(id, CALM);

  it.each(SHAPES)('shows %s', (shape) => {
    expect(drawn(id, { ...CALM, shapes: shapesWith({ [shape]: 1 }) })).not.toEqual(calm);
  });

  it.each(ANGLES)('shows %s, to both sides', (angle) => {
    const to = (degrees: number) => drawn(id, { ...CALM, head: { ...CALM.head, [angle]: degrees } });
    expect(to(20)).not.toEqual(calm);
    expect(to(-20)).not.toEqual(calm);
    expect(to(-20)).not.toEqual(to(20));
  });

  it.each(EXPRESSIONS.filter((each) => each !== 'neutral'))(
    'looks different when %s, stronger when it is strong',
    (expression) => {
      const coefficients = {
        ...CALM,
        shapes: shapesWith({ mouthSmileLeft: 1, mouthSmileRight: 1, jawOpen: 0.8 }),
      };
      const felt = (strength: number) => drawn(id, coefficients, { expression, strength });
      expect(felt(1)).not.toEqual(felt(0));
      expect(felt(0.5)).not.toEqual(felt(1));
    },
  );

  it('lives by itself: it breathes, blinks and moves while nothing else does', () => {
    const at = (time: number) => drawn(id, null, NEUTRAL, time, false).join();
    expect(new Set(Array.from({ length: 12 }, (_, n) => at(n / 3))).size).toBeGreaterThan(6);
  });

  it('never gives the canvas a number that is none, and leaves it as it was', () => {
    for (const value of [0, 0.3, 1]) {
      const shapes = shapesWith(Object.fromEntries(SHAPES.map((name) => [name, value])));
      for (const degrees of [-90, 0, 90]) {
        const head = { yaw: degrees, pitch: degrees, roll: degrees };
        for (const expression of EXPRESSIONS) {
          const calls = drawn(id, { head, shapes }, { expression, strength: value });
          expect(numbersIn(calls).filter((number) => !Number.isFinite(number))).toEqual([]);
          const count = (name: string) => calls.filter((call) => call.startsWith(`${name} `)).length;
          expect(count('save')).toBe(count('restore'));
        }
      }
    }
  });

  it('has every colour', () => {
    const all = COLOURS.map((colour) => {
      const { brush, calls } = recordingBrush();
      drawCharacter(brush, characterOf(id), colour, lookOf(CALM, 0, NEUTRAL, true), AT);
      return calls.join();
    });
    expect(new Set(all).size).toBe(COLOURS.length);
  });
});
