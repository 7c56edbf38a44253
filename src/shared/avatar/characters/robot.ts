/** A robot: a metal head with a screen for a face. */
import {
  type Brush,
  drop,
  glow,
  heart,
  oval,
  radial,
  SIDES,
  type Side,
  star,
  surfaceOf,
  vertical,
} from '../brush';
import type { Character } from '../character';
import { halfOf } from '../face-parts';
import { type Look, ramp } from '../look';
import { lipsOf, type MouthStyle, traceLips } from '../mouth';
import type { Tint } from '../palette';

const OWN: Tint = {
  light: '#f4f7fc',
  base: '#c3cde0',
  deep: '#7c8aa6',
  line: '#2a3347',
  blush: '255 95 140',
};
const SCREEN = ['#131a33', '#05070f'] as const;
const MOUTH: MouthStyle = {
  ...{ width: 0.3, drop: 0.3, line: '', thick: 0.06, rest: 0.22 },
  ...{ inside: ['', ''], tongue: '', teeth: null },
};

/** Colour of its lights: what it feels. */
function lightOf({ anger, tears, hearts, fear }: Look['moods']): string {
  if (anger > 0.4) return '255 84 84';
  if (hearts > 0.4) return '255 120 170';
  if (tears > 0.4) return '110 170 255';
  if (fear > 0.4) return '196 160 255';
  return '94 234 255';
}

/** What moves and shines beside the head. */
function drawAerial(brush: Brush, look: Look, { base, line }: Tint, lamp: string): void {
  const lean = look.head.yaw * 0.004;
  brush.strokeStyle = line;
  brush.lineWidth = 0.07;
  brush.lineCap = 'round';
  brush.beginPath();
  brush.moveTo(lean * 0.5, -0.95);
  brush.quadraticCurveTo(lean, -1.2, lean * 2.2, -1.3);
  brush.stroke();
  brush.fillStyle = `rgb(${lamp})`;
  oval(brush, lean * 2.2, -1.36, 0.12, 0.12);
  glow(brush, lean * 2.2, -1.36, 0.3, 0.3, lamp, 0.55 + 0.25 * Math.sin(look.time * 2.6));
  brush.fillStyle = 'rgb(255 255 255 / 80%)';
  oval(brush, lean * 2.2 - 0.04, -1.41, 0.035, 0.03);
  for (const side of SIDES) {
    brush.fillStyle = vertical(brush, -0.3, 0.4, [
      [0, base],
      [1, line],
    ]);
    brush.beginPath();
    brush.roundRect(side * 1.1 - 0.14 + lean, -0.3, 0.28, 0.64, 0.12);
    brush.fill();
    brush.fillStyle = `rgb(${lamp} / 85%)`;
    brush.beginPath();
    brush.roundRect(side * 1.17 - 0.025 + lean, -0.14, 0.05, 0.32, 0.025);
    brush.fill();
  }
}

function drawMetal(brush: Brush, { light, base, deep }: Tint): void {
  brush.fillStyle = vertical(brush, -1.03, 1.04, [
    [0, light],
    [0.42, base],
    [1, deep],
  ]);
  brush.beginPath();
  brush.roundRect(-1.04, -1.03, 2.08, 2.07, 0.56);
  brush.fill();
  brush.strokeStyle = 'rgb(255 255 255 / 65%)';
  brush.lineWidth = 0.035;
  brush.beginPath();
  brush.roundRect(-0.99, -0.98, 1.98, 1.97, 0.52);
  brush.stroke();
  glow(brush, -0.45, -0.86, 0.5, 0.1, '255 255 255', 0.75);
}

function drawScreen(brush: Brush): void {
  brush.fillStyle = radial(brush, 0, -0.1, 1.15, [
    [0, '#22305c'],
    [0.55, SCREEN[0]],
    [1, SCREEN[1]],
  ]);
  brush.beginPath();
  brush.roundRect(-0.83, -0.7, 1.66, 1.46, 0.42);
  brush.fill();
  brush.strokeStyle = 'rgb(10 14 28 / 85%)';
  brush.lineWidth = 0.05;
  brush.stroke();
  drawGloss(brush);
}

/** What the glass throws back. */
function drawGloss(brush: Brush): void {
  brush.fillStyle = 'rgb(255 255 255 / 7%)';
  brush.beginPath();
  brush.moveTo(-0.41, -0.7);
  brush.lineTo(0.11, -0.7);
  brush.lineTo(-0.4, 0.76);
  brush.arcTo(-0.83, 0.76, -0.83, 0.34, 0.42);
  brush.arcTo(-0.83, -0.7, -0.41, -0.7, 0.42);
  brush.fill();
}

