/**
 * Flip averaging (test-time augmentation) for faces that the network is unsure of: the mean of its answers to the face and
 * to its mirror image. Limited to unsure faces, because it takes the network's time again (docs/training.md).
 */

/** Whether to ask again about a face. @param below the highest probability must be less than this */
export function isUnsure(probabilities: ArrayLike<number>, below: number): boolean {
  return Math.max(...Array.from(probabilities)) < below;
}

/** The mean of two answers, label by label. */
export function meanOf(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  return Float64Array.from(a, (value, i) => (value + b[i]!) / 2);
}
