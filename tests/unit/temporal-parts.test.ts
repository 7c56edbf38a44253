import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, believe } from '../../src/analysis/temporal/bayes';
import { createDwell } from '../../src/analysis/temporal/dwell';
import { settle, strongest } from '../../src/analysis/temporal/hysteresis';
import { DEFAULT_POLICY } from '../../src/analysis/temporal/policy';
import { isProbabilities } from '../../src/analysis/temporal/probabilities';
import { createSpanBuilder, SHORTEST_SPAN } from '../../src/analysis/temporal/spans';
import { createSpeakingDetector } from '../../src/analysis/temporal/speaking';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/shared/types';
import { mostly, probabilities } from './support/probabilities';

describe('belief', () => {
  const after = (
    milliseconds: number,
    fps: number,
    seen: Probabilities,
    before: Probabilities | null = null,
  ) => {
    let belief = before;
    const frames = Math.round((milliseconds * fps) / 1000);
    for (let i = 0; i < frames; i++) belief = believe(belief, seen, 1000 / fps);
    return belief!;
  };
  const calm = after(3000, 10, mostly('neutral'));

  it('is always a distribution, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(probabilities, fc.integer({ min: 0, max: 100_000 })), {
          minLength: 1,
          maxLength: 40,
        }),
        (looks) => {
          let belief: Probabilities | null = null;
          for (const [seen, elapsed] of looks) belief = believe(belief, seen, elapsed);
          expect(isProbabilities(belief!)).toBe(true);
        },
      ),
    );
  });

  it('does not depend on the frame rate', () => {
    for (const [name, share] of [
      ['happy', 0.9],
      ['sad', 0.6],
      ['surprised', 0.8],
    ] as const) {
      // The moment from which it is believed differs by one frame of the slower rate at the most.
      const turn = (fps: number): number => {
        for (let n = 1; ; n++)
          if (after((n * 1000) / fps, fps, mostly(name, share), calm)[name] > 0.5) return n / fps;
      };
      expect(Math.abs(turn(5) - turn(30))).toBeLessThanOrEqual(1 / 5);
      expect(Math.abs(turn(10) - turn(30))).toBeLessThanOrEqual(1 / 10);
    }
  });

  it('is not turned by a single foreign frame, and is by half a second of a laugh', () => {
    expect(after(100, 10, mostly('angry'), calm).neutral).toBeGreaterThan(0.5);
    expect(after(500, 10, mostly('happy'), calm).happy).toBeGreaterThan(0.9);
  });

  it('forgets with time: after a minute without evidence only the usual is left', () => {
    const late = (start: Probabilities) => advance(start, 60_000);
    for (const name of EXPRESSIONS) expect(late(mostly('angry'))[name]).toBeCloseTo(late(calm)[name], 3);
    expect(strongest(late(mostly('angry')))).toBe('neutral');
  });
});

describe('hysteresis', () => {
  it('takes what is clearly there and keeps it while it is plausible', () => {
    expect(settle('neutral', mostly('happy', 0.61))).toBe('happy');
    expect(settle('neutral', mostly('happy', 0.59))).toBe('neutral');
    expect(settle('happy', mostly('happy', 0.41))).toBe('happy');
    expect(settle('happy', mostly('happy', 0.39))).toBe('neutral');
    expect(settle(null, mostly('sad', 0.9))).toBe('sad');
  });

  it('names the most probable', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        expect(p[strongest(p)]).toBe(Math.max(...EXPRESSIONS.map((name) => p[name])));
      }),
    );
  });
});

