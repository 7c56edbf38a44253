import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDwell } from '../../src/temporal/dwell';
import { createBrowLift, fuse } from '../../src/temporal/evidence';
import { settle, strongest } from '../../src/temporal/hysteresis';
import { DEFAULT_POLICY } from '../../src/temporal/policy';
import { isProbabilities, smooth } from '../../src/temporal/smooth';
import { createSpanBuilder, SHORTEST_SPAN } from '../../src/temporal/spans';
import { EXPRESSIONS, type Expression, type Probabilities } from '../../src/types';
import { mostly, probabilities } from './support/probabilities';

describe('smoothing', () => {
  it('stays between its inputs and keeps the sum', () => {
    fc.assert(
      fc.property(probabilities, probabilities, fc.integer({ min: 0, max: 5000 }), (before, now, elapsed) => {
        const mixed = smooth(before, now, elapsed);
        expect(isProbabilities(mixed)).toBe(true);
        for (const name of EXPRESSIONS) {
          expect(mixed[name]).toBeGreaterThanOrEqual(Math.min(before[name], now[name]) - 1e-9);
          expect(mixed[name]).toBeLessThanOrEqual(Math.max(before[name], now[name]) + 1e-9);
        }
      }),
    );
  });

  it('depends on time, not on the number of frames', () => {
    fc.assert(
      fc.property(probabilities, probabilities, fc.integer({ min: 1, max: 12 }), (before, now, frames) => {
        let many = before;
        for (let i = 0; i < frames; i++) many = smooth(many, now, 300 / frames);
        const once = smooth(before, now, 300);
        for (const name of EXPRESSIONS) expect(many[name]).toBeCloseTo(once[name], 9);
      }),
    );
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

describe('brow lift', () => {
  const calmFor = (milliseconds: number) => {
    const lift = createBrowLift();
    for (let t = 0; t <= milliseconds; t += 100) lift.update(mostly('neutral'), 0.45, t === 0 ? 0 : 100);
    return lift;
  };

  it('knows nothing before a second of calm, and nothing of another face', () => {
    expect(calmFor(500).update(mostly('surprised'), 0.6, 100)).toBeNull();
    const lift = calmFor(2000);
    lift.reset();
    expect(lift.update(mostly('surprised'), 0.6, 100)).toBeNull();
  });

  it('is 0 for an open mouth with resting brows and grows to 1 with lifted ones', () => {
    const lift = calmFor(2000);
    expect(lift.update(mostly('surprised'), 0.45, 100)).toBe(0);
    expect(lift.update(mostly('surprised'), 0.45 * 1.15, 100)).toBeCloseTo(0.5, 1);
    expect(lift.update(mostly('surprised'), 0.45 * 1.4, 100)).toBe(1);
    expect(lift.update(mostly('surprised'), Number.NaN, 100)).toBeNull();
  });

  it('follows the calm height slowly', () => {
    const lift = calmFor(10_000);
    expect(lift.update(mostly('neutral'), 0.9, 100)).toBe(1);
    expect(lift.update(mostly('surprised'), 0.45 * 1.3, 100)).toBeGreaterThan(0.9);
  });

  it('moves probability from surprised to neutral only', () => {
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0, max: 1, noNaN: true }), (p, lift) => {
        const fused = fuse(p, lift);
        expect(isProbabilities(fused)).toBe(true);
        expect(fused.surprised).toBeCloseTo(p.surprised * lift, 9);
        for (const name of ['happy', 'sad', 'angry', 'fearful'] as const) expect(fused[name]).toBe(p[name]);
      }),
    );
    const p = mostly('surprised');
    expect(fuse(p, null)).toBe(p);
  });
});

describe('dwell', () => {
  it('fires once per appearance, after the dwell, and not again within the cooldown', () => {
    const dwell = createDwell({ auto: new Set<Expression>(['happy']), dwell: 400, cooldown: 2000 });
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
    const dwell = createDwell(DEFAULT_POLICY);
    dwell.update('happy', 0);
    expect(dwell.update('happy', 300).fill).toBeCloseTo(0.75);
    expect(dwell.update('neutral', 350)).toEqual({ fill: 0, fires: false });
    expect(dwell.update('happy', 400).fill).toBe(0);
    for (const never of ['neutral', 'sad', 'angry', 'fearful'] as const) {
      for (let t = 1000; t < 20_000; t += 100) expect(dwell.update(never, t).fires).toBe(false);
    }
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
