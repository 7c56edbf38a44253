/** The characters a user can choose, and how one is drawn. */
import type { Brush } from './brush';
import type { Character } from './character';
import { BALL } from './characters/ball';
import { FOX } from './characters/fox';
import { GHOST } from './characters/ghost';
import { ROBOT } from './characters/robot';
import { CHARACTERS, type CharacterId } from './ids';
import type { Look } from './look';
import { type ColourId, TINTS, type Tint } from './palette';

export { CHARACTERS, type CharacterId };

const ALL: Readonly<Record<CharacterId, Character>> = { ball: BALL, fox: FOX, robot: ROBOT, ghost: GHOST };

export const characterOf = (id: CharacterId): Character => ALL[id];

export const tintOf = ({ own }: Character, colour: ColourId): Tint =>
  colour === 'own' ? own : TINTS[colour];

/**
 * Draws a character with its disc around (x, y). The brush's state is as before afterwards.
 * @param radius of the disc in pixels
 */
export function drawCharacter(
  brush: Brush,
  character: Character,
  colour: ColourId,
  look: Look,
  at: { readonly x: number; readonly y: number; readonly radius: number },
): void {
  brush.save();
  brush.translate(at.x, at.y);
  brush.rotate((look.head.roll * Math.PI) / 180);
  // Squash and stretch only ever make it larger, so that the disc stays covered.
  const tall = 1 + look.stretch;
  const least = Math.min(tall, 1 / tall);
  brush.scale(at.radius / tall / least, (at.radius * tall) / least);
  character.draw(brush, look, tintOf(character, colour));
  brush.restore();
}