/** An eye of light: round, a bow when it smiles, a bar when it is closed. */
function drawLamp(brush: Brush, look: Look, side: Side, lamp: string): void {
  const { blink, wide, smile, browDown } = halfOf(look, side);
  const { hearts, sparkle, tears, anger, fear } = look.moods;
  const w = 0.17 * (1 + 0.14 * wide);
  const tall = 0.23 * (1 + 0.24 * wide) * (1 - 0.88 * ramp(blink, 0.1, 0.9));
  const lift = ramp(smile, 0.35, 0.9) * (1 - wide);
  const [x, y] = [look.gaze.x * 0.06, look.gaze.y * 0.05];
  glow(brush, x, y, 0.36, 0.38, lamp, 0.34 + 0.3 * Math.max(anger, fear, tears));
  brush.fillStyle = `rgb(${lamp})`;
  if (hearts > 0.35) return heart(brush, x, y, 0.24 * Math.min(1, hearts + 0.2));
  if (sparkle > 0.6) return star(brush, x, y, 0.3);
  if (blink > 0.7) {
    brush.strokeStyle = `rgb(${lamp})`;
    brush.lineWidth = 0.07;
    brush.lineCap = 'round';
    brush.beginPath();
    brush.moveTo(-w, 0.04);
    brush.quadraticCurveTo(0, 0.04 - 0.3 * lift, w, 0.04);
    brush.stroke();
    return;
  }
  brush.save();
  brush.beginPath();
  // Lids as cuts: the lower one round for a smile, the upper one aslant for a frown.
  const top = -0.4 + 0.34 * browDown;
  brush.moveTo(-0.4, top + (side === 1 ? 0.24 : -0.1) * browDown);
  brush.lineTo(0.4, top + (side === 1 ? -0.1 : 0.24) * browDown);
  brush.lineTo(0.4, 0.42 - 0.36 * lift);
  brush.quadraticCurveTo(0, 0.42 - 0.78 * lift, -0.4, 0.42 - 0.36 * lift);
  brush.clip();
  brush.beginPath();
  brush.roundRect(x - w, y - tall, 2 * w, 2 * tall, Math.min(w, tall));
  brush.fill();
  brush.fillStyle = 'rgb(255 255 255 / 55%)';
  oval(brush, x - w * 0.35, y - tall * 0.45, w * 0.3, tall * 0.25);
  brush.restore();
  if (tears > 0.3) {
    brush.fillStyle = `rgb(${lamp} / 90%)`;
    drop(brush, x + side * 0.12, 0.3 + 0.24 * ((look.time * 0.6 + side * 0.2 + 1) % 1), 0.06 * tears);
  }
}

function drawBar(brush: Brush, look: Look, side: Side, lamp: string): void {
  const { browDown, browUp } = halfOf(look, side);
  const inner = 0.09 * (browDown - look.shapes.browInnerUp);
  const outer = -0.1 * browUp + 0.02 * browDown;
  brush.strokeStyle = `rgb(${lamp} / 90%)`;
  brush.lineWidth = 0.055;
  brush.lineCap = 'round';
  brush.beginPath();
  brush.moveTo(side * -0.15, inner);
  brush.lineTo(side * 0.15, outer);
  brush.stroke();
}

function drawVoice(brush: Brush, look: Look, lamp: string): void {
  const lips = lipsOf(look, MOUTH);
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  traceLips(brush, lips);
  brush.fillStyle = `rgb(${lamp} / ${0.2 + 0.35 * look.shapes.jawOpen})`;
  brush.fill();
  brush.strokeStyle = `rgb(${lamp})`;
  brush.lineWidth = MOUTH.thick;
  brush.stroke();
}

function draw(brush: Brush, look: Look, tint: Tint): void {
  const lamp = lightOf(look.moods);
  drawAerial(brush, look, tint, lamp);
  drawMetal(brush, tint);
  const screen = surfaceOf(look.head, 1.5, 0.16);
  screen.on(brush, 0, 0.02, () => drawScreen(brush));
  const surface = surfaceOf(look.head, 1.5, 0.36);
  const { blush } = look.moods;
  for (const side of SIDES) {
    surface.on(brush, side * 0.52, 0.26, () => glow(brush, 0, 0, 0.2, 0.12, tint.blush, 0.12 + 0.6 * blush));
    surface.on(brush, side * 0.36, -0.12, () => drawLamp(brush, look, side, lamp));
    surface.on(brush, side * 0.37, -0.48, () => drawBar(brush, look, side, lamp));
  }
  surface.on(brush, 0, 0.38, () => drawVoice(brush, look, lamp));
}

export const ROBOT: Character = {
  id: 'robot',
  own: OWN,
  extent: { up: 0.66, down: 0.14, across: 0.34 },
  draw,
};
