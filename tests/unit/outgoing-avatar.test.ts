import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAvatarPainter } from '../../src/call/outgoing/avatar-painter';
import { companionDisc, maskDisc, placementOf } from '../../src/call/outgoing/drawing/avatar-place';
import type { PlanarPicture } from '../../src/call/outgoing/drawing/blend';
import { layPixels } from '../../src/call/outgoing/drawing/lay-pixels';
import { covers } from '../../src/call/outgoing/drawing/place';
import { toYuv } from '../../src/call/outgoing/drawing/sprite';
import { createSceneKeeper } from '../../src/call/outgoing/scene';
import { CHARACTERS, characterOf } from '../../src/shared/avatar';
import { CORNERS, DEFAULT_AVATAR, SIZES } from '../../src/shared/avatar/choice';
import { CALM, shapesWith } from '../../src/shared/avatar/coefficients';
import { lookOf } from '../../src/shared/avatar/look';
import type { Reading } from '../../src/shared/types';
import { recordingBrush } from './support/recording-brush';

const COLOUR = { matrix: 'bt601', fullRange: false } as const;

function picture(format: 'I420' | 'NV12', width = 32, height = 24): PlanarPicture {
  const luma = width * height;
  const data = new Uint8Array(luma * 1.5).fill(90);
  const half = width / 2;
  const layout =
    format === 'I420'
      ? [
          { offset: 0, stride: width },
          { offset: luma, stride: half },
          { offset: luma * 1.25, stride: half },
        ]
      : [
          { offset: 0, stride: width },
          { offset: luma, stride: width },
        ];
  return { format, width, height, data, layout };
}

/** @param pixel premultiplied with alpha, in the order of the bytes */
const drawnOf = (
  width: number,
  height: number,
  pixel: readonly number[],
  order: 'RGBA' | 'BGRA' = 'RGBA',
) => ({
  ...{ width, height, order },
  pixels: Uint8Array.from({ length: 4 * width * height }, (_, i) => pixel[i % 4]!),
});

describe('a drawn picture over the planes of a camera picture', () => {
  it.each([
    ['I420', 'RGBA'],
    ['NV12', 'RGBA'],
    ['I420', 'BGRA'],
  ] as const)('has its own colours where it is opaque: %s, %s', (format, order) => {
    const to = picture(format);
    const pixel = order === 'RGBA' ? [200, 40, 90, 255] : [90, 40, 200, 255];
    layPixels(to, drawnOf(8, 8, pixel, order), 4, 6, COLOUR);
    const [y, u, v] = toYuv(200, 40, 90, COLOUR);
    expect(Math.abs(to.data[8 * 32 + 6]! - y)).toBeLessThan(1.5);
    const [, second, third] = to.layout;
    const forV = third ?? { offset: second!.offset + 1, stride: second!.stride };
    const pitch = third ? 1 : 2;
    expect(Math.abs(to.data[second!.offset + 4 * second!.stride + 3 * pitch]! - u)).toBeLessThan(1.5);
    expect(Math.abs(to.data[forV.offset + 4 * forV.stride + 3 * pitch]! - v)).toBeLessThan(1.5);
    expect(to.data[0]).toBe(90);
  });

  it('leaves what is transparent, and mixes what is half', () => {
    const to = picture('I420');
    layPixels(to, drawnOf(8, 8, [255, 255, 255, 0]), 0, 0, COLOUR);
    expect([...to.data].every((value) => value === 90)).toBe(true);
    layPixels(to, drawnOf(8, 8, [128, 128, 128, 128]), 0, 0, COLOUR);
    expect(to.data[0]).toBeGreaterThan(150);
    expect(to.data[0]).toBeLessThan(172);
  });

  it.each([
    [200, 40, 90],
    [255, 255, 255],
    [0, 0, 0],
  ])('mixes %i %i %i as the colours themselves would, at every alpha', (...rgb) => {
    const full = toYuv(rgb[0]!, rgb[1]!, rgb[2]!, COLOUR);
    for (const alpha of [1, 20, 127, 200, 254, 255]) {
      const to = picture('I420');
      const pixel = [...rgb.map((value) => Math.round((value * alpha) / 255)), alpha];
      layPixels(to, drawnOf(8, 8, pixel), 0, 0, COLOUR);
      const mixed = (value: number): number => 90 + ((value - 90) * alpha) / 255;
      expect(Math.abs(to.data[0]! - mixed(full[0]))).toBeLessThan(1.6);
      expect(Math.abs(to.data[32 * 24]! - mixed(full[1]))).toBeLessThan(1.6);
      expect(Math.abs(to.data[32 * 24 * 1.25]! - mixed(full[2]))).toBeLessThan(1.6);
    }
  });

  it('writes nothing outside of the picture, wherever it stands', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }), (x, y) => {
        const to = picture('NV12');
        const before = to.data.length;
        layPixels(to, drawnOf(12, 10, [9, 9, 9, 255]), 2 * x, 2 * y, COLOUR);
        expect(to.data.length).toBe(before);
        const touched = to.data.subarray(0, 32 * 24).reduce((sum, value) => sum + (value === 90 ? 0 : 1), 0);
        const wide = Math.max(0, Math.min(32, 2 * x + 12) - Math.max(0, 2 * x));
        const tall = Math.max(0, Math.min(24, 2 * y + 10) - Math.max(0, 2 * y));
        expect(touched).toBe(wide * tall);
      }),
    );
  });
});

