/** A ghost: a soft sheet whose hem drifts, with large dark eyes. */
import { type Brush, glow, heart, oval, radial, SIDES, type Side, star, surfaceOf, vertical } from '../brush';
import type { Character } from '../character';
import { drawBrow, halfOf } from '../face-parts';
import { type Look, ramp } from '../look';
import { drawOver, drawUnder, type Places } from '../moods';
import { drawMouth } from '../mouth';
import type { Tint } from '../palette';

const OWN: Tint = {
  light: '#ffffff',
  base: '#eef0ff',
  deep: '#a9a7e8',
  line: '#2c2850',
  blush: '255 120 160',
};
const WAVES = 4;

function outline(brush: Brush, look: Look): void {
  const sway = 0.05 * Math.sin(look.time * 1.7) - look.head.yaw * 0.002;
  brush.beginPath();
  brush.moveTo(-1.1, 1.14);
  brush.bezierCurveTo(-1.08, 0.5, -1.06, 0.3, -1.04, -0.02);
  brush.bezierCurveTo(-1.02, -0.66, -0.58, -1.07, 0, -1.07);
  brush.bezierCurveTo(0.58, -1.07, 1.02, -0.66, 1.04, -0.02);
  brush.bezierCurveTo(1.06, 0.3, 1.08, 0.5, 1.1, 1.14);
  // The hem: waves that run along it.
  const step = 2.2 / WAVES;
  for (let n = 0; n < WAVES; n++) {
    const x = 1.1 - n * step;
    const deepest = 1.44 + 0.06 * Math.sin(look.time * 2.3 + n * 1.7);
    const end = n === WAVES - 1 ? -1.1 : x - step;
    brush.bezierCurveTo(x + sway * 0.6, deepest, x - step * 0.78 + sway, deepest, x - step * 0.86, 1.2);
    brush.quadraticCurveTo(x - step * 0.93, 1.1, end, n === WAVES - 1 ? 1.14 : 1.2);
  }
  brush.closePath();
}

function drawSheet(brush: Brush, look: Look, { light, base, deep }: Tint): void {
  brush.fillStyle = radial(brush, -0.22, -0.3, 1.85, [
    [0, light],
    [0.3, base],
    [0.62, base],
    [1, deep],
  ]);
  outline(brush, look);
  brush.fill();
  glow(brush, -0.4, -0.6, 0.42, 0.26, '255 255 255', 0.7);
}

/** Little hands beside the body: they rise with a laugh and with surprise. */
function drawHands(brush: Brush, look: Look, tint: Tint): void {
  const { blush, sparkle, fear } = look.moods;
  for (const side of SIDES) {
    const rise = 0.34 * Math.max(blush * 0.8, sparkle, fear) + 0.03 * Math.sin(look.time * 2 + side);
    brush.save();
    brush.translate(side * 1.1, 0.62 - rise);
    brush.rotate(side * (0.55 - 1.5 * rise));
    drawHand(brush, tint);
    brush.restore();
  }
}

function drawHand(brush: Brush, { light, base, deep }: Tint): void {
  brush.fillStyle = radial(
    brush,
    0,
    0,
    0.3,
    [
      [0, light],
      [0.6, base],
      [1, deep],
    ],
    -0.05,
    -0.1,
  );
  oval(brush, 0, 0, 0.17, 0.26);
}

/** A dark eye with two lights in it; closed it is a bow. */
function drawDarkEye(brush: Brush, look: Look, side: Side, line: string): void {
  const { blink, wide, smile, browDown } = halfOf(look, side);
  const { hearts, sparkle, tears } = look.moods;
  const closed = ramp(blink, 0.1, 0.95);
  const w = 0.15 * (1 + 0.14 * wide);
  const tall = 0.23 * (1 + 0.24 * wide) * (1 - 0.22 * browDown) * (1 - 0.86 * closed);
  const squint = ramp(smile, 0.4, 1) * (1 - wide) * (1 - closed);
  if (hearts > 0.3) {
    brush.fillStyle = '#e5316b';
    return heart(brush, 0, 0, 0.24 * Math.min(1, hearts + 0.25));
  }
  if (closed > 0.85) {
    brush.strokeStyle = line;
    brush.lineCap = 'round';
    brush.lineWidth = 0.07;
    brush.beginPath();
    brush.moveTo(-w, 0.02);
    brush.quadraticCurveTo(0, 0.02 + 0.16 * (1 - 2.4 * ramp(smile, 0.2, 0.7)), w, 0.02);
    brush.stroke();
    return;
  }
  const [x, y] = [look.gaze.x * 0.05, look.gaze.y * 0.05];
  brush.save();
  brush.beginPath();
  brush.moveTo(-0.5, -0.5);
  brush.lineTo(0.5, -0.5);
  brush.lineTo(0.5, 0.34 - 0.34 * squint);
  brush.quadraticCurveTo(0, 0.34 - 0.56 * squint, -0.5, 0.34 - 0.34 * squint);
  brush.clip();
  brush.fillStyle = vertical(brush, -tall, tall, [
    [0, '#1b1838'],
    [1, line],
  ]);
  oval(brush, x, y, w, tall);
  brush.fillStyle = 'rgb(150 140 255 / 35%)';
  oval(brush, x, y + tall * 0.55, w * 0.6, tall * 0.28);
  brush.fillStyle = '#ffffff';
  oval(brush, x - w * 0.3, y - tall * 0.4, w * 0.34, tall * 0.26);
  oval(brush, x + w * 0.36, y + tall * 0.2, w * 0.15, tall * 0.11);
  if (sparkle > 0.1) star(brush, x - w * 0.25, y - tall * 0.35, w * 1.1 * sparkle);
  if (tears > 0.1) {
    brush.fillStyle = `rgb(120 200 255 / ${0.5 * tears})`;
    oval(brush, x, y + tall, w, tall * 0.45);
  }
  brush.restore();
}

function draw(brush: Brush, look: Look, tint: Tint): void {
  const surface = surfaceOf(look.head);
  const places: Places = {
    ...{ cheek: [0.55, 0.16], eye: [0.33, -0.16], lid: 0.22, blush: tint.blush, rosy: 0.28 },
  };
  drawSheet(brush, look, tint);
  drawUnder(brush, look, surface, places, () => outline(brush, look));
  for (const side of SIDES) {
    surface.on(brush, side * 0.33, -0.16, () => drawDarkEye(brush, look, side, tint.line));
    surface.on(brush, side * 0.35, -0.53, () => drawBrow(brush, look, side, 0.13, 0.055, tint.line));
  }
  surface.on(brush, 0, 0.32, () =>
    drawMouth(brush, look, {
      ...{ width: 0.22, drop: 0.34, line: tint.line, thick: 0.055, rest: 0.3 },
      ...{ inside: ['#2c2850', '#5a2b63'], tongue: '#f08aa8', teeth: null },
    }),
  );
  drawHands(brush, look, tint);
  drawOver(brush, look, surface, places);
}

export const GHOST: Character = {
  id: 'ghost',
  own: OWN,
  extent: { up: 0.2, down: 0.52, across: 0.36 },
  draw,
};
