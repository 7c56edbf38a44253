/** A fox: ears that listen, white cheeks, a nose that turns with the head. */
import { type Brush, glow, oval, radial, SIDES, type Surface, surfaceOf, vertical } from '../brush';
import type { Character } from '../character';
import { drawBrow, drawEye, halfOf } from '../face-parts';
import type { Look } from '../look';
import { drawOver, drawUnder, type Places } from '../moods';
import { drawMouth } from '../mouth';
import type { Tint } from '../palette';

const OWN: Tint = { light: '#ffb877', base: '#f5822a', deep: '#c4510f', line: '#4a2010', blush: '255 92 92' };
const FUR = '#fff7ee';
const FUR_SHADE = '#f1dcc8';

/** Radius of the round part of the head. */
const ROUND = 1.03;
/** The right half of the outline below the ear, as control and end points of curves, and the left one back. */
const EDGE = [
  [1.09, 0.34, 1.24, 0.5],
  [1.1, 0.54, 1.03, 0.56],
  [1.04, 0.68, 1.1, 0.78],
  [0.95, 0.8, 0.86, 0.78],
  [0.5, 1.14, 0, 1.14],
] as const;
const RETURN = [
  [0.5, 1.14, 0.86, 0.78],
  [0.95, 0.8, 1.1, 0.78],
  [1.04, 0.68, 1.03, 0.56],
  [1.1, 0.54, 1.24, 0.5],
  [1.09, 0.34, 1.02, 0.13],
] as const;

/** Ears lie behind the head, droop with sadness and rise with brows. */
function drawEars(brush: Brush, look: Look, tint: Tint): void {
  const { tears, fear, anger } = look.moods;
  for (const side of SIDES) {
    const { browUp, frown } = halfOf(look, side);
    const droop = 0.5 * Math.max(tears, 0.7 * fear, 0.5 * anger, 0.5 * frown) - 0.14 * browUp;
    const far = 1 - 0.22 * Math.sin((side * look.head.yaw * Math.PI) / 180);
    brush.save();
    brush.translate(side * 0.66 + look.head.yaw * 0.0022, -0.66 + look.head.pitch * 0.004);
    brush.rotate(side * (0.34 + droop));
    brush.scale(far, 1 - 0.1 * droop);
    drawEar(brush, tint);
    brush.restore();
  }
}

function drawEar(brush: Brush, tint: Tint): void {
  brush.fillStyle = vertical(brush, -0.85, 0.2, [
    [0, tint.line],
    [0.3, tint.deep],
    [1, tint.base],
  ]);
  trace(brush, 0.4, 0.84);
  brush.fill();
  brush.fillStyle = vertical(brush, -0.6, 0.2, [
    [0, tint.deep],
    [1, '#ffd9cc'],
  ]);
  brush.translate(0, 0.03);
  trace(brush, 0.22, 0.58);
  brush.fill();
}

/** An ear whose root is at the origin. */
function trace(brush: Brush, half: number, tall: number): void {
  brush.beginPath();
  brush.moveTo(-half, 0.24);
  brush.bezierCurveTo(-half * 1.05, -tall * 0.4, -half * 0.45, -tall * 0.92, 0, -tall);
  brush.bezierCurveTo(half * 0.45, -tall * 0.92, half * 1.05, -tall * 0.4, half, 0.24);
  brush.closePath();
}

function outline(brush: Brush): void {
  brush.beginPath();
  brush.arc(0, 0, ROUND, Math.PI * 0.96, Math.PI * 2.04);
  // Tufts of the cheeks, then the chin.
  for (const [x0, y0, x, y] of EDGE) brush.quadraticCurveTo(x0, y0, x, y);
  for (const [x0, y0, x, y] of RETURN) brush.quadraticCurveTo(-x0, y0, -x, y);
  brush.closePath();
}

function drawHead(brush: Brush, { light, base, deep }: Tint): void {
  brush.fillStyle = radial(
    brush,
    0,
    0,
    1.2,
    [
      [0, light],
      [0.45, base],
      [1, deep],
    ],
    -0.25,
    -0.45,
  );
  outline(brush);
  brush.fill();
  glow(brush, -0.3, -0.66, 0.5, 0.26, '255 255 255', 0.3);
}

