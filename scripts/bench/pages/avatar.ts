/** What drawing into one picture costs the page's main thread, in the browser: characters beside the still emoji. */
import { createAvatarPainter } from '../../../src/call/outgoing/avatar-painter';
import { blendPatch, type PlanarPicture } from '../../../src/call/outgoing/drawing/blend';
import { rasterise } from '../../../src/call/outgoing/drawing/rasterise';
import { createSprite } from '../../../src/call/outgoing/drawing/sprite';
import { CHARACTERS } from '../../../src/shared/avatar';
import { CALM, shapesWith } from '../../../src/shared/avatar/coefficients';
import { lookOf } from '../../../src/shared/avatar/look';

const [WIDTH, HEIGHT] = [1280, 720];
const LUMA = WIDTH * HEIGHT;
/** The mask of a face that fills a third of the height: side of the emoji, radius of a character's disc. */
const SIDE = 372;
const RADIUS = 173;
const COLOUR = { matrix: 'bt601', fullRange: false } as const;

export interface Cost {
  readonly name: string;
  /** Milliseconds. The lowest tenth is closest to what it costs where nothing else runs. */
  readonly p10: number;
  readonly median: number;
  readonly p95: number;
}

async function measure(side: number, rgba: number[], rounds: number): Promise<readonly Cost[]> {
  const camera = Uint8Array.from({ length: LUMA * 1.5 }, (_, i) => (i * 7919) % 256);
  const data = new Uint8Array(camera.length);
  const layout = [
    { offset: 0, stride: WIDTH },
    { offset: LUMA, stride: WIDTH / 2 },
    { offset: LUMA * 1.25, stride: WIDTH / 2 },
  ];
  const picture: PlanarPicture = { format: 'I420', width: WIDTH, height: HEIGHT, data, layout };
  const sprite = createSprite(new Uint8ClampedArray(rgba), side, COLOUR);
  const patch = rasterise(sprite, SIDE, 0.1);
  const painter = createAvatarPainter();
  const listener = createAvatarPainter();
  const lookAt = (round: number) => {
    const t = round / 30;
    const head = { yaw: 18 * Math.sin(t * 2.3), pitch: 6 * Math.sin(t), roll: 9 * Math.sin(t * 1.7) };
    const shapes = shapesWith({
      ...{ jawOpen: 0.5 * Math.abs(Math.sin(t * 8)), browInnerUp: 0.3 },
      ...{ mouthSmileLeft: 0.6, mouthSmileRight: 0.6 },
    });
    return lookOf({ head, shapes }, t, { expression: 'happy', strength: 0.5 });
  };
  const cases: Record<string, (round: number) => unknown> = {
    'still emoji, still face': () => blendPatch(picture, patch, 400, 100),
    'still emoji, moving face': (round) =>
      blendPatch(picture, rasterise(sprite, SIDE, 0.1 + round / 1000), 400, 100),
  };
  for (const character of CHARACTERS) {
    cases[character] = (round) => {
      const figure = { character, colour: 'own', look: lookAt(round) } as const;
      const at = { x: 640 + 20 * Math.sin(round / 9), y: 330, radius: RADIUS };
      return painter.paint(picture, figure, at, COLOUR);
    };
  }
  // Somebody who listens: only the character's own life moves it.
  cases['ball, listening'] = (round) => {
    const look = lookOf(CALM, round / 30, { expression: 'neutral', strength: 0 });
    return listener.paint(
      picture,
      { character: 'ball', colour: 'own', look },
      { x: 640, y: 330, radius: RADIUS },
      COLOUR,
    );
  };
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  data.set(camera);
  for (let round = -20; round < rounds; round++) {
    // In turn: whatever else the computer does meets all of them.
    for (const [name, draw] of Object.entries(cases)) {
      const start = performance.now();
      // Until the browser has read the canvas, which it does on this thread.
      if ((await draw(round)) === false) throw new Error(`${name} does not cover its disc.`);
      const took = performance.now() - start;
      if (round >= 0) times[name]!.push(took);
    }
  }
  return Object.entries(times).map(([name, all]) => {
    const sorted = all.sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * sorted.length)]!;
    return { name, p10: at(0.1), median: at(0.5), p95: at(0.95) };
  });
}

Object.assign(globalThis, { measureAvatar: measure });
