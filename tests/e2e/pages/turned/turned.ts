/** In a page: what becomes of pictures that a turned phone's camera gives, whose pixels keep the sensor's orientation. */
import { type Compositor, createCompositor } from '../../../../src/call/outgoing/compositor';
import type { Scene } from '../../../../src/call/outgoing/scene';
import { createFrameCopier } from '../../../../src/shared/frames/copy-frame';
import { i420ToRgb } from '../../../../src/shared/pixels/rgb';

/** The sensor's picture: its upper left quarter is bright, the rest dark. Pixels. */
const [WIDTH, HEIGHT] = [64, 32];
const [BRIGHT, DARK] = [200, 40];

export interface Turn {
  readonly rotation: 0 | 90 | 180 | 270;
  readonly flip: boolean;
}

/** Size, and the brightness (0..255) at the corners: upper left, upper right, lower left, lower right. */
export interface Look {
  readonly size: readonly [number, number];
  readonly corners: readonly number[];
}

export interface Looks {
  /** As the browser itself shows it. */
  readonly shown: Look;
  /** As the analysis gets it. */
  readonly analysed: Look;
  /** As others get it: with a character in a corner of its own, covered, and black because it could not be drawn. */
  readonly sent: Look;
  readonly covered: readonly [number, number];
}

function picture({ rotation, flip }: Turn): VideoFrame {
  const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) data[y * WIDTH + x] = x < WIDTH / 2 && y < HEIGHT / 2 ? BRIGHT : DARK;
  }
  const how = {
    format: 'I420',
    codedWidth: WIDTH,
    codedHeight: HEIGHT,
    timestamp: 7,
    rotation,
    flip,
  } as const;
  return new VideoFrame(data, how);
}

function lookOf(width: number, height: number, at: (x: number, y: number) => number): Look {
  const [right, bottom] = [width - 4, height - 4];
  return { size: [width, height], corners: [at(3, 3), at(right, 3), at(3, bottom), at(right, bottom)] };
}

function shown(frame: VideoFrame): Look {
  const { displayWidth: width, displayHeight: height } = frame;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(frame, 0, 0);
  return lookOf(width, height, (x, y) => context.getImageData(x, y, 1, 1).data[1]!);
}

/** A character that draws nothing: the whole picture is made anew all the same. */
const SCENE: Scene = {
  ...{ cover: null, masks: [], pop: null, seen: null },
  companion: { character: 'ball', colour: 'own', look: null!, corner: 'top-left', size: 'small', scale: 0 },
} as never;

async function look(turn: Turn): Promise<Looks> {
  const frame = picture(turn);
  const analysed = await createFrameCopier(() => 0).copy(frame, null);
  const rgb = i420ToRgb(analysed);
  const green = (x: number, y: number) => rgb[(y * analysed.width + x) * 3 + 1]!;
  const artwork = { sprite: () => null, sticker: () => null, load() {} };
  const compositor: Compositor = createCompositor(artwork, () => ({ paint: async () => true }) as never);
  const sent = await compositor.compose(frame, SCENE, 0);
  const black = compositor.cover(frame);
  const looks: Looks = {
    shown: shown(frame),
    analysed: lookOf(analysed.width, analysed.height, green),
    sent: shown(sent),
    covered: [black.displayWidth, black.displayHeight],
  };
  for (const each of [frame, sent, black]) each.close();
  compositor.dispose();
  return looks;
}

Object.assign(globalThis, { lookAtTurned: look });
