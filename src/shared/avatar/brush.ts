/** What the characters have in common: the canvas, the surface of a head that turns, and simple forms. */
import type { HeadAngles } from './coefficients';

export type Brush = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Sides of a face in the picture: the person's own right is on the left. */
export const SIDES = [-1, 1] as const;
export type Side = (typeof SIDES)[number];

/** Further than this no head turns its features: they would leave its edge. Degrees. */
const MOST_TURN = 27;
const RADIANS = Math.PI / 180;
const STEP = 0.01;

/** The front of a rounded head: the visible position of a point when the head turns. */
export interface Surface {
  /** The point (x, y) of the head that looks into the camera, after turning. */
  at(x: number, y: number): readonly [x: number, y: number];
  /** Draws with (x, y) as the origin, foreshortened as the surface is there. */
  on(brush: Brush, x: number, y: number, draw: () => void): void;
}

/**
 * @param radius of the ball whose front the face is; larger is flatter
 * @param depth by how much turning moves the features, 1 as on the ball
 */
export function surfaceOf({ yaw, pitch }: HeadAngles, radius = 1.12, depth = 1): Surface {
  const a = held(yaw);
  const b = held(pitch);
  const [sinA, cosA, sinB, cosB] = [Math.sin(a), Math.cos(a), Math.sin(b), Math.cos(b)];

  function at(x: number, y: number): readonly [number, number] {
    const z = Math.sqrt(Math.max(radius * radius - x * x - y * y, 0.01));
    const turned = z * cosA - x * sinA;
    return [x * cosA + depth * z * sinA, y * cosB - depth * turned * sinB];
  }

  return {
    at,
    on(brush, x, y, draw) {
      const [px, py] = at(x, y);
      const [rx, ry] = at(x + STEP, y);
      const [dx, dy] = at(x, y + STEP);
      brush.save();
      brush.transform((rx - px) / STEP, (ry - py) / STEP, (dx - px) / STEP, (dy - py) / STEP, px, py);
      draw();
      brush.restore();
    },
  };
}

/** Degrees that features turn: more and more slowly towards the most. */
const held = (degrees: number): number => MOST_TURN * Math.tanh(degrees / MOST_TURN / 1.15) * RADIANS;

/** Fills an ellipse. */
export function oval(brush: Brush, x: number, y: number, rx: number, ry: number, turn = 0): void {
  brush.beginPath();
  brush.ellipse(x, y, Math.max(rx, 0), Math.max(ry, 0), turn, 0, 2 * Math.PI);
  brush.fill();
}

export type Stops = readonly (readonly [offset: number, colour: string])[];

/** A gradient from the middle of a circle, which may lie beside its own middle, to its edge. */
export function radial(
  brush: Brush,
  x: number,
  y: number,
  r: number,
  stops: Stops,
  fx = x,
  fy = y,
): CanvasGradient {
  const gradient = brush.createRadialGradient(fx, fy, 0, x, y, r);
  for (const [offset, colour] of stops) gradient.addColorStop(offset, colour);
  return gradient;
}

/** A gradient from top to bottom. */
export function vertical(brush: Brush, top: number, bottom: number, stops: Stops): CanvasGradient {
  const gradient = brush.createLinearGradient(0, top, 0, bottom);
  for (const [offset, colour] of stops) gradient.addColorStop(offset, colour);
  return gradient;
}

/** A light or a stain without an edge. @param colour as `r g b` */
export function glow(
  brush: Brush,
  x: number,
  y: number,
  rx: number,
  ry: number,
  colour: string,
  alpha: number,
): void {
  if (alpha <= 0.01) return;
  brush.save();
  brush.translate(x, y);
  brush.scale(1, ry / rx);
  brush.fillStyle = glowOf(brush, rx, colour, alpha);
  oval(brush, 0, 0, rx, rx);
  brush.restore();
}

/** As `glow`, inside a path. @param trace makes the path; it may not be transformed */
export function glowInside(
  brush: Brush,
  trace: () => void,
  x: number,
  y: number,
  rx: number,
  ry: number,
  colour: string,
  alpha: number,
): void {
  if (alpha <= 0.01) return;
  // A path keeps its place while the colour is stretched; clipping to it would cost more than all that is drawn.
  trace();
  brush.save();
  brush.translate(x, y);
  brush.scale(1, ry / rx);
  brush.fillStyle = glowOf(brush, rx, colour, alpha);
  brush.fill();
  brush.restore();
}

const glowOf = (brush: Brush, r: number, colour: string, alpha: number): CanvasGradient =>
  radial(brush, 0, 0, r, [
    [0, `rgb(${colour} / ${alpha})`],
    [0.45, `rgb(${colour} / ${alpha * 0.62})`],
    [1, `rgb(${colour} / 0)`],
  ]);

/** A heart of the given half width around (x, y). */
export function heart(brush: Brush, x: number, y: number, r: number): void {
  brush.beginPath();
  brush.moveTo(x, y + r * 0.95);
  brush.bezierCurveTo(x - r * 0.35, y + r * 0.6, x - r * 1.1, y + r * 0.1, x - r, y - r * 0.45);
  brush.bezierCurveTo(x - r * 0.9, y - r * 1.05, x - r * 0.2, y - r * 1.0, x, y - r * 0.45);
  brush.bezierCurveTo(x + r * 0.2, y - r * 1.0, x + r * 0.9, y - r * 1.05, x + r, y - r * 0.45);
  brush.bezierCurveTo(x + r * 1.1, y + r * 0.1, x + r * 0.35, y + r * 0.6, x, y + r * 0.95);
  brush.fill();
}

/** A star with four points, as light makes it. */
export function star(brush: Brush, x: number, y: number, r: number): void {
  const waist = r * 0.16;
  brush.beginPath();
  brush.moveTo(x, y - r);
  brush.quadraticCurveTo(x + waist, y - waist, x + r, y);
  brush.quadraticCurveTo(x + waist, y + waist, x, y + r);
  brush.quadraticCurveTo(x - waist, y + waist, x - r, y);
  brush.quadraticCurveTo(x - waist, y - waist, x, y - r);
  brush.fill();
}

/** A drop whose point is up. */
export function drop(brush: Brush, x: number, y: number, r: number): void {
  brush.beginPath();
  brush.moveTo(x, y - r * 1.7);
  brush.bezierCurveTo(x + r * 0.35, y - r * 0.8, x + r, y - r * 0.4, x + r, y + r * 0.1);
  brush.arc(x, y + r * 0.1, r, 0, Math.PI);
  brush.bezierCurveTo(x - r, y - r * 0.4, x - r * 0.35, y - r * 0.8, x, y - r * 1.7);
  brush.fill();
}