/**
 * The white of cheeks and muzzle: its upper edge moves with the head, its lower one is the outline. A path of its own, since
 * clipping to the outline would cost more than everything else.
 */
function drawMask(brush: Brush, surface: Surface): void {
  const [x, y] = surface.at(0, 0.16);
  const [cx, cy] = surface.at(0, 0);
  const end = Math.min(Math.max(cy - 0.04, -0.35), 0.1);
  const angle = Math.asin(end / ROUND);
  const endX = ROUND * Math.cos(angle);
  brush.fillStyle = vertical(brush, -0.1, 1.1, [
    [0, FUR],
    [0.6, FUR],
    [1, FUR_SHADE],
  ]);
  brush.beginPath();
  brush.moveTo(x, y);
  brush.bezierCurveTo(x + 0.1, y - 0.2, cx + 0.3, cy + 0.02, cx + 0.44, cy + 0.16);
  brush.bezierCurveTo(cx + 0.6, cy + 0.34, Math.min(cx + 0.9, endX - 0.04), cy + 0.24, endX, end);
  brush.arc(0, 0, ROUND, angle, Math.PI * 0.04);
  for (const [x0, y0, x1, y1] of EDGE) brush.quadraticCurveTo(x0, y0, x1, y1);
  for (const [x0, y0, x1, y1] of RETURN) brush.quadraticCurveTo(-x0, y0, -x1, y1);
  brush.arc(0, 0, ROUND, Math.PI * 0.96, Math.PI - angle);
  brush.bezierCurveTo(Math.max(cx - 0.9, 0.04 - endX), cy + 0.24, cx - 0.6, cy + 0.34, cx - 0.44, cy + 0.16);
  brush.bezierCurveTo(cx - 0.3, cy + 0.02, x - 0.1, y - 0.2, x, y);
  brush.fill();
}

function drawNose(brush: Brush): void {
  brush.fillStyle = radial(
    brush,
    0,
    0,
    0.16,
    [
      [0, '#5c4a4d'],
      [0.5, '#2a1d20'],
      [1, '#140c0e'],
    ],
    -0.05,
    -0.05,
  );
  brush.beginPath();
  brush.moveTo(-0.15, -0.05);
  brush.bezierCurveTo(-0.1, -0.12, 0.1, -0.12, 0.15, -0.05);
  brush.bezierCurveTo(0.16, 0.03, 0.05, 0.11, 0, 0.11);
  brush.bezierCurveTo(-0.05, 0.11, -0.16, 0.03, -0.15, -0.05);
  brush.fill();
  brush.fillStyle = 'rgb(255 255 255 / 60%)';
  oval(brush, -0.04, -0.055, 0.05, 0.022, -0.2);
}

function draw(brush: Brush, look: Look, tint: Tint): void {
  const surface = surfaceOf(look.head);
  const places: Places = { cheek: [0.6, 0.3], eye: [0.37, -0.13], lid: 0.22, blush: tint.blush };
  drawEars(brush, look, tint);
  drawHead(brush, tint);
  drawMask(brush, surface);
  drawUnder(brush, look, surface, places, () => outline(brush));
  for (const side of SIDES) {
    surface.on(brush, side * 0.37, -0.13, () =>
      drawEye(brush, look, side, {
        ...{ width: 0.165, height: 0.215, iris: ['#c98a1b', '#5d3205'], lid: [tint.base, tint.base] },
        ...{ line: tint.line, size: 0.8 },
      }),
    );
    surface.on(brush, side * 0.38, -0.47, () => drawBrow(brush, look, side, 0.16, 0.07, tint.line));
  }
  const muzzle = surfaceOf(look.head, 1.34);
  muzzle.on(brush, 0, 0.56, () =>
    drawMouth(brush, look, {
      ...{ width: 0.3, drop: 0.34, line: '#3a201a', thick: 0.058, rest: 0.45 },
      ...{ inside: ['#4d0f18', '#9c1c2b'], tongue: '#f57c8d', teeth: '#ffffff' },
    }),
  );
  muzzle.on(brush, 0, 0.32, () => drawNose(brush));
  drawOver(brush, look, surface, places);
}

export const FOX: Character = { id: 'fox', own: OWN, extent: { up: 0.62, down: 0.16, across: 0.34 }, draw };