describe('where a character stands', () => {
  const pose = { x: 0.5, y: 0.5, width: 0.2, height: 0.35, roll: 0.2, growth: 1, own: true };

  it('over a face it covers what the still emoji covers', () => {
    const face = { x: 0.4, y: 0.325, width: 0.2, height: 0.35 };
    expect(covers(placementOf(maskDisc(pose, 1, 1280, 720)), face, 1280, 720)).toBe(true);
  });

  it('in a corner it stands wholly inside the middle square', () => {
    for (const id of CHARACTERS) {
      for (const corner of CORNERS) {
        for (const size of SIZES) {
          const { extent } = characterOf(id);
          const { x, y, radius } = companionDisc({ extent }, corner, size, 1, 1280, 720);
          expect(x - radius * (1 + extent.across)).toBeGreaterThanOrEqual(280);
          expect(x + radius * (1 + extent.across)).toBeLessThanOrEqual(1000);
          expect(y - radius * (1 + extent.up)).toBeGreaterThanOrEqual(0);
          expect(y + radius * (1 + extent.down)).toBeLessThanOrEqual(720);
        }
      }
    }
  });
});

describe('the painter', () => {
  const figure = {
    character: 'ball',
    colour: 'own',
    look: lookOf(CALM, 0, { expression: 'neutral', strength: 0 }),
  } as const;

  const canvas = (width: number, height: number) =>
    ({ width, height, getContext: () => recordingBrush().brush }) as unknown as OffscreenCanvas;
  /** As if all pixels that were drawn had this alpha. */
  const painterWith = (alpha: number) =>
    createAvatarPainter(canvas, async (_, width, height, into) => {
      for (let i = 0; i < 4 * width * height; i++) into[i] = i % 4 === 3 ? alpha : 60;
      return { width, height, pixels: into, order: 'RGBA' };
    });
  const disc = { x: 16, y: 12, radius: 6 };

  it('says that it hides the face only where nothing shines through', async () => {
    expect(await painterWith(255).paint(picture('I420'), figure, disc, COLOUR)).toBe(true);
    const to = picture('I420');
    expect(await painterWith(250).paint(to, figure, disc, COLOUR)).toBe(false);
    expect([...to.data].every((value) => value === 90)).toBe(true);
  });

  it('draws again only what has changed visibly, and lays it into every picture', async () => {
    let reads = 0;
    const painter = createAvatarPainter(canvas, async (_, width, height, into) => {
      reads += 1;
      return { width, height, pixels: into.fill(255), order: 'RGBA' };
    });
    const paint = async (look = figure.look, at = disc, more: Partial<typeof figure> = {}) => {
      const to = picture('I420');
      expect(await painter.paint(to, { ...figure, ...more, look }, at, COLOUR)).toBe(true);
      expect(to.data[12 * 32 + 16]).not.toBe(90);
      return reads;
    };
    const { look } = figure;
    expect(await paint()).toBe(1);
    expect(await paint({ ...look, time: look.time + 0.03, stretch: look.stretch + 0.001 })).toBe(1);
    expect(await paint(look, { ...disc, x: 16.4 })).toBe(1);
    expect(await paint(look, { ...disc, x: 17 })).toBe(2);
    expect(await paint({ ...look, head: { ...look.head, yaw: 1 } }, { ...disc, x: 17 })).toBe(3);
    const blink = { ...look, shapes: { ...look.shapes, eyeBlinkLeft: 0.2 } };
    expect(await paint(blink)).toBe(4);
    expect(await paint({ ...blink, time: look.time + 0.2 })).toBe(5);
    expect(await paint({ ...blink, time: look.time + 0.2 }, disc, { colour: 'own' })).toBe(5);
  });

  it('does without a canvas that cannot be drawn on', async () => {
    const none = () => ({ width: 8, height: 8, getContext: () => null }) as unknown as OffscreenCanvas;
    const painter = createAvatarPainter(none);
    expect(await painter.paint(picture('I420'), figure, disc, COLOUR)).toBe(false);
  });
});

