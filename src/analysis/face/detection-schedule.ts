/** Which faces are followed from picture to picture, and when the detector looks for new ones. Pure. */
import type { Rect } from '../../shared/types';
import type { FaceSquare } from './mesh-crop';

/** While faces are followed, the detector looks for new ones about this often. Milliseconds of capture time. */
export const LOOK_AGAIN = 1000;
/** A picture that comes this much early is not left for the next one, which may be long in coming. */
const EARLY = 100;
/** More calls and views at a time than anybody has. */
const MOST_SERIES = 16;

/** What following needs to know of a picture. */
interface Shown {
  readonly time: number;
  readonly series: string;
  readonly part?: Rect;
}

interface Series {
  /** In fractions of the series' view. */
  squares: readonly FaceSquare[];
  lastLook: number;
}

export interface Following {
  /** @returns the squares that are followed, in fractions of this picture, and whether to look for new faces in it */
  before(picture: Shown): { readonly followed: readonly FaceSquare[]; readonly looks: boolean };
  /** @param squares of the faces of this picture, in fractions of it */
  after(picture: Shown, squares: readonly FaceSquare[]): void;
}

export function createFollowing(): Following {
  const known = new Map<string, Series>();

  function seriesOf(name: string): Series {
    const series = known.get(name) ?? { squares: [], lastLook: Number.NEGATIVE_INFINITY };
    // The one that was used last is the last one.
    known.delete(name);
    known.set(name, series);
    for (const oldest of known.keys()) {
      if (known.size <= MOST_SERIES) break;
      known.delete(oldest);
    }
    return series;
  }

  return {
    before({ series: name, time, part }) {
      const series = seriesOf(name);
      const { squares, lastLook } = series;
      const followed = part ? squares.map((square) => intoPart(square, part)) : squares;
      // A part shows what is followed; new faces are looked for where they may be.
      const due = part === undefined && (time - lastLook >= LOOK_AGAIN - EARLY || time < lastLook);
      const looks = due || squares.length === 0;
      if (looks && part === undefined) series.lastLook = time;
      return { followed, looks };
    },
    after({ series, part }, squares) {
      seriesOf(series).squares = part ? squares.map((square) => outOfPart(square, part)) : squares;
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
