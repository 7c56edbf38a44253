import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ClipReaction,
  falsePerMinute,
  flipsPerMinute,
  onsetDelayMs,
  type Shown,
  timeline,
} from '../../scripts/eval/clip-figures';
import { stressSequence } from '../../scripts/eval/stress-sequences';
import { EXPRESSIONS } from '../../src/shared/types';

const reaction = (t: number, expression: ClipReaction['expression'] = 'happy'): ClipReaction => ({
  t,
  expression,
  emoji: '1f604',
  confidence: 0.9,
});
const SMILE = { start: 2, end: 4, expression: 'happy' } as const;

describe('the figures of a clip', () => {
  it('count a reaction as false unless a true span of the same expression explains it', () => {
    expect(falsePerMinute([reaction(2.5), reaction(4.4)], [SMILE], 60)).toBe(0);
    expect(falsePerMinute([reaction(1.9), reaction(4.6), reaction(3, 'surprised')], [SMILE], 60)).toBe(3);
    expect(falsePerMinute([reaction(1)], [], 30)).toBe(2);
  });

  it('measure from the beginning of the truth to the first reaction', () => {
    expect(onsetDelayMs([reaction(2.6), reaction(3.5)], [SMILE])).toBe(600);
    expect(onsetDelayMs([reaction(1)], [SMILE])).toBeNull();
    expect(onsetDelayMs([], [])).toBeNull();
  });

  it('draw a line that covers each moment once, in order, with as many changes as flips', () => {
    const shown = fc
      .array(fc.constantFrom(...EXPRESSIONS, null), { minLength: 1, maxLength: 60 })
      .map((list): Shown[] => list.map((expression, i) => ({ t: i / 10, expression })));
    fc.assert(
      fc.property(shown, (list) => {
        const spans = timeline(list);
        spans.forEach((span, i) => {
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          if (i > 0) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]!.end);
        });
        if (list.every(({ expression }) => expression !== null)) {
          expect(flipsPerMinute(list, 60)).toBe(spans.length - 1);
        }
      }),
    );
  });
});

describe('stress sequences', () => {
  const faces = Object.fromEntries(EXPRESSIONS.map((name, i) => [name, [10 * i, 10 * i + 1]])) as never;

  it('tell the same story at every frame rate, and the same one for the same seed', () => {
    expect(stressSequence(faces, 60, 5, 7).truth).toEqual(stressSequence(faces, 60, 30, 7).truth);
    expect(stressSequence(faces, 60, 10, 7)).toEqual(stressSequence(faces, 60, 10, 7));
    expect(stressSequence(faces, 60, 10, 8).truth).not.toEqual(stressSequence(faces, 60, 10, 7).truth);
  });

  it('lift the brows in surprise only', () => {
    const { frames, truth } = stressSequence(faces, 120, 10, 3);
    for (const { t, geometry } of frames) {
      const now = truth.find((span) => t >= span.start && t < span.end)!;
      expect(geometry.browHeight > 0.48).toBe(now.expression === 'surprised');
    }
  });
});
