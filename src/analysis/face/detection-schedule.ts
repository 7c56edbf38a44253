/** Which faces are tracked from frame to frame, and when the detector runs to find new ones. Pure. */
import type { Rect } from '../../shared/types';
import type { FaceSquare } from './mesh-crop';

/** While faces are tracked, the detector runs about this often to find new ones. Milliseconds of capture time. */
export const DETECT_EVERY = 1000;
/** A frame that comes this much early counts as on time: the next one may take long. Milliseconds. */
const EARLY = 100;
/** More calls and views at a time than anybody has; the least recently used one is forgotten. */
const MOST_KEYS = 16;

/** What the schedule needs to know of a frame. */
interface Shown {
  readonly time: number;
  readonly trackingKey: string;
  readonly part?: Rect;
}

interface DetectionState {
  /** In fractions of the view. */
  squares: readonly FaceSquare[];
  lastDetection: number;
}

export interface DetectionSchedule {
  /** @returns the tracked squares, in fractions of this picture, and whether the detector runs on it */
  before(picture: Shown): { readonly followed: readonly FaceSquare[]; readonly detects: boolean };
  /** @param squares of the faces of this picture, in fractions of it */
  after(picture: Shown, squares: readonly FaceSquare[]): void;
}

export function createDetectionSchedule(): DetectionSchedule {
  const known = new Map<string, DetectionState>();

  function stateOf(name: string): DetectionState {
    const state = known.get(name) ?? { squares: [], lastDetection: Number.NEGATIVE_INFINITY };
    // Last in the map: most recently used.
    known.delete(name);
    known.set(name, state);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KEYS) break;
      known.delete(oldest);
    }
    return state;
  }

  return {
    before({ trackingKey: name, time, part }) {
      const state = stateOf(name);
      const { squares, lastDetection } = state;
      const followed = part ? squares.map((square) => intoPart(square, part)) : squares;
      // A region of interest shows the tracked face only; new faces are found in the whole view.
      const due =
        part === undefined && (time - lastDetection >= DETECT_EVERY - EARLY || time < lastDetection);
      const detects = due || squares.length === 0;
      if (detects && part === undefined) state.lastDetection = time;
      return { followed, detects };
    },
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
