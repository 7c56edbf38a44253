import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OutgoingPop, type PopStage, popPlacements } from '../../src/call/outgoing/drawing/pop';
import { stickerOf } from '../../src/call/outgoing/drawing/sticker';

const POP: OutgoingPop = { emoji: '1f604', began: 0, lasts: 2200, strong: false, side: 'right' };
const STAGE: PopStage = { width: 1280, height: 720, size: 'medium', place: 'face', face: null };

const stages = fc.record({
  width: fc.integer({ min: 160, max: 2000 }),
  height: fc.integer({ min: 160, max: 2000 }),
  size: fc.constantFrom('small', 'medium', 'large'),
  place: fc.constantFrom('face', 'corner'),
  face: fc.option(
    fc.record({
      ...{ x: fc.double({ min: 0, max: 0.8, noNaN: true }), y: fc.double({ min: 0, max: 0.7, noNaN: true }) },
      ...{
        width: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
        height: fc.double({ min: 0.05, max: 0.6, noNaN: true }),
      },
    }),
  ),
});

describe('a reaction in the outgoing picture', () => {
  it('is there from its beginning to its end and no longer, whatever the picture', () => {
    fc.assert(
      fc.property(stages, fc.integer({ min: -100, max: 2400 }), fc.boolean(), (stage, now, strong) => {
        const places = popPlacements({ ...POP, strong }, now, stage as PopStage);
        expect(places.length > 0).toBe(now >= 0 && now < POP.lasts);
        for (const { x, y, side, roll, opacity } of places) {
          expect([x, y, side, roll, opacity].every(Number.isFinite)).toBe(true);
          expect(side).toBeGreaterThan(0);
          expect(opacity).toBeGreaterThanOrEqual(0);
          expect(opacity).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('stands within the picture and above where names are written', () => {
    fc.assert(
      fc.property(stages, (stage) => {
        const [place] = popPlacements(POP, 900, stage as PopStage);
        expect(place!.x).toBeGreaterThan(0);
        expect(place!.x).toBeLessThan(stage.width);
        expect(place!.y).toBeLessThan(0.79 * stage.height);
      }),
    );
  });

  it('never lies over the eyes or the mouth of a face as call sites show it', () => {
    const faces = fc.record({
      x: fc.double({ min: 0.2, max: 0.55, noNaN: true }),
      y: fc.double({ min: 0.1, max: 0.35, noNaN: true }),
      width: fc.double({ min: 0.12, max: 0.24, noNaN: true }),
    });
    fc.assert(
      fc.property(faces, fc.integer({ min: 0, max: 2199 }), (at, now) => {
        const face = { ...at, height: (at.width * 16) / 9 };
        for (const { x, y, side } of popPlacements(POP, now, { ...STAGE, face })) {
          // Eyes and mouth lie within the middle 70 % of the width and from 25 to 85 % of the height.
          const across =
            Math.abs(x - (face.x + face.width / 2) * 1280) - (0.35 * face.width * 1280 + side * 0.42);
          const up = (face.y + 0.25 * face.height) * 720 - (y + side * 0.42);
          const down = y - side * 0.42 - (face.y + 0.85 * face.height) * 720;
          expect(Math.max(across, up, down)).toBeGreaterThan(-1);
        }
      }),
    );
  });

  it('is more of it for a strong one', () => {
    expect(popPlacements({ ...POP, strong: true }, 500, STAGE).length).toBeGreaterThan(2);
    expect(popPlacements(POP, 500, STAGE)).toHaveLength(1);
  });

  it('moves all the time, without a jump', () => {
    const at = (now: number) => popPlacements(POP, now, STAGE)[0]!;
    for (let now = 33; now < 2190; now += 33) {
      const [a, b] = [at(now - 33), at(now)];
      expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(20);
      expect(Math.abs(a.side - b.side)).toBeLessThan(90);
      expect(a).not.toEqual(b);
    }
  });
});

describe('a sticker', () => {
  const side = 40;
  const rgba = new Uint8ClampedArray(4 * side * side);
  for (let y = 10; y < 30; y++)
    for (let x = 10; x < 30; x++) rgba.set([200, 50, 20, 255], 4 * (y * side + x));
  const made = stickerOf({ rgba, side });
  const at = (x: number, y: number) => [
    ...made.rgba.subarray(4 * (y * made.side + x), 4 * (y * made.side + x) + 4),
  ];
  const room = (made.side - side) / 2;

  it('has the picture in its middle as it was', () => {
    expect(at(room + 20, room + 20)).toEqual([200, 50, 20, 255]);
  });

  it('has a white edge around it, and a dark shadow around that', () => {
    const [r, g, b, alpha] = at(room + 9, room + 20);
    expect(Math.min(r!, g!, b!)).toBeGreaterThan(200);
    expect(alpha).toBeGreaterThan(120);
    const below = [0, 1, 2, 3, 4].map((more) => at(room + 20, room + 31 + more));
    expect(below.some(([red, , , a]) => a! > 10 && a! < 150 && red! < 120)).toBe(true);
    expect(at(0, 0)[3]).toBe(0);
  });
});