describe('dwell', () => {
  it('fires once per appearance, after the dwell, and not again within the cooldown', () => {
    const dwell = createDwell(() => ({ ...DEFAULT_POLICY, dwell: 400, cooldown: 2000, sameAgain: 2000 }));
    const fired: number[] = [];
    const at = (time: number, expression: Expression | null) => {
      if (dwell.update(expression, time).fires) fired.push(time);
    };
    for (let t = 0; t <= 3000; t += 100) at(t, 'happy');
    expect(fired).toEqual([400]);
    at(3100, 'neutral');
    for (let t = 3200; t <= 4000; t += 100) at(t, 'happy');
    expect(fired).toEqual([400, 3600]);
    at(4100, 'neutral');
    // Back within the cooldown, which ends at 5600: the dwell starts there.
    for (let t = 4200; t <= 7000; t += 100) at(t, 'happy');
    expect(fired).toEqual([400, 3600, 6000]);
  });

  it('is cancelled by looking neutral and never fires what may not fire', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    dwell.update('happy', 0);
    expect(dwell.update('happy', 300).fill).toBe(1);
    expect(dwell.update('neutral', 350)).toEqual({ fill: 0, fires: false });
    expect(dwell.update('happy', 400).fill).toBe(0);
    for (const never of ['neutral', 'sad', 'angry', 'fearful'] as const) {
      for (let t = 1000; t < 20_000; t += 100) expect(dwell.update(never, t).fires).toBe(false);
    }
  });
});

describe('a frame that does not show the expression', () => {
  it('neither counts nor fires, and what was filled is kept', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    dwell.update('happy', 0);
    const { fill } = dwell.update('happy', 200);
    expect(dwell.update('happy', 1000, { mayFire: false })).toEqual({ fill, fires: false });
    expect(dwell.update('happy', 1100).fires).toBe(true);
  });
});

describe('a dismissed dwell', () => {
  it('does not fire however long the expression lasts, and fills again with the next one', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    dwell.update('happy', 0);
    expect(dwell.update('happy', 200).fill).toBeGreaterThan(0.5);
    dwell.dismiss();
    for (let t = 250; t < 20_000; t += 100)
      expect(dwell.update('happy', t)).toEqual({ fill: 0, fires: false });
    dwell.update('neutral', 20_000);
    dwell.update('happy', 20_100);
    expect(dwell.update('happy', 20_400).fires).toBe(true);
  });

  it('leaves what comes later alone', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    dwell.dismiss();
    dwell.update('happy', 0);
    expect(dwell.update('happy', 300).fires).toBe(true);
  });
});

describe('what was dismissed', () => {
  it('stays so when the face is away in between, until another expression was seen', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    const firesWithin = (from: number, expression: 'happy' | 'neutral') => {
      let fires = false;
      for (let t = from; t < from + 5000; t += 100) fires ||= dwell.update(expression, t).fires;
      return fires;
    };
    dwell.update('happy', 0);
    dwell.dismiss();
    dwell.cancel();
    expect(firesWithin(1000, 'happy')).toBe(false);
    expect(firesWithin(6000, 'neutral')).toBe(false);
    expect(firesWithin(11_000, 'happy')).toBe(true);
  });
});

describe('a clock that was set back', () => {
  it('leaves no quiet time that lasts until it has caught up', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    let fired = 0;
    for (let t = 3_600_000; t < 3_601_000; t += 100) fired += Number(dwell.update('happy', t).fires);
    dwell.cancel();
    for (let t = 0; t < 1000; t += 100) fired += Number(dwell.update('happy', t).fires);
    expect(fired).toBe(2);
  });
});

describe('quiet times', () => {
  const quick = { ...DEFAULT_POLICY, dwell: 0, cooldown: 1000, sameAgain: 5000, perMinute: 4 };
  const show = (dwell: ReturnType<typeof createDwell>, expression: Expression, time: number): boolean => {
    dwell.update('neutral', time);
    dwell.update(expression, time + 1);
    return dwell.update(expression, time + 2).fires || dwell.update(expression, time + 3).fires;
  };

  it('are longer after the same expression than after another', () => {
    const dwell = createDwell(() => ({ ...quick, dwell: 1 }));
    expect(show(dwell, 'happy', 0)).toBe(true);
    expect(show(dwell, 'happy', 2000)).toBe(false);
    expect(show(dwell, 'surprised', 3000)).toBe(true);
    expect(show(dwell, 'happy', 6000)).toBe(true);
  });

  it('never let more through in any minute than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EXPRESSIONS), { minLength: 200, maxLength: 400 }), (list) => {
        const dwell = createDwell(() => ({ ...quick, dwell: 100 }));
        const fired: number[] = [];
        list.forEach((expression, i) => {
          if (dwell.update(expression, i * 400).fires) fired.push(i * 400);
        });
        fired.forEach((time, i) => {
          const later = fired[i + 4];
          if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(60_000);
        });
      }),
    );
  });
});

