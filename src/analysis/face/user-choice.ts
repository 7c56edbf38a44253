/** Which of the faces in a picture is the user's. Pure: time is an argument. */
import { area, iou } from '../../shared/rect';
import type { Rect } from '../../shared/types';

/** Least IoU with the previous frame's box for a face to count as the same. */
export const SAME_FACE_IOU = 0.2;
/** A face with this many times the area of the user's takes the user's place. */
export const LARGER_FACE_RATIO = 1.5;

/** A face whose track was beside the user's, or that is much smaller, takes the user's place after this. Milliseconds. */
const TAKES_OVER = 3000;
/** Much smaller: less than this share of the user's area. */
const MUCH_SMALLER = 0.5;
/** A face at the user's last position is the user's if its area differs by at most this factor. */
const SAME_SIZE = 2;
/** Largest number of remembered tracks beside the user. */
const MOST_OTHERS = 32;

export interface Candidate {
  readonly track: number;
  /** In fractions of the picture, so that sizes stay comparable when the picture's size changes. */
  readonly share: Rect;
}

export interface UserChoice {
  /**
   * @param faces of one picture, largest first
   * @returns the face that is tracked as the user's; undefined if there is none
   */
  choose<F extends Candidate>(faces: readonly F[], time: number): F | undefined;
  /**
   * Whether the last chosen face counts as the user's. While the user is away, somebody else or a picture on the wall may
   * stand in for some seconds first: their expressions are not the user's.
   */
  readonly isUser: boolean;
  reset(): void;
}

export function createUserChoice(): UserChoice {
  let user: Candidate | null = null;
  let standIn: { readonly track: number; readonly since: number } | null = null;
  /** Tracks that appeared beside the user. */
  let others: readonly number[] = [];

  function becomes(face: Candidate, faces: readonly Candidate[]): void {
    const beside = faces.filter((each) => each !== face).map(({ track }) => track);
    others = [...new Set([...beside, ...others])]
      .filter((track) => track !== face.track)
      .slice(0, MOST_OTHERS);
    user = face;
    standIn = null;
  }

  /** The face that was tracked before, unless another one is clearly larger. */
  const stays = <F extends Candidate>(before: F | undefined, largest: F): F =>
    before && area(largest.share) <= LARGER_FACE_RATIO * area(before.share) ? before : largest;

  return {
    get isUser() {
      return standIn === null;
    },
    choose(faces, time) {
      const [largest] = faces;
      if (largest === undefined) return undefined;
      const known = user;
      const present = faces.find(({ track }) => track === known?.track);
      const back = present ?? faces.find((face) => known && standIn && isWhere(face, known));
      if (known === null || back) {
        const own = stays(back, largest);
        becomes(own, faces);
        return own;
      }
      const own = stays(
        faces.find(({ track }) => track === standIn?.track),
        largest,
      );
      const isDoubtful = others.includes(own.track) || area(own.share) < MUCH_SMALLER * area(known.share);
      if (standIn?.track !== own.track || time < standIn.since) standIn = { track: own.track, since: time };
      if (!isDoubtful || time - standIn.since >= TAKES_OVER) becomes(own, faces);
      return own;
    },
    reset() {
      user = null;
      standIn = null;
      others = [];
    },
  };
}

/** Whether a face is at the user's position and of similar size. */
function isWhere({ share }: Candidate, user: Candidate): boolean {
  const ratio = area(share) / area(user.share);
  return iou(share, user.share) >= SAME_FACE_IOU && ratio <= SAME_SIZE && ratio >= 1 / SAME_SIZE;
}
