/** Draws a character for the film of `eval:avatar`, in a browser. */
import { characterOf, drawCharacter } from '../../src/shared/avatar';
import type { Coefficients } from '../../src/shared/avatar/coefficients';
import type { CharacterId } from '../../src/shared/avatar/ids';
import { lookOf } from '../../src/shared/avatar/look';

const SIDE = 480;
const canvas = document.createElement('canvas');
canvas.width = canvas.height = SIDE;

function drawAvatar(face: Coefficients | null, id: CharacterId, time: number): string {
  const brush = canvas.getContext('2d')!;
  brush.clearRect(0, 0, SIDE, SIDE);
  const look = lookOf(face, time, { expression: 'neutral', strength: 0 }, true);
  drawCharacter(brush, characterOf(id), 'own', look, { x: SIDE / 2, y: SIDE * 0.54, radius: SIDE * 0.3 });
  return canvas.toDataURL();
}

Object.assign(globalThis, { drawAvatar });
