/** The user's own calm face, learned from the frames: the reference of every coefficient. */
import { type Measure, type Measures, RIG_MEASURES } from './measures';

/** An average calm face, until the user's own is known. */
const TYPICAL: Measures = {
  ...{ lipGap: 0.04, mouthWidth: 0.81, cornerLeft: -0.02, cornerRight: -0.02 },
  ...{ browInnerLeft: 0.28, browInnerRight: 0.28, browOuterLeft: 0.3, browOuterRight: 0.3 },
  ...{ eyeLeft: 0.27, eyeRight: 0.27 },
};

/**
 * The quantile of each measure that counts as calm: lips part in speech and never close further, eyes close in a blink and
 * seldom open wider, corners rise in a smile. The other measures vary in both directions.
 */
const QUANTILES: Partial<Record<Measure, number>> = {
  ...{ lipGap: 0.2, cornerLeft: 0.4, cornerRight: 0.4, eyeLeft: 0.7, eyeRight: 0.7 },
};
/** Lips further apart than this are open, also of somebody who speaks from the first frame on: no calm face has more. */
const MOST_GAP = 0.07;
/**
 * Largest change per second, in each measure's units: finally, at first, and the duration of the transition (seconds).
 * Brows move by 0.03 to 0.17 in all: a calm face that follows faster takes a raised brow for the calm one, and the
 * character does not raise its own (`npm run eval:avatar`).
 */
const RATE = 0.004;
const FIRST_RATE = 0.16;
const FIRST = 0.4;
/**
 * What lies on the same side of calm for this long is no expression, and is followed faster by `HURRY`: whoever greets with
 * a smile would frown for long afterwards. Seconds: at first, more per second that the face was seen, and at most.
 */
const PATIENCE = { first: 2, growth: 0.3, most: 7 };
const HURRY = 0.04;
/** Weight of the first frame against an average face. */
const FIRST_LOOK = 0.7;
/** Degrees of pitch per unit of the other measures. */
const DEGREES = 100;
/** After a longer gap, the time in between does not count. Seconds. */
const GAP = 0.5;

export interface RestingFace {
  readonly measures: Measures;
  /** The calm pitch in degrees: cameras are below or above the face. */
  readonly pitch: number;
  /** @param time seconds */
  look(measures: Measures, pitch: number, time: number): void;
  reset(): void;
}

export function createCalmFace(): RestingFace {
  let measures = TYPICAL;
  let pitch = 0;
  let seen = 0;
  let last: number | null = null;
  /** On which side of calm each value lies, and for how long (seconds). */
  const sides = new Map<Measure | 'pitch', { readonly side: number; readonly lasts: number }>();

  /** @returns whether the value has been on this side of calm for longer than an expression */
  function isNoExpression(name: Measure | 'pitch', side: number, passed: number): boolean {
    const before = sides.get(name);
    const lasts = before?.side === side ? before.lasts + passed : 0;
    sides.set(name, { side, lasts });
    return lasts > Math.min(PATIENCE.most, PATIENCE.first + PATIENCE.growth * seen);
  }

  return {
    get measures() {
      return measures;
    },
    get pitch() {
      return pitch;
    },
    look(now, nowPitch, time) {
      const passed = last === null ? 0 : Math.min(Math.max(time - last, 0), GAP);
      // The first frame tells more than any average face.
      if (last === null) {
        measures = Object.fromEntries(
          RIG_MEASURES.map((name) => [name, TYPICAL[name] + FIRST_LOOK * (now[name] - TYPICAL[name])]),
        ) as Record<Measure, number>;
        pitch = FIRST_LOOK * nowPitch;
      }
      last = time;
      seen += passed;
      const rate = RATE + FIRST_RATE * Math.exp(-seen / FIRST);
      const towards = (name: Measure | 'pitch', from: number, to: number, quantile: number): number => {
        const hurry = isNoExpression(name, Math.sign(to - from), passed) ? HURRY : 0;
        const most = passed * (rate + hurry) * (name === 'pitch' ? DEGREES : 1);
        const by = to > from ? quantile * most : (quantile - 1) * most;
        return Math.abs(by) > Math.abs(to - from) ? to : from + by;
      };
      const next = Object.fromEntries(
        RIG_MEASURES.map((name) => [name, towards(name, measures[name], now[name], QUANTILES[name] ?? 0.5)]),
      ) as Record<Measure, number>;
      measures = { ...next, lipGap: Math.min(next.lipGap, MOST_GAP) };
      pitch = towards('pitch', pitch, nowPitch, 0.5);
    },
    reset() {
      measures = TYPICAL;
      pitch = 0;
      seen = 0;
      last = null;
      sides.clear();
    },
  };
}
