/**
 * Last outgoing frame that a later reading confirmed as fully masked. It is shown while the positions of the faces are
 * unknown. A mask is drawn where the face is expected, so the newest frame may show a face beside its mask: only a later
 * reading that finds every face under the drawn masks confirms a frame. Times are milliseconds.
 */
import type { Rect } from '../../../shared/types';
import type { PlanarPicture } from './blend';
import { covers, type Placement } from './place';

/** A reading confirms only frames whose times differ by at most this: the slowest reading interval with a mask. */
const NEAR = 600;
/** A frame that no reading has confirmed within this time is dropped. */
const LONGEST_WAIT = 1000;

/** The newest reading: its capture time, and its faces in fractions (0..1) of the picture. */
export interface SeenFaces {
  readonly time: number;
  readonly faces: readonly Rect[];
}

export interface HeldFrame {
  /** The confirmed frame, which may be shown for any length of time; null if there is none. */
  readonly picture: PlanarPicture | null;
  /** Applies the newest reading to the candidate frame. */
  look(seen: SeenFaces | null, now: number): void;
  /**
   * Offers a masked frame as a candidate. One candidate at a time is kept until a reading confirms or rejects it.
   * @returns null if the frame is not taken, otherwise a buffer for the next frame: copying frames of this size would be
   *   slow
   */
  offer(picture: PlanarPicture, masks: readonly Placement[], now: number): Uint8Array | null;
  forget(): void;
}

interface Candidate {
  readonly picture: PlanarPicture;
  readonly masks: readonly Placement[];
  readonly time: number;
}

export function createHeldFrame(): HeldFrame {
  let sure: PlanarPicture | null = null;
  let candidate: Candidate | null = null;
  let free: Uint8Array | null = null;

  function judge({ picture, masks, time }: Candidate, seen: SeenFaces): boolean {
    const { width, height } = picture;
    const isCovered = (face: Rect): boolean => masks.some((mask) => covers(mask, face, width, height));
    return seen.time - time <= NEAR && seen.faces.length > 0 && seen.faces.every(isCovered);
  }

  function drop(picture: PlanarPicture | null): void {
    free = picture?.data ?? free;
  }

  return {
    get picture() {
      return sure;
    },
    look(seen, now) {
      if (candidate === null) return;
      const { picture, time } = candidate;
      if (seen !== null && seen.time >= time) {
        const isSure = judge(candidate, seen);
        drop(isSure ? sure : picture);
        if (isSure) sure = picture;
        candidate = null;
      } else if (Math.abs(now - time) > LONGEST_WAIT) {
        // Also if the clock was set back.
        drop(picture);
        candidate = null;
      }
    },
    offer(picture, masks, now) {
      if (candidate !== null) return null;
      candidate = { picture, masks, time: now };
      const memory = free ?? new Uint8Array(0);
      free = null;
      return memory;
    },
    forget() {
      sure = null;
      candidate = null;
      free = null;
    },
  };
}
