/**
 * The face detector's input and what its output means: MediaPipe's short-range BlazeFace (Bazarevsky et al., 2019), computed
 * as its package `@tensorflow-models/face-landmarks-detection` does. Pure.
 */
import { iou } from '../../shared/rect';
import type { Rect } from '../../shared/types';
import type { FaceSquare } from './mesh-crop';

/** Side of the detector's input in pixels. */
export const DETECTOR_SIDE = 128;
/** Numbers of one candidate: centre, width, height, then x and y of six points; pixels, from its anchor. */
const VALUES = 16;
/** Strides of the two grids of anchors, and how many lie on each of their points. */
const GRIDS = [
  { stride: 8, each: 2 },
  { stride: 16, each: 6 },
] as const;
/** Of two boxes that overlap more than this (IoU), the surer one stays. */
const SAME_BOX = 0.3;
/** A tracked square takes the place of a detected one that it overlaps more than this. */
const SAME_SQUARE = 0.5;
/** The square around a box is this much larger. */
const ROOM = 1.5;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Middles of the anchors, as fractions of the input, x and y in turn. */
const ANCHORS = Float32Array.from(
  GRIDS.flatMap(({ stride, each }) => {
    const side = DETECTOR_SIDE / stride;
    return Array.from({ length: side * side * each }, (_, i) => {
      const cell = Math.floor(i / each);
      return [((cell % side) + 0.5) / side, (Math.floor(cell / side) + 0.5) / side];
    }).flat();
  }),
);

/**
 * The whole picture as RGB from -1 to 1, with black bars that make it a square: luma bilinear, chroma from the nearest sample.
 * @param picture I420 (BT.601, limited range) without padding
 * @param to `DETECTOR_SIDE` x `DETECTOR_SIDE` x 3 values
 */
export function detectorInput(
  { width, height, data }: Size & { readonly data: Uint8Array },
  to: Float32Array,
): void {
  to.fill(-1);
  const step = Math.max(width, height) / DETECTOR_SIDE;
  const columns = placesOf(width, step);
  const half = width >> 1;
  const u0 = width * height;
  const v0 = u0 + half * (height >> 1);
  for (const { at: row, first: y, share: b } of placesOf(height, step)) {
    const upper = y * width;
    const lower = Math.min(y + 1, height - 1) * width;
    const chromaRow = Math.min((y + (b >= 0.5 ? 1 : 0)) >> 1, (height >> 1) - 1) * half;
    for (const { at: column, first: x, share: a } of columns) {
      const right = Math.min(x + 1, width - 1);
      const light =
        (data[upper + x]! * (1 - a) + data[upper + right]! * a) * (1 - b) +
        (data[lower + x]! * (1 - a) + data[lower + right]! * a) * b;
      const chroma = chromaRow + Math.min((x + (a >= 0.5 ? 1 : 0)) >> 1, half - 1);
      const luma = 1.164 * (light - 16);
      const u = data[u0 + chroma]! - 128;
      const v = data[v0 + chroma]! - 128;
      const out = 3 * (row * DETECTOR_SIDE + column);
      to[out] = unit(luma + 1.596 * v);
      to[out + 1] = unit(luma - 0.392 * u - 0.813 * v);
      to[out + 2] = unit(luma + 2.017 * u);
    }
  }
}

/** 0..255 -> -1..1 */
const unit = (value: number): number => (value < 0 ? -1 : value > 255 ? 1 : value / 127.5 - 1);

/** For the input's rows (columns) that show something: which one, the picture's row before it, and the share of the next. */
function placesOf(length: number, step: number): { at: number; first: number; share: number }[] {
  const places = [];
  for (let at = 0; at < DETECTOR_SIDE; at++) {
    const from = (at - DETECTOR_SIDE / 2) * step + length / 2;
    if (from < 0 || from > length - 1) continue;
    const first = Math.floor(from);
    places.push({ at, first, share: from - first });
  }
  return places;
}

interface Candidate {
  readonly score: number;
  readonly box: Rect;
  readonly square: FaceSquare;
}

/**
 * @param scores of each candidate, as logits
 * @param boxes 16 numbers of each candidate
 * @param most faces
 * @returns the squares around the faces, as the mesh network wants them; the surest first
 */
export function detectedSquares(
  scores: ArrayLike<number>,
  boxes: ArrayLike<number>,
  picture: Size,
  most: number,
): FaceSquare[] {
  const candidates: Candidate[] = [];
  for (let i = 0; i < scores.length; i++) {
    // A probability of a half.
    if (!(scores[i]! >= 0)) continue;
    const candidate = candidateOf(scores[i]!, boxes, i, picture);
    if (candidate.box.width >= 0 && candidate.box.height >= 0) candidates.push(candidate);
  }
  candidates.sort((a, b) => b.score - a.score);
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (kept.length === most) break;
    if (kept.every(({ box }) => iou(box, candidate.box) <= SAME_BOX)) kept.push(candidate);
  }
  return kept.map(({ square }) => square);
}

function candidateOf(score: number, boxes: ArrayLike<number>, i: number, picture: Size): Candidate {
  const side = Math.max(picture.width, picture.height);
  /** Number `at` of the candidate in pixels of the picture, from its anchor and the bars. */
  const x = (at: number): number =>
    (boxes[VALUES * i + at]! / DETECTOR_SIDE + ANCHORS[2 * i]! - 0.5) * side + picture.width / 2;
  const y = (at: number): number =>
    (boxes[VALUES * i + at]! / DETECTOR_SIDE + ANCHORS[2 * i + 1]! - 0.5) * side + picture.height / 2;
  const width = (boxes[VALUES * i + 2]! / DETECTOR_SIDE) * side;
  const height = (boxes[VALUES * i + 3]! / DETECTOR_SIDE) * side;
  const [middleX, middleY] = [x(0), y(1)];
  const long = ROOM * Math.max(width, height);
  return {
    score,
    box: { x: middleX - width / 2, y: middleY - height / 2, width, height },
    square: {
      xCenter: middleX / picture.width,
      yCenter: middleY / picture.height,
      width: long / picture.width,
      height: long / picture.height,
      // From the eye on the left to that on the right.
      rotation: Math.atan2(y(7) - y(5), x(6) - x(4)),
    },
  };
}

/** Detected squares, without those that are tracked already, then the tracked ones. */
export function withTracked(detected: readonly FaceSquare[], tracked: readonly FaceSquare[]): FaceSquare[] {
  let all: FaceSquare[] = [];
  for (const square of [...detected, ...tracked]) {
    all = all.filter((before) => iou(boxOf(before), boxOf(square)) <= SAME_SQUARE);
    all.push(square);
  }
  return all;
}

const boxOf = ({ xCenter, yCenter, width, height }: FaceSquare): Rect => ({
  ...{ x: xCenter - width / 2, y: yCenter - height / 2 },
  ...{ width, height },
});
