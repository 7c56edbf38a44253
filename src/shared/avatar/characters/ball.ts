/** An emoji of our own: a ball with depth, light and gloss. */
import { type Brush, glow, oval, radial, SIDES, surfaceOf } from '../brush';
import type { Character } from '../character';
import { drawBrow, drawEye } from '../face-parts';
import type { Look } from '../look';
import { drawOver, drawUnder, type Places } from '../moods';
import { drawMouth } from '../mouth';
import type { Tint } from '../palette';

const OWN: Tint = { light: '#ffec99', base: '#ffcb2e', deep: '#ef8e00', line: '#5b2a06', blush: '240 62 62' };

function trace(brush: Brush): void {
  brush.beginPath();
  brush.arc(0, 0, 1.02, 0, 2 * Math.PI);
}

function drawBody(brush: Brush, { light, base, deep }: Tint): void {
  brush.fillStyle = radial(
    brush,
    0,
    0,
    1.04,
    [
      [0, light],
      [0.34, base],
      [0.78, base],
      [1, deep],
    ],
    -0.3,
    -0.42,
  );
  trace(brush);
  brush.fill();
  // Light that the ground throws back, and the gloss of the window.
  glow(brush, 0.2, 0.76, 0.62, 0.22, '255 255 255', 0.2);
  glow(brush, -0.36, -0.56, 0.44, 0.27, '255 255 255', 0.6);
  brush.save();
  brush.rotate(-0.62);
  brush.fillStyle = 'rgb(255 255 255 / 42%)';
  oval(brush, -0.02, -0.83, 0.24, 0.062);
  brush.restore();
}

function draw(brush: Brush, look: Look, tint: Tint): void {
  const surface = surfaceOf(look.head);
  const places: Places = { cheek: [0.56, 0.2], eye: [0.34, -0.16], lid: 0.24, blush: tint.blush };
  drawBody(brush, tint);
  drawUnder(brush, look, surface, places, () => trace(brush));
  for (const side of SIDES) {
    surface.on(brush, side * 0.34, -0.15, () =>
      drawEye(brush, look, side, {
        ...{ width: 0.185, height: 0.245, iris: ['#7a4a22', '#2e1607'], lid: [tint.base, tint.base] },
        ...{ line: tint.line, size: 0.74 },
      }),
    );
    surface.on(brush, side * 0.36, -0.53, () => drawBrow(brush, look, side, 0.2, 0.085, tint.line));
  }
  surface.on(brush, 0, 0.37, () =>
    drawMouth(brush, look, {
      ...{ width: 0.36, drop: 0.42, line: tint.line, thick: 0.075, rest: 0.3 },
      ...{ inside: ['#5a0f16', '#9c1c2b'], tongue: '#f2697c', teeth: '#ffffff' },
    }),
  );
  drawOver(brush, look, surface, places);
}

export const BALL: Character = { id: 'ball', own: OWN, extent: { up: 0.12, down: 0.12, across: 0.1 }, draw };
