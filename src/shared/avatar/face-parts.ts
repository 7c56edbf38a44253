/** Eyes, brows and mouths that several characters share, each in its own measures and colours. */
import { type Brush, heart, oval, radial, type Side, star, vertical } from './brush';
import { type Look, ramp } from './look';

/** The shapes of one half of the face. */
export interface Half {
  readonly smile: number;
  readonly frown: number;
  readonly stretch: number;
  readonly browDown: number;
  readonly browUp: number;
  readonly blink: number;
  readonly wide: number;
}

/** @param side of the picture: 1 is the person's own left */
export function halfOf({ shapes }: Look, side: Side): Half {
  const own = side === 1 ? 'Left' : 'Right';
  return {
    smile: shapes[`mouthSmile${own}`],
    frown: shapes[`mouthFrown${own}`],
    stretch: shapes[`mouthStretch${own}`],
    browDown: shapes[`browDown${own}`],
    browUp: shapes[`browOuterUp${own}`],
    blink: shapes[`eyeBlink${own}`],
    wide: shapes[`eyeWide${own}`],
  };
}

export interface EyeStyle {
  /** Half width and half height of the open eye. */
  readonly width: number;
  readonly height: number;
  /** Of the iris, from its middle to its edge. */
  readonly iris: readonly [string, string];
  /** Of the lids, from the top to their edge. */
  readonly lid: readonly [string, string];
  /** Of the edges. */
  readonly line: string;
  /** Radius of the iris in half widths. */
  readonly size?: number;
  readonly white?: string;
}

/** An eye around the origin. */
export function drawEye(brush: Brush, look: Look, side: Side, style: EyeStyle): void {
  const { hearts } = look.moods;
  if (hearts < 0.6) drawOpenEye(brush, look, side, style);
  if (hearts > 0.02) drawHeart(brush, Math.min(1, hearts * 1.25), style);
}

function drawOpenEye(brush: Brush, look: Look, side: Side, style: EyeStyle): void {
  const { blink, wide, smile } = halfOf(look, side);
  const { sparkle, fear, tears } = look.moods;
  const open = 1 + 0.2 * wide;
  const w = style.width * (1 + 0.06 * wide);
  const h = style.height * open;
  // A smile raises the lower lid; closed over it, the lid bends upwards.
  const lower = 0.5 * ramp(smile, 0.35, 1) * (1 - wide);
  const closed = ramp(blink, 0.08, 0.92);
  brush.save();
  brush.beginPath();
  brush.ellipse(0, 0, w, h, 0, 0, 2 * Math.PI);
  brush.clip();
  brush.fillStyle = vertical(brush, -h, h, [
    [0, '#d9dcec'],
    [0.35, style.white ?? '#ffffff'],
    [1, style.white ?? '#ffffff'],
  ]);
  brush.fillRect(-w, -h, 2 * w, 2 * h);
  const reach = 0.3;
  const x = look.gaze.x * w * reach;
  const y = look.gaze.y * h * reach + 0.04 * h;
  const r = w * (style.size ?? 0.72) * (1 - 0.22 * fear - 0.1 * wide);
  brush.fillStyle = radial(brush, x, y, r, [
    [0, style.iris[0]],
    [0.62, style.iris[0]],
    [1, style.iris[1]],
  ]);
  oval(brush, x, y, r, r * 1.06);
  brush.fillStyle = '#120a08';
  oval(brush, x, y, r * 0.6, r * 0.64);
  brush.fillStyle = 'rgb(255 255 255 / 28%)';
  oval(brush, x + r * 0.18, y + r * 0.55, r * 0.5, r * 0.26);
  brush.fillStyle = '#ffffff';
  oval(brush, x - r * 0.34, y - r * 0.4, r * 0.3, r * 0.32);
  oval(brush, x + r * 0.36, y + r * 0.3, r * 0.13, r * 0.13);
  if (sparkle > 0.05) star(brush, x - r * 0.28, y - r * 0.34, r * 0.85 * sparkle);
  if (tears > 0.1) {
    brush.fillStyle = `rgb(120 200 255 / ${0.55 * tears})`;
    oval(brush, 0, h * 0.98, w * 0.95, h * 0.45 * tears);
  }
  // Lids: the upper one comes down, the lower one up to meet it.
  const edge = -h + (1.34 - 0.5 * lower) * h * closed - 0.02 * h;
  const bend = h * (0.42 * (1 - closed) + (0.3 - 0.75 * ramp(smile, 0.2, 0.8)) * closed);
  brush.fillStyle = vertical(brush, -h, h, [
    [0, style.lid[0]],
    [1, style.lid[1]],
  ]);
  if (lower > 0.02) {
    const at = h * (1 - 1.5 * lower);
    brush.beginPath();
    brush.moveTo(-1.3 * w, at + 0.22 * h);
    brush.quadraticCurveTo(0, at - 0.22 * h, 1.3 * w, at + 0.22 * h);
    brush.lineTo(1.3 * w, 1.4 * h);
    brush.lineTo(-1.3 * w, 1.4 * h);
    brush.fill();
  }
  if (closed > 0.01) {
    brush.beginPath();
    brush.moveTo(-1.3 * w, edge);
    brush.quadraticCurveTo(0, edge + bend, 1.3 * w, edge);
    brush.lineTo(1.3 * w, -1.6 * h);
    brush.lineTo(-1.3 * w, -1.6 * h);
    brush.fill();
    if (closed > 0.8) {
      brush.beginPath();
      brush.moveTo(-1.3 * w, edge);
      brush.quadraticCurveTo(0, edge + bend, 1.3 * w, edge);
      brush.lineTo(1.3 * w, 1.6 * h);
      brush.lineTo(-1.3 * w, 1.6 * h);
      brush.globalAlpha = ramp(closed, 0.8, 0.95);
      brush.fill();
      brush.globalAlpha = 1;
    }
    if (closed <= 0.8) {
      brush.strokeStyle = style.line;
      brush.lineWidth = h * 0.2 * (0.5 + 0.5 * closed);
      brush.beginPath();
      brush.moveTo(-1.3 * w, edge);
      brush.quadraticCurveTo(0, edge + bend, 1.3 * w, edge);
      brush.stroke();
    }
  }
  brush.restore();
  if (closed > 0.8) {
    brush.strokeStyle = style.line;
    brush.lineCap = 'round';
    brush.lineWidth = h * 0.27;
    brush.beginPath();
    brush.moveTo(-w, edge - 0.2 * bend);
    brush.quadraticCurveTo(0, edge + 1.4 * bend, w, edge - 0.2 * bend);
    brush.stroke();
  }
  if (closed < 0.6) rim(brush, w, h, style.line, 1 - ramp(closed, 0.2, 0.6));
}

