/** Caches the unchanging parts of a character as pictures: shading them again would cost more than all moving parts. */
import type { Brush, Layers } from './brush';

/** Kept pictures: those of a few characters in one size each. */
const MOST = 24;
/** Sizes are rounded up in steps of this ratio, so that a face that moves nearer needs few new ones. */
const STEP = 1.15;

export type Canvas = HTMLCanvasElement | OffscreenCanvas;

/**
 * @param createCanvas of that many pixels
 * @returns the layers of one character in one colour, for a disc of that radius in pixels
 */
export function createLayerStore(
  createCanvas: (width: number, height: number) => Canvas,
): (look: string, radius: number) => Layers {
  const kept = new Map<string, Canvas>();
  return (look, radius) => {
    const scale = STEP ** Math.ceil(Math.log(Math.max(radius, 8)) / Math.log(STEP));
    return (brush, name, box, draw) => {
      const key = `${look} ${name} ${scale}`;
      const picture = kept.get(key) ?? drawn(box, scale, draw);
      kept.delete(key);
      kept.set(key, picture);
      if (kept.size > MOST) kept.delete(kept.keys().next().value!);
      brush.drawImage(picture, box.x, box.y, box.width, box.height);
    };
  };

  function drawn(
    { x, y, width, height }: Parameters<Layers>[2],
    scale: number,
    draw: (brush: Brush) => void,
  ): Canvas {
    const picture = createCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
    const brush = picture.getContext('2d') as Brush | null;
    if (brush === null) throw new Error('The character could not be drawn.');
    brush.scale(picture.width / width, picture.height / height);
    brush.translate(-x, -y);
    draw(brush);
    return picture;
  }
}
