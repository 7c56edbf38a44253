import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWinkDetector } from '../../src/face/wink';

interface Eyes {
  readonly left: number;
  readonly right: number;
  readonly yaw?: number;
}
/** Eyes as a function of time (milliseconds); `start` is when the play begins. */
type Play = (t: number) => Eyes;

const OPEN: Eyes = { left: 0.32, right: 0.3 };
/** Long enough to learn how wide the eyes are open. */
const START = 2000;

/** Winks found while open eyes, the play and open eyes again are shown; times since the play began. */
function winksIn(
  play: Play,
  { fps = 10, seconds = 4, phase = 0, shown = (eyes: Eyes) => eyes } = {},
): number[] {
  const detector = createWinkDetector();
  const found: number[] = [];
  for (let n = 0; ; n++) {
    const t = (1000 * n) / fps + phase - START;
    if (t > 1000 * seconds) return found;
    const { left, right, yaw = 0 } = shown(t < 0 ? OPEN : play(t));
    if (detector.update(left, right, yaw, 1e12 + t)) found.push(t);
  }
}

const between = (t: number, from: number, until: number): boolean => t >= from && t < until;
const wink = (ms: number, eye: 'left' | 'right' = 'left'): Play => {
  return (t) => (between(t, 500, 500 + ms) ? { ...OPEN, [eye]: 0.08 } : OPEN);
};
const blink =
  (ms: number): Play =>
  (t) =>
    between(t, 500, 500 + ms) ? { left: 0.07, right: 0.07 } : OPEN;

describe('a wink', () => {
  it.each([5, 10, 15, 30])('of 450 ms is found once at %d frames a second, whenever it falls', (fps) => {
    const phases = fc.integer({ min: 0, max: Math.round(1000 / fps) });
    fc.assert(
      fc.property(phases, fc.constantFrom('left', 'right'), (phase, eye) => {
        const found = winksIn(wink(450, eye as 'left'), { fps, phase });
        expect(found).toHaveLength(1);
        expect(found[0]).toBeGreaterThanOrEqual(950);
        expect(found[0]).toBeLessThanOrEqual(950 + 1000 / fps);
      }),
    );
  });

  it('may narrow the other eye a little, and be repeated', () => {
    const twice: Play = (t) => (t % 1500 < 400 && t > 500 ? { left: 0.1, right: 0.25 } : OPEN);
    expect(winksIn(twice, { seconds: 4 })).toHaveLength(2);
  });

  it('is measured by the own eyes: narrow and wide ones alike', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.4, max: 2, noNaN: true }), (size) => {
        const shown = ({ left, right }: Eyes): Eyes => ({ left: left * size, right: right * size });
        expect(winksIn(wink(400), { shown })).toHaveLength(1);
      }),
    );
  });

  it('is found again after the eyes of another face', () => {
    const detector = createWinkDetector();
    let t = 0;
    const show = (left: number, right: number, ms: number): number => {
      let count = 0;
      for (const end = t + ms; t < end; t += 100) if (detector.update(left, right, 0, t)) count += 1;
      return count;
    };
    show(0.3, 0.3, 2000);
    detector.reset();
    expect(show(0.15, 0.15, 2000)).toBe(0);
    expect(show(0.04, 0.14, 400) + show(0.15, 0.15, 500)).toBe(1);
  });
});

describe('no wink is', () => {
  const fps = fc.integer({ min: 5, max: 30 });
  const never = (play: Play, options = {}) =>
    fc.assert(
      fc.property(fps, fc.integer({ min: 0, max: 200 }), (rate, phase) => {
        expect(winksIn(play, { fps: rate, phase, ...options })).toEqual([]);
      }),
    );

  it('a blink, short or long', () => {
    for (const ms of [80, 150, 300, 600]) never(blink(ms));
  });

  it('a blink in which one eye is ahead of the other', () => {
    never((t) => ({ left: between(t, 500, 800) ? 0.07 : 0.32, right: between(t, 560, 860) ? 0.07 : 0.3 }));
  });

  it('an eye that closes slowly', () => {
    never((t) => (between(t, 500, 2500) ? { ...OPEN, left: 0.32 - ((t - 500) / 2000) * 0.26 } : OPEN));
  });

  it('an eye that stays closed', () => {
    never(wink(2000));
  });

  it('a flicker of one picture', () => {
    expect(winksIn(wink(60), { fps: 10 })).toEqual([]);
    expect(winksIn(wink(60), { fps: 30 })).toEqual([]);
  });

  it('a far eye of a turned head', () => {
    never((t) => (between(t, 500, 900) ? { ...OPEN, left: 0.08, yaw: 0.5 } : OPEN));
    never((t) => (between(t, 500, 900) ? { ...OPEN, left: 0.08, yaw: -0.5 } : OPEN));
  });

  it('the trembling of the landmarks', () => {
    // A fifth to both sides: several times what the mesh trembles by.
    const tremble = fc.array(fc.double({ min: 0.8, max: 1.2, noNaN: true }), {
      minLength: 600,
      maxLength: 600,
    });
    fc.assert(
      fc.property(tremble, (factors) => {
        let n = 0;
        const next = (): number => factors[n++ % factors.length]!;
        const shown = ({ left, right }: Eyes): Eyes => ({ left: left * next(), right: right * next() });
        expect(winksIn(() => OPEN, { seconds: 20, shown })).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('anything before the open eyes are known', () => {
    const detector = createWinkDetector();
    const found = [0, 100, 200, 300, 400, 500, 600, 700].filter((t) =>
      detector.update(between(t, 200, 500) ? 0.05 : 0.3, 0.3, 0, t),
    );
    expect(found).toEqual([]);
  });

  it('garbage, at any time', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1));
    const picture = fc.tuple(number, number, number, fc.double());
    fc.assert(
      fc.property(fc.array(picture), (pictures) => {
        const detector = createWinkDetector();
        for (const [left, right, yaw, time] of pictures) detector.update(left, right, yaw, time);
      }),
    );
    const shown = (eyes: Eyes): Eyes => (eyes.left < 0.1 ? { ...eyes, left: Number.NaN } : eyes);
    expect(winksIn(wink(400), { shown })).toEqual([]);
  });

  it('what a gap or a clock set back leaves open', () => {
    const detector = createWinkDetector();
    for (let t = 0; t <= 2000; t += 100) detector.update(0.3, 0.3, 0, t);
    detector.update(0.05, 0.3, 0, 2100);
    detector.update(0.05, 0.3, 0, 2200);
    expect(detector.update(0.3, 0.3, 0, 2700)).toBe(false);
    detector.update(0.05, 0.3, 0, 2800);
    detector.update(0.05, 0.3, 0, 2900);
    expect(detector.update(0.3, 0.3, 0, 1000)).toBe(false);
  });
});
