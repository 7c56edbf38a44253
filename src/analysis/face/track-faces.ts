import { area, boundingBox, iou } from '../../shared/rect';
import type { Face, Landmark, Rect } from '../../shared/types';

/** Least IoU with the previous frame's box for a face to count as the same. */
export const SAME_FACE_IOU = 0.2;
/** A face with this many times the area of the user's takes the user's place. */
export const LARGER_FACE_RATIO = 1.5;

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
  reset(): void;
}

/** Frames may be this far apart where a calm face is looked at seldom. Milliseconds. */
const LONGEST_PAUSE = 2000;

/** @param memory a face that was missing in between is the same one if it is back within this time; milliseconds */
export function createFaceTracker(memory: number): FaceTracker {
  /** Boxes in fractions of the picture. */
  let known: { track: number; box: Rect; time: number }[] = [];
  let last = 0;
  let next = 1;
  /** The user's. */
  let own = 0;
  return {
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
          return { track: same ? best.old.track : next++, landmarks, box };
        });
      // A hand before the mouth hides a face for a frame or two: those that are not there now are kept in mind.
      const before = faces.find(({ track }) => track === own);
      const isOwn = before !== undefined && area(faces[0]!.box) <= LARGER_FACE_RATIO * area(before.box);
      // Two people of about the same size: whose face is larger changes from frame to frame.
      const ordered = isOwn ? [before, ...faces.filter((face) => face !== before)] : faces;
      own = ordered[0]?.track ?? own;
      known = [...free, ...faces.map(({ track, box }) => ({ track, box: within(box, picture), time }))];
      return ordered;
    },
    reset() {
      known = [];
    },
  };
}
