/** Position and animation of a reaction in the outgoing picture. Lengths are pixels, times milliseconds. */
import type { AvatarSize, Duration, PopPlace } from '../../../shared/avatar/choice';
import type { Rect } from '../../../shared/types';
import type { Placement } from './place';

export interface OutgoingPop {
  readonly emoji: string;
  readonly began: number;
  readonly lasts: number;
  /** Whether the expression is strong: additional emoji fly up. */
  readonly strong: boolean;
  /** Preferred side of the face; a reaction must not change sides while there is room. */
  readonly side: 'left' | 'right';
}

export const POP_LASTS: Readonly<Record<Duration, number>> = { short: 1400, normal: 2200, long: 3600 };
/** Side of the emoji, as a share of the picture's shorter side. */
const SIDES: Readonly<Record<AvatarSize, number>> = { small: 0.2, medium: 0.27, large: 0.36 };
/** Share of the face box that must stay free: eyes and mouth. */
const CORE = 0.9;
/** Share of the picture's height below which call sites show names. */
const NAMES = 0.78;
const FADE = 380;

/** Emoji that fly up with a strong reaction: start time, direction (radians from straight up) and size. */
const SPARKS = [
  { after: 120, turn: -0.55, size: 0.36 },
  { after: 230, turn: 0.5, size: 0.3 },
  { after: 360, turn: -0.1, size: 0.4 },
  { after: 520, turn: 0.75, size: 0.26 },
] as const;
const SPARK_LASTS = 1000;

export interface PopStage {
  readonly width: number;
  readonly height: number;
  readonly size: AvatarSize;
  readonly place: PopPlace;
  /** The user's face in fractions (0..1) of the picture; null if it is not known. */
  readonly face: Rect | null;
}

/** The emoji to draw now, the main one last; empty before the reaction starts and after it ends. */
export function popPlacements(pop: OutgoingPop, now: number, stage: PopStage): readonly Placement[] {
  const age = now - pop.began;
  const left = pop.lasts - age;
  if (!(age >= 0 && left > 0)) return [];
  const unit = Math.min(stage.width, stage.height);
  const side = SIDES[stage.size] * unit;
  const t = age / 1000;
  const home = anchor(side, pop.side, stage);
  const going = Math.min(left / FADE, 1);
  const main: Placement = {
    x: home.x + 0.014 * unit * Math.sin(t * 3.1),
    y: home.y - 0.06 * unit * (1 - Math.exp(-1.3 * t)) - 0.05 * unit * (1 - going) ** 2,
    side: Math.max(2, side * spring(t) * (0.8 + 0.2 * going)),
    roll: 0.16 * Math.sin(t * 4.4) * Math.exp(-0.7 * t) - 0.35 * Math.exp(-6 * t),
    opacity: going * Math.min(1, t * 12),
  };
  if (!pop.strong) return [main];
  return [...SPARKS.flatMap((spark) => sparkAt(spark, age, home, side)), main];
}

function sparkAt(
  { after, turn, size }: (typeof SPARKS)[number],
  age: number,
  home: { readonly x: number; readonly y: number },
  side: number,
): readonly Placement[] {
  const t = (age - after) / SPARK_LASTS;
  if (t <= 0 || t >= 1) return [];
  const way = side * (0.35 + 0.75 * (1 - (1 - t) ** 2));
  return [
    {
      x: home.x + way * Math.sin(turn),
      y: home.y - way * Math.cos(turn),
      side: Math.max(2, side * size * Math.min(1, t * 5)),
      roll: turn * 0.6 * (1 + t),
      opacity: Math.min(1, 3 * (1 - t)),
    },
  ];
}

/** Damped spring from 0 to 1 with two overshoots. */
const spring = (seconds: number): number => 1 - Math.exp(-7 * seconds) * Math.cos(14 * seconds);

/** Centre of the emoji: beside the face, on the side with more room, or in the upper right of the centred square. */
function anchor(
  side: number,
  prefers: OutgoingPop['side'],
  { width, height, place, face }: PopStage,
): { readonly x: number; readonly y: number } {
  const unit = Math.min(width, height);
  const inside = { left: (width - unit) / 2, right: (width + unit) / 2 };
  const reach = side * 0.62;
  const low = NAMES * height - reach;
  const hold = (x: number, y: number) => ({
    x: Math.min(Math.max(x, inside.left + reach), inside.right - reach),
    y: Math.min(Math.max(y, reach * 1.25), low),
  });
  const corner = (right: boolean) => hold(right ? inside.right : inside.left, height / 2 - 0.3 * unit);
  if (face === null) return corner(true);
  const box = {
    left: face.x * width,
    right: (face.x + face.width) * width,
    top: face.y * height,
    bottom: (face.y + face.height) * height,
  };
  const y = box.top + 0.1 * (box.bottom - box.top);
  const beside = [
    hold(box.right + reach * 0.9, y),
    hold(box.left - reach * 0.9, y),
    corner(true),
    corner(false),
    // Above the head, or beside it outside the centred square: better cropped than over the eyes.
    { x: (box.left + box.right) / 2, y: Math.max(reach, box.top - reach) },
    { x: Math.min(box.right + reach, width - reach), y: hold(0, y).y },
    { x: Math.max(box.left - reach, reach), y: hold(0, y).y },
  ];
  const [first, second, ...rest] =
    prefers === 'right' ? beside : [beside[1]!, beside[0]!, ...beside.slice(2)];
  const wanted =
    place === 'corner' ? [corner(true), corner(false), first!, second!, ...rest] : [first!, second!, ...rest];
  const over = ({ x, y: middle }: { x: number; y: number }): number => {
    const [w, h] = [(box.right - box.left) * CORE, (box.bottom - box.top) * CORE];
    const [cx, cy] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const across = Math.min(x + reach * 0.8, cx + w / 2) - Math.max(x - reach * 0.8, cx - w / 2);
    const down = Math.min(middle + reach * 0.8, cy + h / 2) - Math.max(middle - reach * 0.8, cy - h / 2);
    return Math.max(0, across) * Math.max(0, down);
  };
  // The first place that leaves the face free; if the face fills the picture, the place that hides least of it.
  return (
    wanted.find((each) => over(each) === 0) ??
    wanted.reduce((best, each) => (over(each) < over(best) ? each : best))
  );
}
