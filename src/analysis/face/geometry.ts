import type { FaceGeometry, Landmark } from '../../shared/types';

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
    jawOpening: distance(at(2), at(152)) / eyes,
    mouthToEye: (distance(at(61), at(33)) + distance(at(291), at(263))) / 2 / eyes,
  };
}

const distance = (a: Landmark, b: Landmark): number => Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
const middle = (a: Landmark, b: Landmark): Landmark => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
  z: (a.z + b.z) / 2,
});
