/** Draws the sheets of `pictures:avatars`, in a browser. */
import { CHARACTERS, characterOf, drawCharacter } from '../src/shared/avatar';
import { CALM, type Coefficients, shapesWith } from '../src/shared/avatar/coefficients';
import type { CharacterId } from '../src/shared/avatar/ids';
import { type Felt, lookOf } from '../src/shared/avatar/look';
import { COLOURS, type ColourId } from '../src/shared/avatar/palette';
import { performed } from '../src/shared/avatar/perform';
import { EXPRESSIONS } from '../src/shared/types';

interface Pose {
  readonly face: Coefficients;
  readonly felt: Felt;
  readonly colour?: ColourId;
}

const NEUTRAL: Felt = { expression: 'neutral', strength: 0 };
const of = (shapes: Parameters<typeof shapesWith>[0], head = CALM.head): Pose => ({
  face: { head, shapes: shapesWith(shapes) },
  felt: NEUTRAL,
});

/** Performed at their strongest, then as they are seen in calls, then what a face does without any of them. */
const EXPRESSED: readonly Pose[] = EXPRESSIONS.map((expression) => ({
  face: { ...performed(null, expression, 1, 1), head: CALM.head },
  felt: { expression, strength: 1 },
}));
const SLIGHT: readonly Pose[] = EXPRESSIONS.map((expression) => ({
  face: CALM,
  felt: { expression, strength: 0.6 },
}));
const MOVED: readonly Pose[] = [
  of({ jawOpen: 0.35 }),
  of({ mouthPucker: 0.9, jawOpen: 0.15 }),
  of({ mouthStretchLeft: 0.8, mouthStretchRight: 0.8, jawOpen: 0.2 }),
  of({ eyeBlinkLeft: 1, eyeBlinkRight: 1 }),
  of({ mouthSmileLeft: 0.8, mouthSmileRight: 0.8 }, { yaw: 30, pitch: 5, roll: 8 }),
  of({ browInnerUp: 0.6, browOuterUpLeft: 0.8 }, { yaw: -25, pitch: -15, roll: -10 }),
];

const canvas = document.createElement('canvas');
document.body.append(canvas);

function drawSheet(kind: 'large' | 'small' | 'colours'): void {
  const side = { large: 240, small: 96, colours: 160 }[kind];
  const rows: readonly (readonly [CharacterId, readonly Pose[]])[] = CHARACTERS.flatMap((id) => {
    const happy = EXPRESSED[EXPRESSIONS.indexOf('happy')]!;
    if (kind === 'colours') return [[id, COLOURS.map((colour) => ({ ...happy, colour }))] as const];
    return [EXPRESSED, SLIGHT, MOVED].map((poses) => [id, poses] as const);
  });
  canvas.width = 6 * side;
  canvas.height = rows.length * side;
  const brush = canvas.getContext('2d')!;
  for (const [row, [id, poses]] of rows.entries()) {
    for (const [column, { face, felt, colour = 'own' }] of poses.entries()) {
      brush.fillStyle = (row + column) % 2 ? '#4d5666' : '#8a7f74';
      brush.fillRect(column * side, row * side, side, side);
      const at = { x: (column + 0.5) * side, y: (row + 0.54) * side, radius: 0.3 * side };
      drawCharacter(brush, characterOf(id), colour, lookOf(face, 1.9, felt, true), at);
    }
  }
}

Object.assign(globalThis, { drawSheet });
