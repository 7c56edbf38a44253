/** A mouth that speaks: its lips as two curves between the corners, and what is seen between them. */
import { type Brush, oval, vertical } from './brush';
import { halfOf } from './face-parts';
import type { Look } from './look';

export interface MouthStyle {
  /** Half width of the calm mouth. */
  readonly width: number;
  /** How far it opens. */
  readonly drop: number;
  /** Of the lips' line. */
  readonly line: string;
  readonly thick: number;
  /** Of the inside, from top to bottom. */
  readonly inside: readonly [string, string];
  readonly tongue: string;
  /** Null: no teeth. */
  readonly teeth: string | null;
  /** How far a calm mouth smiles: friendly. */
  readonly rest?: number;
}

/** Where the lips are. */
export interface Lips {
  readonly left: readonly [x: number, y: number];
  readonly right: readonly [x: number, y: number];
  /** Middle of the upper and of the lower lip. */
  readonly upper: number;
  readonly lower: number;
  /** 0: almond, as in a smile; 1: round, as in an o. */
  readonly round: number;
}

/** The lips around the origin. */
export function lipsOf(look: Look, { width, drop, rest: friendly = 0.18 }: MouthStyle): Lips {
  const { jawOpen, mouthPucker: pucker } = look.shapes;
  const [left, right] = [halfOf(look, -1), halfOf(look, 1)];
  const { tears, anger, fear, sparkle } = look.moods;
  // A mouth that speaks is no grin: open without a smile it is rounder and narrower, and not friendly any more.
  const speaks = jawOpen * (1 - Math.min(1, 1.4 * Math.max(left.smile, right.smile)));
  const rest = friendly * (1 - Math.max(tears, anger, fear, 0.8 * sparkle, Math.min(1, 1.3 * speaks)));
  const corner = (half: typeof left, side: number): readonly [number, number] => {
    const lift = rest + half.smile - 1.15 * half.frown - rest * 0.6 * pucker;
    const wide =
      1 +
      0.34 * half.smile +
      0.3 * half.stretch -
      0.08 * half.frown -
      0.46 * pucker -
      0.1 * jawOpen -
      0.3 * speaks;
    return [side * width * wide, -0.36 * width * lift + 0.1 * drop * jawOpen];
  };
  const lift = rest + (left.smile + right.smile) / 2 - 1.15 * ((left.frown + right.frown) / 2);
  const smile = Math.max(lift, 0);
  const middle = 0.3 * width * lift;
  const bared = (left.stretch + right.stretch) / 2;
  const open = Math.min(1, jawOpen * 1.08 + 0.16 * bared);
  return {
    left: corner(left, -1),
    right: corner(right, 1),
    // An open smile keeps its upper lip straight.
    upper:
      middle * (1 - 0.75 * open) -
      drop * open * (0.3 - 0.12 * Math.min(smile, 1)) -
      0.1 * width * pucker * open,
    lower: middle + drop * open * (0.86 + 0.1 * smile) + 0.12 * width * pucker,
    round: Math.min(1, open * (1 - 0.55 * Math.min(smile, 1)) + pucker * 0.8),
  };
}

/** The path of the lips, closed. */
export function traceLips(brush: Brush, { left, right, upper, lower, round }: Lips): void {
  const reach = 0.48 + 0.5 * round;
  const control = (middle: number, corner: number): number => (middle - 0.25 * corner) / 0.75;
  const mean = (left[1] + right[1]) / 2;
  const up = control(upper, mean);
  const down = control(lower, mean);
  brush.beginPath();
  brush.moveTo(left[0], left[1]);
  brush.bezierCurveTo(left[0] * reach, up, right[0] * reach, up, right[0], right[1]);
  brush.bezierCurveTo(right[0] * (reach + 0.12), down, left[0] * (reach + 0.12), down, left[0], left[1]);
  brush.closePath();
}

/** A mouth around the origin. */
export function drawMouth(brush: Brush, look: Look, style: MouthStyle): void {
  const lips = lipsOf(look, style);
  const { left, right, upper, lower } = lips;
  const gap = lower - upper;
  const wide = right[0] - left[0];
  brush.lineJoin = 'round';
  brush.lineCap = 'round';
  brush.strokeStyle = style.line;
  brush.lineWidth = style.thick;
  traceLips(brush, lips);
  if (gap > style.thick * 0.5) {
    brush.save();
    brush.clip();
    brush.fillStyle = vertical(brush, upper, lower, [
      [0, style.inside[0]],
      [1, style.inside[1]],
    ]);
    brush.fillRect(left[0] - 0.1, Math.min(upper, left[1], right[1]) - 0.1, wide + 0.2, gap + 0.7);
    brush.fillStyle = style.tongue;
    const tongue = Math.min(wide * 0.34, 0.36);
    oval(brush, 0, lower + gap * 0.06, tongue, gap * 0.4);
    brush.fillStyle = 'rgb(255 255 255 / 16%)';
    oval(brush, -tongue * 0.15, lower - gap * 0.14, tongue * 0.55, gap * 0.12);
    if (style.teeth !== null) drawTeeth(brush, lips, gap, style.teeth);
    brush.restore();
    traceLips(brush, lips);
  }
  brush.stroke();
}

/** The upper row: a band along the upper lip. */
function drawTeeth(brush: Brush, { left, right, upper, round }: Lips, gap: number, colour: string): void {
  const tall = Math.min(gap * 0.62, 0.15) * (1 - 0.45 * round);
  const inset = 0.84;
  const mean = (left[1] + right[1]) / 2;
  const up = (upper - 0.25 * mean) / 0.75;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(left[0] * inset, mean - 0.3);
  brush.lineTo(right[0] * inset, mean - 0.3);
  brush.lineTo(right[0] * inset, mean + tall * 0.6);
  brush.bezierCurveTo(
    right[0] * 0.5,
    up + tall * 1.35,
    left[0] * 0.5,
    up + tall * 1.35,
    left[0] * inset,
    mean + tall * 0.5,
  );
  brush.closePath();
  brush.fill();
}
