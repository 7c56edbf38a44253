/**
 * Predicts where masks must be now, from late and infrequent readings. Positions and sizes are fractions (0..1) of the
 * camera picture, times are milliseconds on any one clock.
 */
import type { FaceReading } from '../../../shared/types';

/** After this long without a reading the face's position counts as unknown. */
const STALE = 1000;
/**
 * A face that is missing for this long counts as lost. Shorter gaps are mostly a hand in front of the face or a turned
 * head.
 */
const LOST = 300;
/** A person who disappears while others stay visible remains covered for this long. */
const GHOST = 2000;
/** Longest extrapolation of a movement. */
const LEAD = 250;
/** Share of the position error, and of the speed error, that one reading corrects. */
const FOLLOW = 0.8;
const FOLLOW_SPEED = 0.35;
/** The same for size and roll, which are noisier. */
const FOLLOW_SHAPE = 0.5;
/** A face further than this many face sides from its expected position has jumped. */
const JUMP = 0.7;
/** Growth of a mask per second without a reading, and its limits from uncertainty and from movement. */
const GROWTH = 0.7;
const MOST_GROWTH = 0.8;

export interface MaskPose {
  /** Centre of the face. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise on the screen. */
  readonly roll: number;
  /** Scale of the mask: 1, or more if the position is uncertain. */
  readonly growth: number;
  /** Whether it is the user's own face and not another person's. */
  readonly own: boolean;
}

interface Known extends Omit<MaskPose, 'growth'> {
  readonly track: number;
  readonly time: number;
  /** Whether two or more readings exist, so that the speed is known. */
  readonly moving: boolean;
  /** Distance from the expected position, in face sides. */
  readonly surprise: number;
  /** Picture fractions per second. */
  readonly speedX: number;
  readonly speedY: number;
}

export interface MaskTracker {
  /** Readings older than the newest one are ignored. */
  read(time: number, faces: readonly FaceReading[]): void;
  /** The faces to cover; null if unknown: the whole picture must be covered. */
  at(now: number): readonly MaskPose[] | null;
  reset(): void;
}

export function createMaskTracker(): MaskTracker {
  let newest = Number.NEGATIVE_INFINITY;
  let known: readonly Known[] = [];

  return {
    read(time, faces) {
      // The clock was set back: all readings would be ignored until it catches up.
      if (time < newest - STALE) {
        newest = Number.NEGATIVE_INFINITY;
        known = [];
      }
      if (!(time >= newest)) return;
      newest = time;
      const free = [...known];
      const seen = faces.map((face, index) => {
        const old = take(free, face);
        return follow(old, face, time, index === 0);
      });
      known = [...seen, ...free.filter((each) => time - each.time < GHOST)];
    },
    at(now) {
      // If the clock was set back, old readings would look fresh.
      if (now - newest > STALE || now < newest - STALE) return null;
      const fresh = known.some((each) => each.time === newest || now - each.time <= LOST);
      return fresh ? known.map((each) => poseAt(each, now)) : null;
    },
    reset() {
      newest = Number.NEGATIVE_INFINITY;
      known = [];
    },
  };
}

/**
 * Finds the known face that this reading continues: the same track, otherwise the nearest, since fast faces get new
 * numbers.
 */
function take(free: Known[], face: FaceReading): Known | undefined {
  const { x, y } = centre(face);
  const far = (each: Known): number => (each.track === face.track ? -1 : Math.hypot(each.x - x, each.y - y));
  const best = free.reduce<Known | undefined>(
    (nearest, each) => (nearest === undefined || far(each) < far(nearest) ? each : nearest),
    undefined,
  );
  if (best !== undefined) free.splice(free.indexOf(best), 1);
  return best;
}

function follow(old: Known | undefined, face: FaceReading, time: number, own: boolean): Known {
  const { x, y } = centre(face);
  const { width, height } = face.box;
  const roll = face.roll ?? 0;
  const still = { moving: false, surprise: 0, speedX: 0, speedY: 0 };
  const measured: Known = { track: face.track, time, own, x, y, width, height, roll, ...still };
  const passed = old === undefined ? 0 : (time - old.time) / 1000;
  if (old === undefined || passed <= 0 || passed > STALE / 1000) return measured;
  const expectedX = old.x + old.speedX * passed;
  const expectedY = old.y + old.speedY * passed;
  const offX = x - expectedX;
  const offY = y - expectedY;
  if (Math.abs(offX) > JUMP * width || Math.abs(offY) > JUMP * height) return measured;
  const share = old.moving ? FOLLOW_SPEED : 1;
  return {
    ...measured,
    moving: true,
    surprise: old.moving ? Math.hypot(offX / width, offY / height) : 0,
    x: expectedX + FOLLOW * offX,
    y: expectedY + FOLLOW * offY,
    speedX: old.speedX + (share * offX) / Math.max(passed, 0.03),
    speedY: old.speedY + (share * offY) / Math.max(passed, 0.03),
    // Growth applies at once: too large a mask is harmless.
    width: Math.max(width, mix(old.width, width)),
    height: Math.max(height, mix(old.height, height)),
    roll: old.roll + FOLLOW_SHAPE * turn(old.roll, roll),
  };
}

function poseAt(face: Known, now: number): MaskPose {
  const age = Math.max(0, now - face.time);
  const lead = Math.min(age, LEAD) / 1000;
  const moved = Math.hypot(face.speedX / face.width, face.speedY / face.height) * (age / 1000);
  const { x, y, speedX, speedY, width, height, roll, own } = face;
  const rate = face.moving ? GROWTH : 2 * GROWTH;
  const growth = 1 + Math.min(rate * (age / 1000) + 0.5 * moved + face.surprise, MOST_GROWTH);
  return { x: x + speedX * lead, y: y + speedY * lead, width, height, roll, own, growth };
}

const centre = ({ box }: FaceReading): { x: number; y: number } => ({
  x: box.x + box.width / 2,
  y: box.y + box.height / 2,
});
const mix = (from: number, to: number): number => from + FOLLOW_SHAPE * (to - from);
/** The signed angle of the shorter turn between two angles. */
const turn = (from: number, to: number): number => Math.atan2(Math.sin(to - from), Math.cos(to - from));
