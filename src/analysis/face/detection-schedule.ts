/** Which faces are tracked from frame to frame, and when the detector runs to find new ones. Pure. */
import type { Rect } from '../../shared/types';
import { withTracked } from './detect-faces';
import type { FaceSquare } from './mesh-crop';
import { areSame, type Surroundings, surroundingsOf } from './surroundings';

/** While faces are tracked, the detector runs about this often to find new ones. Milliseconds of capture time. */
export const DETECT_EVERY = 1000;
/** It does so at least this often, also while nothing changes beside the only face. Milliseconds. */
const DETECT_AT_LEAST_EVERY = 4000;
/** A frame that comes this much early counts as on time: the next one may take long. Milliseconds. */
const EARLY = 100;
/** More calls and views at a time than anybody has; the least recently used one is forgotten. */
const MOST_KEYS = 16;

/** What the schedule needs to know of a frame. */
interface Shown {
  readonly time: number;
  readonly trackingKey: string;
  readonly part?: Rect;
  /** Everybody must be found at once: a mask covers them. */
  readonly everyone?: boolean;
  /** No other picture of this view follows soon. */
  readonly atOnce?: boolean;
  /** I420. */
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface DetectionState {
  /** In fractions of the view. */
  squares: readonly FaceSquare[];
  /** When the detector ran, or nothing had changed since it did. */
  lastDetection: number;
  /** When it ran, and what was beside the only face then. */
  detectedAt: number;
  surroundings: Surroundings | null;
  /** The detector may have seen somebody new: it must look at the next picture of the whole view. */
  isSought: boolean;
}

export interface DetectionSchedule {
  /**
   * @returns the tracked squares, in fractions of this picture, and whether the detector runs on it: at once, or during the
   *   next pictures, which spreads its work
   */
  before(picture: Shown): {
    readonly followed: readonly FaceSquare[];
    readonly detects: 'now' | 'soon' | null;
  };
  /** The detector saw these in a picture of the whole view a while ago. */
  detected(trackingKey: string, squares: readonly FaceSquare[]): void;
  /** Whether somebody new may be there, so that the next picture should show the whole view. */
  seeks(trackingKey: string): boolean;
  /** @param squares of the faces of this picture, in fractions of it */
  after(picture: Shown, squares: readonly FaceSquare[]): void;
}

export function createDetectionSchedule(): DetectionSchedule {
  const known = new Map<string, DetectionState>();

  function stateOf(name: string): DetectionState {
    const state = known.get(name) ?? {
      squares: [],
      lastDetection: Number.NEGATIVE_INFINITY,
      detectedAt: Number.NEGATIVE_INFINITY,
      surroundings: null,
      isSought: false,
    };
    // Last in the map: most recently used.
    known.delete(name);
    known.set(name, state);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KEYS) break;
      known.delete(oldest);
    }
    return state;
  }

  /** Whether nobody can have come in since the detector ran. */
  function isUnchanged(state: DetectionState, picture: Shown): boolean {
    const [face, ...others] = state.squares;
    const since = picture.time - state.detectedAt;
    if (face === undefined || others.length > 0) return false;
    const before = state.surroundings;
    const now = surroundingsOf(picture, face);
    const isRecent = since >= 0 && since < DETECT_AT_LEAST_EVERY - EARLY;
    if (before && isRecent && !picture.everyone && areSame(before, now)) return true;
    state.surroundings = now;
    return false;
  }

  return {
    before(picture) {
      const { trackingKey: name, time, part } = picture;
      const state = stateOf(name);
      const { squares, lastDetection } = state;
      const followed = part ? squares.map((square) => intoPart(square, part)) : squares;
      // A region of interest shows the tracked face only; new faces are found in the whole view.
      const isLate = time - lastDetection >= DETECT_EVERY - EARLY || time < lastDetection;
      const due = part === undefined && (state.isSought || isLate);
      if (due) state.lastDetection = time;
      const detects = squares.length === 0 || (due && (state.isSought || !isUnchanged(state, picture)));
      const hurries = squares.length !== 1 || state.isSought || picture.everyone || picture.atOnce;
      if (due) state.isSought = false;
      if (detects && part === undefined) {
        state.lastDetection = time;
        state.detectedAt = time;
      }
      // Of a face that was not there, nothing is known to compare with.
      if (squares.length === 0) state.surroundings = null;
      return { followed, detects: detects ? (hurries ? 'now' : 'soon') : null };
    },
    detected(trackingKey, squares) {
      const state = stateOf(trackingKey);
      state.isSought = withTracked(squares, state.squares).length > state.squares.length;
    },
    seeks: (trackingKey) => known.get(trackingKey)?.isSought === true,
    after({ trackingKey, part }, squares) {
      stateOf(trackingKey).squares = part ? squares.map((square) => outOfPart(square, part)) : squares;
    },
  };
}

function intoPart(square: FaceSquare, part: Rect): FaceSquare {
  return {
    xCenter: (square.xCenter - part.x) / part.width,
    yCenter: (square.yCenter - part.y) / part.height,
    width: square.width / part.width,
    height: square.height / part.height,
    rotation: square.rotation,
  };
}

function outOfPart(square: FaceSquare, part: Rect): FaceSquare {
  return {
    xCenter: part.x + square.xCenter * part.width,
    yCenter: part.y + square.yCenter * part.height,
    width: square.width * part.width,
    height: square.height * part.height,
    rotation: square.rotation,
  };
}
