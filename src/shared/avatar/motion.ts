/**
 * A face between readings: 10 to 15 come a second and each is late, 30 pictures a second are drawn. Values go on as they
 * last moved for a moment, and every picture takes a step towards where they should be by now.
 */
import { ANGLES, type Coefficients, type HeadAngles, SHAPES, type Shapes } from './coefficients';

/** Longest extrapolation of a movement beyond a reading. Milliseconds. */
const LEAD = 170;
/**
 * Share of its speed with which a movement is carried on, and time constant (milliseconds) of the steps: lips turn back sooner
 * than heads do. Chosen with `npm run eval:avatar`: more overshoots, none stutters.
 */
const TURN = { carry: 0.8, follow: 30 };
const SHAPE = { carry: 0.2, follow: 25 };
/** Time constant of going to rest when nothing is known any more. Milliseconds. */
const REST = 350;
/** Without a reading for this long the face rests. Milliseconds. */
const STALE = 700;
/** Readings further apart are not used for the speed. Milliseconds. */
const GAP = 500;
/** Share of a new speed that is taken over: two readings alone are noisy. */
const TAKE_OVER = 0.8;

export interface Motion {
  /** Readings older than the newest one are ignored. @param time milliseconds */
  read(time: number, coefficients: Coefficients): void;
  /** The face now; null before the first reading and when it has been at rest for long. @param now milliseconds */
  at(now: number): Coefficients | null;
  reset(): void;
}

const COUNT = ANGLES.length + SHAPES.length;

export function createMotion(): Motion {
  const target = new Float64Array(COUNT);
  const speed = new Float64Array(COUNT);
  const shown = new Float64Array(COUNT);
  let newest: number | null = null;
  let drawn: number | null = null;

  function reset(): void {
    newest = null;
    drawn = null;
    speed.fill(0);
  }

  return {
    read(time, coefficients) {
      // A clock that was set back: nothing would count until it has caught up.
      if (newest !== null && time < newest - GAP) reset();
      if (!Number.isFinite(time) || (newest !== null && time <= newest)) return;
      const values = toArray(coefficients);
      const passed = newest === null ? Infinity : time - newest;
      for (let i = 0; i < COUNT; i++) {
        const now = passed > GAP ? 0 : (values[i]! - target[i]!) / passed;
        speed[i] = passed > GAP ? 0 : speed[i]! + TAKE_OVER * (now - speed[i]!);
        target[i] = values[i]!;
      }
      newest = time;
    },
    at(now) {
      if (newest === null) return null;
      const age = Math.max(0, now - newest);
      const isStale = age > STALE;
      const passed = drawn === null ? Infinity : Math.max(0, now - drawn);
      drawn = now;
      const shareOf = (time: number): number => 1 - Math.exp(-passed / time);
      const rest = shareOf(REST);
      const [turn, shape] = [shareOf(TURN.follow), shareOf(SHAPE.follow)];
      for (let i = 0; i < COUNT; i++) {
        const isAngle = i < ANGLES.length;
        const ahead = Math.min(age, LEAD) * (isAngle ? TURN.carry : SHAPE.carry);
        const goal = isStale ? 0 : target[i]! + speed[i]! * ahead;
        const share = isStale ? rest : isAngle ? turn : shape;
        shown[i]! += share * (goal - shown[i]!);
      }
      return toCoefficients(shown);
    },
    reset,
  };
}

function toArray({ head, shapes }: Coefficients): number[] {
  return [...ANGLES.map((name) => head[name]), ...SHAPES.map((name) => shapes[name])];
}

function toCoefficients(values: Float64Array): Coefficients {
  const head = Object.fromEntries(ANGLES.map((name, i) => [name, values[i]!])) as unknown as HeadAngles;
  const shapes = Object.fromEntries(
    SHAPES.map((name, i) => [name, Math.min(Math.max(values[ANGLES.length + i]!, 0), 1)]),
  ) as unknown as Shapes;
  return { head, shapes };
}