describe('the scene with a character', () => {
  const faceAt = (x: number, track = 1) => ({
    track,
    box: { x, y: 0.3, width: 0.2, height: 0.35 },
    probabilities: null,
  });
  const reading = (time: number, more: Partial<Reading> = {}): Reading => ({
    ...{ time, faces: [faceAt(0.4)], expression: 'neutral', confidence: 0.9, dwell: 0 },
    took: { face: 1, emotion: 1, total: 2 },
    ...more,
  });
  const jaw = { ...CALM, shapes: shapesWith({ jawOpen: 1 }) };
  const keeperWith = (more: object, mask: 'off' | 'black' = 'black') => {
    const scene = createSceneKeeper();
    scene.setOutputs({ video: true, mask, avatar: { ...DEFAULT_AVATAR, ...more } });
    return scene;
  };

  it('covers the user’s face with what the face does', () => {
    const scene = keeperWith({ figure: 'fox' });
    for (let time = 1000; time < 2000; time += 90) scene.read(reading(time, { rig: jaw }));
    const [mask] = scene.at(2000).masks!;
    expect(mask!.figure!.character).toBe('fox');
    expect(mask!.figure!.look.shapes.jawOpen).toBeGreaterThan(0.9);
    expect(mask!.scale).toBeGreaterThanOrEqual(1);
  });

  it('covers strangers with a character at rest', () => {
    const scene = keeperWith({ figure: 'ball' });
    scene.read(reading(1000, { faces: [faceAt(0.2, 1), faceAt(0.6, 2)], rig: jaw }));
    const masks = scene.at(1010).masks!;
    expect(masks).toHaveLength(2);
    expect(masks.find((mask) => !mask.own)!.figure!.look.shapes.jawOpen).toBe(0);
  });

  it('keeps covering while what the face does is damaged or missing', () => {
    const scene = keeperWith({ figure: 'ball' });
    scene.read(reading(1000, { rig: { head: { yaw: Number.NaN }, shapes: {} } as never }));
    scene.read(reading(1090));
    const [mask] = scene.at(1100).masks!;
    expect(Object.values(mask!.figure!.look.shapes).every(Number.isFinite)).toBe(true);
  });

  it('knows no mask where no face is known, as with the still emoji', () => {
    const scene = keeperWith({ figure: 'ball' });
    expect(scene.at(0).masks).toBeNull();
    scene.read(reading(1000));
    expect(scene.at(1100).masks).toHaveLength(1);
    expect(scene.at(2500).masks).toBeNull();
  });

  it('performs a reaction instead of showing a second emoji, and ends with it', () => {
    const scene = keeperWith({ figure: 'robot' });
    scene.read(reading(1000));
    scene.react({ time: 1000, expression: 'surprised', confidence: 1, emoji: '1f62e' }, 1000);
    for (let now = 1010; now < 1900; now += 33) {
      scene.read(reading(now));
      scene.at(now);
    }
    const acting = scene.at(1900);
    expect(acting.pop).toBeNull();
    expect(acting.masks![0]!.figure!.look.shapes.eyeWideLeft).toBeGreaterThan(0.8);
    scene.read(reading(5000));
    for (let now = 5000; now < 5600; now += 33) scene.at(now);
    scene.read(reading(5600));
    expect(scene.at(5610).masks![0]!.figure!.look.shapes.eyeWideLeft).toBeLessThan(0.1);
  });

  it('the still emoji performs it with the emoji of the reaction', () => {
    const scene = keeperWith({ figure: 'still' });
    scene.read(reading(1000));
    scene.react({ time: 1000, expression: 'happy', confidence: 1, emoji: '1f923' }, 1000);
    expect(scene.at(1050).masks![0]!.emoji).toBe('1f923');
    expect(scene.at(1050).masks![0]!.figure).toBeUndefined();
  });

  it('a companion stands there without a face, too; a mask takes its place', () => {
    const scene = keeperWith({ figure: 'ghost', companion: true }, 'off');
    expect(scene.at(0).companion?.character).toBe('ghost');
    expect(keeperWith({ figure: 'ghost', companion: true }).at(0).companion).toBeNull();
  });

  it('one reaction at a time', () => {
    const scene = keeperWith({}, 'off');
    scene.react({ time: 0, expression: 'happy', confidence: 1, emoji: '1f604' }, 0);
    scene.react({ time: 500, expression: 'sad', confidence: 1, emoji: '1f622' }, 500);
    expect(scene.at(600).pop?.emoji).toBe('1f622');
    expect(scene.at(9000).pop).toBeNull();
  });

  it('forgets everything when it is told to', () => {
    const scene = keeperWith({ figure: 'ball' });
    scene.read(reading(1000, { rig: jaw }));
    scene.forget();
    expect(scene.at(1010).masks).toBeNull();
  });
});