function drawHeart(brush: Brush, size: number, { width: w, height: h }: EyeStyle): void {
  brush.save();
  brush.scale(size, size);
  brush.fillStyle = vertical(brush, -h, h, [
    [0, '#ff5b7f'],
    [1, '#d9123f'],
  ]);
  heart(brush, 0, 0, w * 1.28);
  brush.fillStyle = 'rgb(255 255 255 / 55%)';
  oval(brush, -w * 0.55, -w * 0.55, w * 0.24, w * 0.17, -0.7);
  brush.restore();
}

/** The upper edge of an open eye, thick in the middle and thin at its ends. */
function rim(brush: Brush, w: number, h: number, line: string, alpha: number): void {
  brush.save();
  brush.globalAlpha = alpha;
  brush.fillStyle = line;
  brush.beginPath();
  brush.ellipse(0, 0, w * 1.02, h * 1.02, 0, Math.PI * 1.02, Math.PI * 1.98);
  brush.ellipse(0, h * 0.1, w * 0.97, h * 1.0, 0, Math.PI * 1.95, Math.PI * 1.05, true);
  brush.fill();
  brush.restore();
}

/** A brow above the origin, its inner end towards the nose. @param length half of it */
export function drawBrow(
  brush: Brush,
  look: Look,
  side: Side,
  length: number,
  thick: number,
  colour: string,
): void {
  const { browDown, browUp } = halfOf(look, side);
  const { browInnerUp } = look.shapes;
  const { fear, anger } = look.moods;
  const inner = -0.85 * browInnerUp - 0.3 * fear + 0.75 * browDown + 0.3 * anger;
  const outer = -0.75 * browUp + 0.15 * browDown + 0.2 * browInnerUp;
  const arch = -0.38 - 0.3 * browUp + 0.3 * browDown;
  const [x0, x1] = [-side * length, side * length];
  brush.strokeStyle = colour;
  brush.lineCap = 'round';
  brush.lineWidth = thick;
  brush.beginPath();
  brush.moveTo(x0, inner * length * 0.72);
  brush.quadraticCurveTo(0, ((inner + outer) / 2) * length * 0.72 + arch * length, x1, outer * length * 0.72);
  brush.stroke();
}
