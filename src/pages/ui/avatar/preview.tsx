/** A character on a page, still or animated. */
import { useEffect, useRef } from 'preact/hooks';
import { characterOf, drawCharacter } from '../../../shared/avatar';
import { type Coefficients, shapesWith } from '../../../shared/avatar/coefficients';
import type { CharacterId } from '../../../shared/avatar/ids';
import { type Felt, lookOf } from '../../../shared/avatar/look';
import type { ColourId } from '../../../shared/avatar/palette';

export interface PreviewProps {
  readonly character: CharacterId;
  readonly colour: ColourId;
  /** Side in CSS pixels. */
  readonly size: number;
  /** Called for each frame; null lets the character move by itself. If missing, a friendly face stands still. */
  readonly face?: () => { readonly coefficients: Coefficients | null; readonly felt: Felt };
}

const FRIENDLY: Coefficients = {
  head: { yaw: 8, pitch: 3, roll: 3 },
  shapes: shapesWith({ mouthSmileLeft: 0.7, mouthSmileRight: 0.7, jawOpen: 0.3 }),
};
const FRIENDLY_FELT: Felt = { expression: 'happy', strength: 0.3 };

/** Decorative: the text beside it says what it shows. */
export function CharacterPreview({ character, colour, size, face }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ask = useRef(face);
  ask.current = face;
  const lives = face !== undefined;
  useEffect(() => {
    const element = canvas.current;
    const brush = element?.getContext('2d');
    if (!element || !brush) return;
    const pixels = Math.round(size * window.devicePixelRatio);
    element.width = pixels;
    element.height = pixels;
    const figure = characterOf(character);
    const { up, down, across } = figure.extent;
    const radius = pixels / (2 + Math.max(up + down, 2 * across) + 0.12);
    const at = { x: pixels / 2, y: pixels / 2 + ((up - down) / 2) * radius, radius };
    const draw = (time: number): void => {
      const now = ask.current?.();
      const look = now
        ? lookOf(now.coefficients, time / 1000, now.felt)
        : lookOf(FRIENDLY, 1.9, FRIENDLY_FELT, true);
      brush.clearRect(0, 0, pixels, pixels);
      drawCharacter(brush, figure, colour, look, at);
    };
    if (!lives) return draw(0);
    let next = requestAnimationFrame(function again(time) {
      draw(time);
      next = requestAnimationFrame(again);
    });
    return () => cancelAnimationFrame(next);
  }, [character, colour, size, lives]);
  return (
    <span class="character" aria-hidden="true">
      <canvas ref={canvas} style={{ width: `${size}px`, height: `${size}px` }} />
    </span>
  );
}
