/** What an expression adds to a face, for every character: cheeks, tears, sweat, steam and lights around the head. */
import { type Brush, drop, glow, glowInside, SIDES, type Surface, star, vertical } from './brush';
import type { Look } from './look';

/** How far from the middle a cheek reaches. */
const CHEEKS_REACH = 1;

/** Where they belong on a face. */
export interface Places {
  readonly cheek: readonly [x: number, y: number];
  readonly eye: readonly [x: number, y: number];
  /** Half the height of an eye. */
  readonly lid: number;
  /** `r g b`. */
  readonly blush: string;
  /** Of calm cheeks, 0..1. */
  readonly rosy?: number;
}

/** Colour that lies under eyes and mouth. @param trace makes the head's outline the path: colour stays inside of it */
export function drawUnder(
  brush: Brush,
  look: Look,
  surface: Surface,
  { cheek, blush, rosy = 0 }: Places,
  trace: () => void,
): void {
  const { anger, fear } = look.moods;
  glowInside(brush, trace, 0, -0.75, 1.25, 0.85, '226 30 30', 0.6 * anger);
  glowInside(brush, trace, 0, -0.8, 1.2, 0.75, '64 96 220', 0.5 * fear);
  const alpha = Math.min(rosy + 0.62 * look.moods.blush, 0.85);
  for (const side of SIDES) {
    const [x, y] = surface.at(side * cheek[0], cheek[1]);
    const [edge] = surface.at(side * (cheek[0] + 0.27), cheek[1]);
    // The far cheek of a turned head goes around the edge: it gets narrower and stays inside.
    const half = Math.min(Math.max(Math.abs(edge - x), 0.06), 0.27);
    const held = Math.sign(x) * Math.min(Math.abs(x), CHEEKS_REACH - half);
    glow(brush, held, y, half, 0.19, blush, alpha);
  }
}

/** What lies over them. */
export function drawOver(brush: Brush, look: Look, surface: Surface, places: Places): void {
  const { tears, fear, anger, sparkle, hearts } = look.moods;
  if (tears > 0.08) drawTears(brush, look, surface, places);
  if (fear > 0.15) {
    const [x, y] = surface.at(0.56, -0.5);
    brush.fillStyle = vertical(brush, y - 0.2, y + 0.15, [
      [0, '#e3f6ff'],
      [1, '#4fb4f5'],
    ]);
    drop(brush, x, y + 0.14 * ((look.time * 0.5) % 1), 0.1 * fear);
  }
  if (anger > 0.15) drawVein(brush, surface, anger);
  if (sparkle > 0.1) drawLights(brush, look.time, sparkle, '#fff6c8');
  if (hearts > 0.5) drawLights(brush, look.time, hearts - 0.3, '#ffd3de');
}

function drawTears(
  brush: Brush,
  { time, moods: { tears } }: Look,
  surface: Surface,
  { eye, lid }: Places,
): void {
  for (const side of SIDES) {
    const fall = (time * 0.55 + (side === 1 ? 0.45 : 0)) % 1;
    const [x, y] = surface.at(side * (eye[0] + 0.05), eye[1] + lid * 0.9);
    brush.fillStyle = vertical(brush, y - 0.1, y + 0.55, [
      [0, '#d8f1ff'],
      [1, '#3aa5f2'],
    ]);
    brush.globalAlpha = Math.min(1, 4 * (1 - fall)) * Math.min(1, tears * 1.6);
    drop(brush, x, y + 0.08 + 0.5 * fall * fall, 0.055 + 0.035 * tears);
    brush.globalAlpha = 1;
  }
}

/** The crossed arcs that stand for anger in comics. */
function drawVein(brush: Brush, surface: Surface, anger: number): void {
  const [x, y] = surface.at(0.55, -0.6);
  const r = 0.13 * anger;
  brush.strokeStyle = '#c1121f';
  brush.lineWidth = 0.045;
  brush.lineCap = 'round';
  brush.beginPath();
  for (const [sx, sy] of [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const) {
    brush.moveTo(x + sx * r, y + sy * r * 0.28);
    brush.quadraticCurveTo(x + sx * r * 0.3, y + sy * r * 0.3, x + sx * r * 0.28, y + sy * r);
  }
  brush.stroke();
}

/** Stars that come and go on the edge of the head. */
function drawLights(brush: Brush, time: number, strength: number, colour: string): void {
  brush.fillStyle = colour;
  for (let n = 0; n < 4; n++) {
    const phase = (time * 0.7 + n * 0.27) % 1;
    const angle = -Math.PI / 2 + (n - 1.5) * 0.62 + 0.2 * Math.floor(time * 0.7 + n * 0.27);
    const size = 0.15 * Math.sin(Math.PI * phase) * Math.min(1, strength);
    star(brush, 0.93 * Math.sin(angle + Math.PI / 2), -0.93 * Math.cos(angle + Math.PI / 2), size);
  }
}
