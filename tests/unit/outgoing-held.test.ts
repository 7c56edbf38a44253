import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Artwork } from '../../src/call/outgoing/artwork';
import { type Compositor, createCompositor } from '../../src/call/outgoing/compositor';
import type { Sprite } from '../../src/call/outgoing/drawing/sprite';
import { createSceneKeeper, type SceneKeeper } from '../../src/call/outgoing/scene';
import type { FaceReading, Reading } from '../../src/shared/types';

const [WIDTH, HEIGHT] = [160, 90];
const SIZE = WIDTH * HEIGHT * 1.5;
/** Milliseconds between two camera pictures. */
const EVERY = 33;
/** Centre of a face that stays, and of one that has gone out of its mask, in fractions of the picture. */
const [HERE, THERE] = [0.4, 0.8];

/** What pictures were copied into. */
const memory = new Set<ArrayBufferLike>();

/** A picture whose first pixel is its number: no mask comes near it. */
class Picture {
  readonly format = 'I420';
  readonly visibleRect = { width: WIDTH, height: HEIGHT };
  readonly colorSpace = { matrix: 'bt709', fullRange: false, toJSON: () => ({}) };
  readonly timestamp = 0;
  readonly duration = null;
  readonly shows: number;
  constructor(from: Uint8Array | number) {
    this.shows = typeof from === 'number' ? from : from[0]!;
  }
  allocationSize = () => SIZE;
  async copyTo(into: Uint8Array) {
    memory.add(into.buffer);
    into.fill(this.shows);
    const [luma, chroma] = [WIDTH * HEIGHT, (WIDTH * HEIGHT) / 4];
    const stride = WIDTH / 2;
    return [
      { offset: 0, stride: WIDTH },
      { offset: luma, stride },
      { offset: luma + chroma, stride },
    ];
  }
}

const plane = () => new Uint8Array(18 * 18).fill(200);
const sprite: Sprite = {
  levels: [{ side: 16, alpha: plane(), y: plane(), u: plane(), v: plane() }],
};
const artwork: Artwork = { sprite: () => sprite, sticker: () => sprite, load() {} };

const face = (x: number, track = 1): FaceReading => ({
  track,
  box: { x: x - 0.05, y: 0.5, width: 0.1, height: 0.18 },
  probabilities: null,
});

let compositor: Compositor;
let scene: SceneKeeper;
let now: number;
let count: number;
/** Where the face was in each picture. */
let places: number[];

beforeEach(() => {
  vi.stubGlobal('VideoFrame', Picture);
  compositor = createCompositor(artwork);
  scene = createSceneKeeper();
  scene.setOutputs({ video: false, mask: 'hold' });
  [now, count, places] = [10_000, 20, []];
  memory.clear();
});
afterEach(() => {
  compositor.dispose();
  vi.unstubAllGlobals();
});

const read = (time: number, faces: readonly FaceReading[]): void =>
  scene.read({ time, faces, expression: 'happy' } as Partial<Reading> as Reading);

/** The next camera picture, with the face at `place`; which one is sent for it. */
async function next(place: number): Promise<number> {
  now += EVERY;
  count += 1;
  places[count] = place;
  const out = await compositor.compose(new Picture(count) as never, scene.at(now), now);
  return (out as never as Picture).shows;
}

/** A second of pictures with a still face, read every 165 ms, 66 ms late. */
async function settle(): Promise<void> {
  for (let n = 0; n < 30; n++) {
    await next(HERE);
    if (n % 5 === 4) read(now - 66, [face(HERE)]);
  }
}

/** What stands still in the end. */
async function stands(place: number): Promise<number> {
  for (let n = 0; n < 40; n++) await next(place);
  const [one, other] = [await next(place), await next(place)];
  expect(one).toBe(other);
  return one;
}

describe('the picture that stands still where the face is not known', () => {
  it('is one in which the face surely was under its mask: not the last one, from which nobody found it any more', async () => {
    await settle();
    // Gone out of its mask, and not found there; the mask is drawn where it was for a while.
    for (let n = 0; n < 4; n++) await next(THERE);
    read(now - 66, []);
    const shown = await stands(THERE);
    expect(places[shown]).toBe(HERE);
    expect(count - shown).toBeLessThan(65);
  });

  it('… also where readings simply end, as when the analysis dies', async () => {
    await settle();
    expect(places[await stands(THERE)]).toBe(HERE);
  });

  it('… or the face is found again, outside of the mask that was drawn', async () => {
    await settle();
    for (let n = 0; n < 5; n++) await next(THERE);
    read(now - 33, [face(THERE)]);
    const shown = await stands(THERE);
    expect(places[shown]).toBe(HERE);
  });

  it('… or a stranger is there whom no mask was drawn for', async () => {
    await settle();
    const alone = count;
    for (let n = 0; n < 3; n++) await next(HERE);
    read(now - 33, [face(HERE), face(THERE, 2)]);
    expect(await stands(HERE)).toBeLessThanOrEqual(alone);
  });

  it('is black before any is sure', async () => {
    read(now, [face(HERE)]);
    await next(HERE);
    // Black, and made of the last camera picture.
    expect(await stands(HERE)).toBe(16);
  });

  it('goes on with the face, in the memory of three pictures', async () => {
    await settle();
    const first = await stands(HERE);
    memory.clear();
    for (let n = 0; n < 3; n++) await settle();
    expect(await stands(HERE)).toBeGreaterThan(first);
    expect(memory.size).toBeLessThanOrEqual(3);
  });
});
