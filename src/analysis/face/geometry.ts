import type { Landmark } from '../../shared/types';

/**
 * Measures of a face that a network on a 48-pixel picture judges badly. Distances are taken in three dimensions and
 * divided by the distance between the eyes, so that turning the head and moving nearer change them little.
 */
export interface FaceGeometry {
  /** Height of the brows above the eyes. */
  readonly browHeight: number;
  /** Height of the lid gap relative to the eye's width, mean of both eyes: the mesh moves them together. */
  readonly eyeOpening: number;
  /** Gap between the lips. */
  readonly mouthOpening: number;
  /** Distance between the corners of the mouth. */
  readonly mouthWidth: number;
}

/** @param landmarks 468 points of the face mesh (indices as in MediaPipe's canonical face) */
export function faceGeometry(landmarks: readonly Landmark[]): FaceGeometry {
  const at = (index: number): Landmark => landmarks[index]!;
  const left = middle(at(33), at(133));
  const right = middle(at(362), at(263));
  const eyes = distance(left, right);
  const leftOpening = distance(at(159), at(145)) / distance(at(33), at(133));
  const rightOpening = distance(at(386), at(374)) / distance(at(362), at(263));
  return {
    browHeight: (distance(at(105), left) + distance(at(334), right)) / 2 / eyes,
    eyeOpening: (leftOpening + rightOpening) / 2,
    mouthOpening: distance(at(13), at(14)) / eyes,
    mouthWidth: distance(at(61), at(291)) / eyes,
  };
}

const distance = (a: Landmark, b: Landmark): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
const middle = (a: Landmark, b: Landmark): Landmark => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
  z: (a.z + b.z) / 2,
});
