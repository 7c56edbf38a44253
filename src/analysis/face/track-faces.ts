/** Follows faces from frame to frame, so that each keeps its number; the user's own comes first. */

import { boundingBox, iou } from '../../shared/rect';
import type { Face, Landmark, Rect } from '../../shared/types';
import { createUserChoice, SAME_FACE_IOU } from './user-choice';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In fractions of the picture. */
const within = ({ x, y, width, height }: Rect, picture: Size): Rect => ({
  x: x / picture.width,
  y: y / picture.height,
  width: width / picture.width,
  height: height / picture.height,
});

/** Gives faces numbers that stay the same from frame to frame. */
export interface FaceTracker {
  /**
   * @param meshes landmarks of every face found, in pixels of the camera picture
   * @param time of the frame, milliseconds
   * @param picture size of the camera picture, which sites change in mid-call: a face stays where it is in it
   * @returns the faces, the user's first: the largest at the beginning, and until another one is clearly larger; then the
   *   others, largest first
   */
  update(meshes: readonly (readonly Landmark[])[], time: number, picture: Size): Face[];
  /** Whether the first face of the last update is taken for the user's (user-choice.ts). */
  readonly isUser: boolean;
  reset(): void;
}

/** Longest interval between frames while a calm face is seldom analysed. Milliseconds. */
const LONGEST_PAUSE = 2000;

/** @param memory a face that was missing in between is the same one if it is back within this time; milliseconds */
export function createFaceTracker(memory: number): FaceTracker {
  /** Boxes in fractions of the picture. */
  let known: { track: number; box: Rect; time: number }[] = [];
  let last = 0;
  let next = 1;
  const choice = createUserChoice();
  return {
    get isUser() {
      return choice.isUser;
    },
    update(meshes, time, picture) {
      const patience = (face: { time: number }): number => (face.time === last ? LONGEST_PAUSE : memory);
      const free = known.filter((face) => Math.abs(time - face.time) <= patience(face));
      last = time;
      const faces = meshes
        .map((landmarks) => ({ landmarks, box: boundingBox(landmarks) }))
        .sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height)
        .map(({ landmarks, box }) => {
          const best = free
            .map((old) => ({ old, score: iou(old.box, within(box, picture)) }))
            .sort((a, b) => b.score - a.score)[0];
          const same = best !== undefined && best.score >= SAME_FACE_IOU;
          if (same) free.splice(free.indexOf(best.old), 1);
          const track = same ? best.old.track : next++;
          return { track, landmarks, box, share: within(box, picture) };
        });
      // A hand before the mouth hides a face for a frame or two: those that are not there now are kept in mind.
      known = [...free, ...faces.map(({ track, share }) => ({ track, box: share, time }))];
      const own = choice.choose(faces, time);
      const ordered = own ? [own, ...faces.filter((face) => face !== own)] : faces;
      return ordered.map(({ track, landmarks, box }) => ({ track, landmarks, box }));
    },
    reset() {
      known = [];
      choice.reset();
    },
  };
}
