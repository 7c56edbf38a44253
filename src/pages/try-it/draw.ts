/** Draws the results over the picture. */

import { strongest } from '../../analysis/temporal/hysteresis';
import { EXPRESSION_STYLES } from '../../shared/ui/expressions';
import { formatShare } from '../../shared/ui/format';
import type { FrameSample } from './sample';

export interface DrawOptions {
  readonly boxes: boolean;
  readonly landmarks: boolean;
  /** Whether the picture is mirrored (the text is not). */
  readonly mirror: boolean;
}

/** The face's number where there are several, and its expression unless the face of a photograph is too unclear for one. */
function labelOf({ found, reading }: FrameSample, i: number, expression: string): string {
  const isUnclear = found !== undefined && i === 0 && reading.quality?.ok === false;
  const number = reading.faces.length > 1 ? [String(i + 1)] : [];
  return [...number, ...(isUnclear ? [] : [expression])].join(' · ');
}

/** @param width of the canvas in CSS pixels @param ratio device pixels a CSS pixel */
export function draw(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  ratio: number,
  sample: FrameSample | null,
  { boxes, landmarks, mirror }: DrawOptions,
): void {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  if (!sample) return;
  const across = (x: number): number => (mirror ? 1 - x : x) * width;
  sample.reading.faces.forEach(({ box, probabilities }, i) => {
    if (probabilities === null) return;
    const top = strongest(probabilities);
    const look = EXPRESSION_STYLES[top];
    const colour = look.colour.dark;
    if (landmarks) drawLandmarks(sample.faces[i]?.landmarks, colour);
    if (!boxes) return;
    const left = Math.min(across(box.x), across(box.x + box.width));
    const [y, w, h] = [box.y * height, box.width * width, box.height * height];
    context.lineWidth = 5;
    context.strokeStyle = 'rgb(0 0 0 / 45%)';
    roundRect(left, y, w, h);
    context.lineWidth = 2.5;
    context.strokeStyle = colour;
    roundRect(left, y, w, h);
    const label = labelOf(sample, i, `${look.name} ${formatShare(probabilities[top])}`);
    if (label !== '') drawLabel(label, left, y, colour);
  });

  function drawLandmarks(points: Float32Array | undefined, colour: string): void {
    if (!points) return;
    const size = Math.max(1.5, width / 420);
    context.fillStyle = colour;
    context.globalAlpha = 0.85;
    for (let at = 0; at < points.length; at += 2) {
      context.fillRect(across(points[at]!) - size / 2, points[at + 1]! * height - size / 2, size, size);
    }
    context.globalAlpha = 1;
  }

  function roundRect(x: number, y: number, w: number, h: number): void {
    context.beginPath();
    context.roundRect(x, y, w, h, Math.min(14, w / 6));
    context.stroke();
  }

  function drawLabel(text: string, x: number, y: number, colour: string): void {
    context.font = '600 14px system-ui, sans-serif';
    const w = context.measureText(text).width + 18;
    const left = Math.max(2, Math.min(x, width - w - 2));
    const top = y > 32 ? y - 30 : y + 5;
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(left, top, w, 25, 8);
    context.fill();
    context.fillStyle = '#16131f';
    context.textBaseline = 'middle';
    context.textAlign = 'left'; // `start` would be the right edge in right-to-left text
    context.fillText(text, left + 9, top + 13);
  }
}
