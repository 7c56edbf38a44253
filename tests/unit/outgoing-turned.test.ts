/** Pictures of cameras that say how they are to be turned or mirrored: what is sent must say the same. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Artwork } from '../../src/call/outgoing/artwork';
import { type Compositor, createCompositor } from '../../src/call/outgoing/compositor';
import { createSceneKeeper } from '../../src/call/outgoing/scene';

const [WIDTH, HEIGHT] = [64, 36];

/** As the browser's: built from a buffer, it is upright and not mirrored unless that is said. */
class Picture {
  readonly format = 'I420';
  readonly visibleRect = { width: WIDTH, height: HEIGHT };
  readonly colorSpace = { matrix: 'bt709', fullRange: false, toJSON: () => ({}) };
  readonly timestamp = 0;
  readonly duration = null;
  readonly rotation: number;
  readonly flip: boolean;
  readonly displayWidth: number;
  readonly displayHeight: number;
  constructor(
    _data: Uint8Array | null,
    init: { rotation?: number; flip?: boolean; displayWidth?: number; displayHeight?: number },
  ) {
    this.rotation = init.rotation ?? 0;
    this.flip = init.flip ?? false;
    this.displayWidth = init.displayWidth ?? WIDTH;
    this.displayHeight = init.displayHeight ?? HEIGHT;
  }
  allocationSize = () => WIDTH * HEIGHT * 1.5;
  async copyTo() {
    const [luma, stride] = [WIDTH * HEIGHT, WIDTH / 2];
    return [
      { offset: 0, stride: WIDTH },
      { offset: luma, stride },
      { offset: luma * 1.25, stride },
    ];
  }
}

const artwork: Artwork = { sprite: () => null, sticker: () => null, load() {} };

describe('a picture that is to be turned or mirrored', () => {
  let compositor: Compositor;
  beforeEach(() => {
    vi.stubGlobal('VideoFrame', Picture);
    compositor = createCompositor(artwork);
  });
  afterEach(() => {
    compositor.dispose();
    vi.unstubAllGlobals();
  });

  const TURNED = { rotation: 90, flip: true, displayWidth: HEIGHT, displayHeight: WIDTH };
  const told = ({ rotation, flip, displayWidth, displayHeight }: Picture) => ({
    rotation,
    flip,
    displayWidth,
    displayHeight,
  });

  it.each(['black', 'blur', 'hold'] as const)('is sent alike under a mask: %s', async (mask) => {
    const scene = createSceneKeeper();
    scene.setOutputs({ video: false, mask });
    for (const turn of [TURNED, { ...TURNED, rotation: 270, flip: false }]) {
      const camera = new Picture(null, turn);
      const sent = await compositor.compose(camera as never, scene.at(0), 0);
      expect(sent).not.toBe(camera);
      expect(told(sent as never)).toEqual(turn);
    }
  });

  it('is also covered alike where no picture can be made', () => {
    expect(told(compositor.cover(new Picture(null, TURNED) as never) as never)).toEqual(TURNED);
  });

  it('is upright where the browser does not say', async () => {
    const scene = createSceneKeeper();
    scene.setOutputs({ video: false, mask: 'black' });
    const sent = await compositor.compose(new Picture(null, {}) as never, scene.at(0), 0);
    expect((sent as never as Picture).rotation).toBe(0);
  });
});
