/** The rotated square of a picture that the mesh network reads, and the position of the next one. */
import { boundingBox } from '../../shared/rect';
import type { Landmark } from '../../shared/types';

/** Side of the mesh network's input in pixels. */
export const MESH_SIDE = 192;
/** The square is this much larger than the mesh: room to move until the next picture. */
const ROOM = 1.5;
/** Mesh points at the outer corners of the eyes, which give the head's roll. */
const [LEFT, RIGHT] = [33, 263];

/** A square in fractions (0..1) of the picture, as the landmark package keeps it; `rotation` in radians. */
export interface FaceSquare {
  readonly xCenter: number;
  readonly yCenter: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
}

/** A picture as I420 without padding. */
export interface I420Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Cuts the square out as RGB from 0 to 1 (BT.601, limited range), luma bilinear and chroma from the nearest sample,
 * without converting the rest of the picture. Outside the picture its edge is repeated.
 * @param to `MESH_SIDE` x `MESH_SIDE` x 3 values
 */
export function cropSquare({ width, height, data }: I420Picture, square: FaceSquare, to: Float32Array): void {
  const stepX = (square.width * width) / MESH_SIDE;
  const stepY = (square.height * height) / MESH_SIDE;
  const [cos, sin] = [Math.cos(square.rotation), Math.sin(square.rotation)];
  const [middleX, middleY] = [square.xCenter * width, square.yCenter * height];
  const half = width >> 1;
  const u0 = width * height;
  const v0 = u0 + half * (height >> 1);
  const half2 = MESH_SIDE / 2;
  let out = 0;
  for (let row = 0; row < MESH_SIDE; row++) {
    const down = (row - half2) * stepY;
    for (let column = 0; column < MESH_SIDE; column++) {
      const across = (column - half2) * stepX;
      const x = Math.min(Math.max(middleX + cos * across - sin * down, 0), width - 1);
      const y = Math.min(Math.max(middleY + sin * across + cos * down, 0), height - 1);
      const left = x | 0;
      const top = y | 0;
      const right = left + 1 < width ? left + 1 : left;
      const upper = top * width;
      const lower = top + 1 < height ? upper + width : upper;
      const a = x - left;
      const b = y - top;
      const light =
        (data[upper + left]! * (1 - a) + data[upper + right]! * a) * (1 - b) +
        (data[lower + left]! * (1 - a) + data[lower + right]! * a) * b;
      const chroma = ((y + 0.5) >> 1) * half + ((x + 0.5) >> 1);
      const luma = 1.164 * (light - 16);
      const u = data[u0 + chroma]! - 128;
      const v = data[v0 + chroma]! - 128;
      to[out++] = unit(luma + 1.596 * v);
      to[out++] = unit(luma - 0.392 * u - 0.813 * v);
      to[out++] = unit(luma + 2.017 * u);
    }
  }
}

const unit = (value: number): number => (value < 0 ? 0 : value > 255 ? 1 : value / 255);

/**
 * The network's points in picture pixels.
 * @param points x, y and z of 468 points in turn, in pixels of the network's input
 */
export function toPicture(
  points: ArrayLike<number>,
  square: FaceSquare,
  { width, height }: Pick<I420Picture, 'width' | 'height'>,
): Landmark[] {
  const [cos, sin] = [Math.cos(square.rotation), Math.sin(square.rotation)];
  const landmarks: Landmark[] = [];
  for (let i = 0; i < points.length; i += 3) {
    const across = points[i]! / MESH_SIDE - 0.5;
    const down = points[i + 1]! / MESH_SIDE - 0.5;
    landmarks.push({
      x: (square.xCenter + square.width * (cos * across) - square.width * (sin * down)) * width,
      y: (square.yCenter + square.height * (sin * across) + square.height * (cos * down)) * height,
      z: (points[i + 2]! / MESH_SIDE) * square.width * width,
    });
  }
  return landmarks;
}

/** The square around a mesh, rotated with the eyes: the expected position of the face in the next frame. */
export function squareAround(
  landmarks: readonly Landmark[],
  { width, height }: Pick<I420Picture, 'width' | 'height'>,
): FaceSquare {
  const box = boundingBox(landmarks);
  const side = ROOM * Math.max(box.width, box.height);
  const [a, b] = [landmarks[LEFT!]!, landmarks[RIGHT!]!];
  return {
    xCenter: (box.x + box.width / 2) / width,
    yCenter: (box.y + box.height / 2) / height,
    width: side / width,
    height: side / height,
    rotation: Math.atan2(b.y - a.y, b.x - a.x),
  };
}
