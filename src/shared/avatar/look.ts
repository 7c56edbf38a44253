/** What a character shows at one moment: the coefficients, what the expression adds to them, and its own idle life. */
import { clamp } from '../rect';
import type { Expression } from '../types';
import { CALM, type Coefficients, type HeadAngles, type Shapes } from './coefficients';

/** What a recognised expression adds to a face, each 0..1. */
export interface Moods {
  readonly blush: number;
  readonly hearts: number;
  readonly tears: number;
  readonly sparkle: number;
  readonly anger: number;
  readonly fear: number;
}

export const NO_MOODS: Moods = { blush: 0, hearts: 0, tears: 0, sparkle: 0, anger: 0, fear: 0 };

export interface Look {
  readonly head: HeadAngles;
  readonly shapes: Shapes;
  readonly moods: Moods;
  /** Where the eyes look, -1..1; right and down are positive. */
  readonly gaze: { readonly x: number; readonly y: number };
  /** Squash (below 0) and stretch (above 0), about -0.1..0.1. The area stays. */
  readonly stretch: number;
  /** Seconds, for movements without the user. */
  readonly time: number;
}

/** An expression that is recognised, and how strong it is (0..1). */
export interface Felt {
  readonly expression: Expression;
  readonly strength: number;
}

/** Seconds between two blinks of its own on the average, how long one takes, and between two glances. */
const BLINK_EVERY = 3.6;
const BLINK = 0.17;
const GLANCE_EVERY = 1.9;
/** Breaths a second and how far they stretch. */
const BREATH = 0.24;
const BREATH_STRETCH = 0.011;

/**
 * @param coefficients of the face; null if nothing is known of it: then the character rests and lives by itself
 * @param time seconds on any steady clock
 * @param felt what is recognised; `neutral` adds nothing
 * @param still no idle life, for a picture that must be the same every time
 */
export function lookOf(coefficients: Coefficients | null, time: number, felt: Felt, still = false): Look {
  const { head, shapes } = coefficients ?? CALM;
  const idle = still ? { blink: 0, x: 0, y: 0, breath: 0 } : idleAt(time, coefficients !== null);
  const moods = moodsOf(felt, shapes);
  const blink = (measured: number): number => Math.max(measured, idle.blink);
  return {
    head,
    shapes: {
      ...withHint(shapes, felt),
      eyeBlinkLeft: blink(shapes.eyeBlinkLeft),
      eyeBlinkRight: blink(shapes.eyeBlinkRight),
    },
    moods,
    // People who turn the head mostly keep looking at the screen: the eyes stay behind.
    gaze: {
      x: clamp(idle.x - head.yaw / 70, -1, 1),
      y: clamp(idle.y + head.pitch / 70, -1, 1),
    },
    stretch: clamp(0.07 * shapes.jawOpen + 0.03 * shapes.browInnerUp + idle.breath, -0.1, 0.1),
    time,
  };
}

/**
 * What a recognised face shows at least, at its strongest: the calm face of somebody who smiles all the time is a smile.
 */
const HINTS: Readonly<Record<Expression, Partial<Shapes>>> = {
  neutral: {},
  happy: { mouthSmileLeft: 0.7, mouthSmileRight: 0.7 },
  surprised: {
    ...{ browOuterUpLeft: 0.5, browOuterUpRight: 0.5, eyeWideLeft: 0.5, eyeWideRight: 0.5 },
    ...{ jawOpen: 0.3, mouthPucker: 0.35 },
  },
  sad: { mouthFrownLeft: 0.6, mouthFrownRight: 0.6, browInnerUp: 0.5 },
  angry: { browDownLeft: 0.6, browDownRight: 0.6, mouthFrownLeft: 0.35, mouthFrownRight: 0.35 },
  fearful: {
    ...{ browInnerUp: 0.5, eyeWideLeft: 0.5, eyeWideRight: 0.5 },
    ...{ jawOpen: 0.15, mouthFrownLeft: 0.4, mouthFrownRight: 0.4 },
  },
};

function withHint(shapes: Shapes, { expression, strength }: Felt): Shapes {
  const hints = Object.entries(HINTS[expression]) as [keyof Shapes, number][];
  const least = hints.map(([name, most]) => [name, Math.max(shapes[name], most * clamp(strength, 0, 1))]);
  return { ...shapes, ...(Object.fromEntries(least) as Partial<Shapes>) };
}

/** What an expression adds; the face itself decides how much of the strongest things. */
function moodsOf({ expression, strength }: Felt, shapes: Shapes): Moods {
  const s = clamp(strength, 0, 1);
  if (expression === 'happy') {
    const smile = (shapes.mouthSmileLeft + shapes.mouthSmileRight) / 2;
    return { ...NO_MOODS, blush: s, hearts: ramp(s * Math.max(shapes.jawOpen, smile - 0.35), 0.38, 0.62) };
  }
  if (expression === 'surprised') return { ...NO_MOODS, sparkle: s };
  if (expression === 'sad') return { ...NO_MOODS, tears: s };
  if (expression === 'angry') return { ...NO_MOODS, anger: s };
  if (expression === 'fearful') return { ...NO_MOODS, fear: s };
  return NO_MOODS;
}

interface Idle {
  readonly blink: number;
  readonly x: number;
  readonly y: number;
  readonly breath: number;
}

/** @param led whether a face is followed: its own blinks and glances count more then */
function idleAt(time: number, led: boolean): Idle {
  const round = Math.floor(time / BLINK_EVERY);
  const begin = (round + 0.15 + 0.7 * noise(round)) * BLINK_EVERY;
  const glance = Math.floor(time / GLANCE_EVERY);
  const moved = ramp(time / GLANCE_EVERY - glance, 0, 0.06);
  const from = glanceAt(glance - 1);
  const to = glanceAt(glance);
  const reach = led ? 0.5 : 1;
  return {
    blink: bump((time - begin) / BLINK),
    x: reach * (from.x + (to.x - from.x) * moved),
    y: reach * (from.y + (to.y - from.y) * moved),
    breath: BREATH_STRETCH * Math.sin(2 * Math.PI * BREATH * time),
  };
}

/** Mostly straight ahead, now and then a little aside. */
function glanceAt(round: number): { readonly x: number; readonly y: number } {
  if (noise(round + 71) < 0.55) return { x: 0, y: 0 };
  return { x: 0.5 * (2 * noise(round + 13) - 1), y: 0.3 * (2 * noise(round + 29) - 1) };
}

/** The same number (0..1) for the same whole number. */
function noise(n: number): number {
  const x = Math.sin(n * 127.1 + 11.7) * 43758.5453;
  return x - Math.floor(x);
}

/** 0 -> 1 -> 0 while t goes from 0 to 1. */
const bump = (t: number): number => (t <= 0 || t >= 1 ? 0 : Math.sin(Math.PI * t) ** 0.6);
/** 0 until `low`, 1 from `high`, smooth in between. */
export function ramp(value: number, low: number, high: number): number {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}