describe('speaking', () => {
  const hear = (openings: readonly number[], every = 100) => {
    const detector = createSpeakingDetector();
    return openings.map((opening, i) => detector.update(opening, i * every));
  };
  const syllables = Array.from({ length: 40 }, (_, i) => 0.1 + 0.08 * Math.sin(i * 1.3));

  it('is a mouth that opens and closes again and again', () => {
    expect(hear(syllables).at(-1)).toBe(true);
    expect(
      hear(
        syllables.filter((_, i) => i % 2 === 0),
        200,
      ).at(-1),
    ).toBe(true);
  });

  it('is not a laugh, a still mouth, or the noise of the landmarks', () => {
    const laugh = [...Array(10).fill(0.02), ...Array(20).fill(0.25), ...Array(10).fill(0.02)];
    expect(hear(laugh)).not.toContain(true);
    expect(hear(Array.from({ length: 60 }, (_, i) => 0.02 + (i % 2) * 0.015))).not.toContain(true);
    expect(hear(Array(30).fill(Number.NaN))).not.toContain(true);
  });

  it('ends soon after the last word', () => {
    const quiet = hear([...syllables, ...Array(30).fill(0.02)]);
    expect(quiet.at(-1)).toBe(false);
  });

  it('does not end in the pause between two sentences', () => {
    const paused = hear([...syllables, ...Array(15).fill(0.02)]);
    expect(paused.at(-1)).toBe(true);
  });

  it('slows the dwell of a smile and stops that of surprise', () => {
    const dwell = createDwell(() => DEFAULT_POLICY);
    dwell.update('happy', 0, { pace: 0.4 });
    expect(dwell.update('happy', 500, { pace: 0.4 }).fires).toBe(false);
    expect(dwell.update('happy', 800, { pace: 0.4 }).fires).toBe(true);
    const silent = createDwell(() => DEFAULT_POLICY);
    for (let t = 0; t < 10_000; t += 100)
      expect(silent.update('surprised', t, { pace: 0 }).fires).toBe(false);
  });
});

describe('spans', () => {
  it('cover the time without overlap, in order, and are not shorter than the shortest', () => {
    const step = fc.record({
      expression: fc.constantFrom(...EXPRESSIONS, null),
      wait: fc.integer({ min: 1, max: 900 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const builder = createSpanBuilder();
        let time = 1000;
        const spans = steps.map(({ expression, wait }) => {
          time += wait;
          return builder.update(expression, 0.8, time);
        });
        const all = [...spans, builder.flush()].filter((span) => span !== null);
        let end = 1000;
        for (const span of all) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.duration).toBeGreaterThanOrEqual(SHORTEST_SPAN);
          expect(span.confidence).toBeCloseTo(0.8, 9);
          end = span.start + span.duration;
        }
        expect(end).toBeLessThanOrEqual(time);
      }),
    );
  });
});

describe('what counts as probabilities', () => {
  it('refuses garbage', () => {
    const good = mostly('happy') as Record<Expression, number>;
    expect(isProbabilities(good)).toBe(true);
    for (const bad of [Number.NaN, -0.1, 1.5, Number.POSITIVE_INFINITY]) {
      expect(isProbabilities({ ...good, sad: bad } as Probabilities)).toBe(false);
    }
    expect(isProbabilities({ ...good, happy: 0.1 })).toBe(false);
  });
});
