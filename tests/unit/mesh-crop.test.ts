import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { frameOf } from '../../scripts/eval/mjpeg';
import { loadModels } from '../../scripts/eval/models';
import {
  cropSquare,
  type FaceSquare,
  MESH_SIDE,
  squareAround,
  toPicture,
} from '../../src/analysis/face/mesh-crop';
import { type Cropper, createCropper } from '../../src/analysis/networks/engine/sampling';
import type { Landmark } from '../../src/shared/types';

const share = fc.double({ min: 0.05, max: 1.5, noNaN: true });
const square: fc.Arbitrary<FaceSquare> = fc.record({
  xCenter: share,
  yCenter: share,
  width: share,
  height: share,
  rotation: fc.double({ min: -3, max: 3, noNaN: true }),
});

/** One colour everywhere. */
const plain = (y: number, u: number, v: number) => {
  const data = new Uint8Array(32 * 24 * 1.5);
  data.fill(y, 0, 32 * 24);
  data.fill(u, 32 * 24, 32 * 24 * 1.25);
  data.fill(v, 32 * 24 * 1.25);
  return { width: 32, height: 24, data };
};

describe('the square that the mesh network sees', () => {
  const to = new Float32Array(MESH_SIDE * MESH_SIDE * 3);
  const inJavaScript: Cropper = (picture, given) => {
    cropSquare(picture, given, to);
    return to;
  };
  const fast = createCropper();

  it.each([
    ['in JavaScript', inJavaScript],
    ['in WebAssembly', fast],
  ])(
    'has the colour of a plain picture everywhere, however it is turned and wherever it lies: %s',
    (_, crop) => {
      fc.assert(
        fc.property(square, (given) => {
          const seen = crop(plain(126, 128, 128), given);
          const expected = (1.164 * 110) / 255;
          expect(seen.every((value) => Math.abs(value - expected) < 1e-5)).toBe(true);
        }),
        { numRuns: 10 },
      );
      const whole = { xCenter: 0.5, yCenter: 0.5, width: 1, height: 1, rotation: 0 };
      const red = crop(plain(81, 90, 240), whole);
      expect([...red.subarray(0, 3)].map((value) => Math.round(255 * value))).toEqual([254, 0, 0]);
    },
  );

  it('is in WebAssembly what it is in JavaScript, in small and large pictures', () => {
    const wave = (width: number, height: number) => {
      const data = new Uint8Array(width * height * 1.5);
      const fill = (start: number, columns: number, count: number, of: (x: number, y: number) => number) => {
        for (let i = 0; i < count; i++) data[start + i] = of(i % columns, Math.floor(i / columns));
      };
      const luma = width * height;
      fill(0, width, luma, (x, y) => 128 + 60 * Math.sin(x / 17) + 40 * Math.sin(y / 11));
      fill(luma, width / 2, luma / 4, (x, y) => 128 + 30 * Math.sin(x / 9) + 20 * Math.sin(y / 7));
      fill(luma * 1.25, width / 2, luma / 4, (x, y) => 128 + 30 * Math.sin(x / 8) + 20 * Math.cos(y / 9));
      return { width, height, data };
    };
    const pictures = [wave(32, 24), wave(320, 180), wave(1280, 720), wave(200, 200)];
    fc.assert(
      fc.property(square, fc.constantFrom(...pictures), (given, picture) => {
        const [ours, expected] = [fast(picture, given), inJavaScript(picture, given)];
        const apart = expected.map((value, i) => Math.abs(value - ours[i]!));
        // Half a pixel is rounded to another chroma sample here and there: 0.0013 on the average at the most seen.
        expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(4e-3);
      }),
      { numRuns: 40 },
    );
  });

  it('is found again around the points that were in it', () => {
    const side = fc.double({ min: 0.1, max: 0.6, noNaN: true });
    const turn = fc.double({ min: -0.5, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(side, turn, (width, rotation) => {
        const size = { width: 400, height: 200 };
        const given = { xCenter: 0.5, yCenter: 0.4, width, height: 2 * width, rotation };
        // The middle of the input is the middle of the square; both eye corners lie level in it.
        const points = new Float32Array(468 * 3).fill(MESH_SIDE / 2);
        points[3 * 33] = 50;
        points[3 * 263] = 142;
        const landmarks = toPicture(points, given, size);
        expect(landmarks[0]!.x).toBeCloseTo(200, 3);
        expect(landmarks[0]!.y).toBeCloseTo(80, 3);
        expect(squareAround(landmarks, size).rotation).toBeCloseTo(rotation, 4);
      }),
    );
  });
});

it('following a face gives the points that the landmark package gives', async () => {
  const portrait = fileURLToPath(new URL('../fixtures/astronaut.png', import.meta.url));
  const models = await loadModels();
  const pictures = await Promise.all(
    [0, 6, 12, 18].map(async (shift) =>
      sharp(await readFile(portrait))
        .removeAlpha()
        .extract({ left: 92 + shift, top: 10 + shift / 2, width: 256, height: 192 })
        .rotate(shift / 2, { background: '#667' })
        .resize(640, 480, { fit: 'cover' })
        .jpeg({ quality: 95 })
        .toBuffer(),
    ),
  );
  /** @param apart milliseconds between two pictures */
  async function find(series: string, apart: number): Promise<Landmark[][]> {
    const found: Landmark[][] = [];
    for (const [i, picture] of pictures.entries()) {
      const frame = await frameOf(picture, 1000 + i * apart, null);
      const [face] = await models.faces.find({ ...frame, trackingKey: series });
      found.push(face!);
    }
    return found;
  }
  try {
    // The package runs its own steps where it looks for new faces, which it does once a second.
    const [ours, theirs] = [await find('ours', 100), await find('theirs', 1000)];
    for (const [i, face] of ours.entries()) {
      const apart = face.map((p, n) => Math.hypot(p.x - theirs[i]![n]!.x, p.y - theirs[i]![n]!.y));
      expect(apart.reduce((sum, value) => sum + value, 0) / apart.length).toBeLessThan(1);
      expect(Math.max(...apart)).toBeLessThan(3);
    }
  } finally {
    models.faces.dispose();
    models.emotion.dispose();
  }
}, 60_000);
