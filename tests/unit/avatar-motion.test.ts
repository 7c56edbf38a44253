import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALM,
  type Coefficients,
  parseCoefficients,
  SHAPES,
  shapesWith,
} from '../../src/shared/avatar/coefficients';
import { lookOf } from '../../src/shared/avatar/look';
import { createMotion } from '../../src/shared/avatar/motion';

const jaw = (jawOpen: number): Coefficients => ({ ...CALM, shapes: shapesWith({ jawOpen }) });
const yaw = (degrees: number): Coefficients => ({ ...CALM, head: { ...CALM.head, yaw: degrees } });

describe('coefficients from elsewhere', () => {
  it('pass as they are', () => {
    expect(parseCoefficients(structuredClone(jaw(0.5)))).toEqual(jaw(0.5));
  });

  it('are held within their limits', () => {
    const parsed = parseCoefficients({
      head: { yaw: 1e9, pitch: -1e9, roll: 0 },
      shapes: shapesWith({ jawOpen: 7 }),
    });
    expect(parsed?.head).toEqual({ yaw: 90, pitch: -90, roll: 0 });
    expect(parsed?.shapes.jawOpen).toBe(1);
  });

  it.each([
    ['nothing', null],
    ['an angle that is no number', { ...CALM, head: { ...CALM.head, yaw: Number.NaN } }],
    ['a shape that is missing', { ...CALM, shapes: { ...CALM.shapes, jawOpen: undefined } }],
    ['a shape that is text', { ...CALM, shapes: { ...CALM.shapes, jawOpen: '1' } }],
  ])('are refused whole: %s', (_, value) => {
    expect(parseCoefficients(value)).toBeNull();
  });

  it('never become anything but finite numbers', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = parseCoefficients(value);
        if (parsed) expect(SHAPES.every((name) => Number.isFinite(parsed.shapes[name]))).toBe(true);
      }),
    );
  });
});

describe('a face between readings', () => {
  it('is not known before the first one', () => {
    expect(createMotion().at(0)).toBeNull();
  });

  it('moves with every picture while readings come ten times a second', () => {
    const motion = createMotion();
    const shown: number[] = [];
    for (let picture = 0; picture < 30; picture++) {
      const now = picture * 33;
      if (picture % 3 === 0) motion.read(now - 60, yaw((now - 60) / 20));
      shown.push(motion.at(now)!.head.yaw);
    }
    const steps = shown.slice(12).map((value, i) => value - shown[i + 11]!);
    expect(Math.min(...steps)).toBeGreaterThan(0.4);
    expect(Math.max(...steps)).toBeLessThan(2.6);
    // An even turn of 50 degrees a second is followed within 40 ms.
    expect(Math.abs(shown.at(-1)! - (29 * 33) / 20)).toBeLessThan(2);
  });

  it('goes to rest when no reading comes any more, without a jump', () => {
    const motion = createMotion();
    motion.read(0, jaw(1));
    let last = motion.at(0)!.shapes.jawOpen;
    for (let now = 33; now < 4000; now += 33) {
      const next = motion.at(now)!.shapes.jawOpen;
      expect(Math.abs(next - last)).toBeLessThan(0.15);
      last = next;
    }
    expect(last).toBeLessThan(0.01);
  });

  it('stays within its limits whatever comes, in whatever order', () => {
    const reading = fc.record({
      time: fc.integer({ min: 0, max: 5000 }),
      open: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(reading), fc.array(fc.integer({ min: 0, max: 9000 })), (readings, moments) => {
        const motion = createMotion();
        for (const { time, open } of readings) motion.read(time, jaw(open));
        for (const now of moments) {
          const face = motion.at(now);
          if (face === null) continue;
          expect(face.shapes.jawOpen).toBeGreaterThanOrEqual(0);
          expect(face.shapes.jawOpen).toBeLessThanOrEqual(1);
          expect(Number.isFinite(face.head.yaw)).toBe(true);
        }
      }),
    );
  });
});

describe('what a recognised expression adds to a face', () => {
  it('a face that smiles all the time still smiles, as strongly as the expression', () => {
    const smileOf = (strength: number) =>
      lookOf(CALM, 0, { expression: 'happy', strength }, true).shapes.mouthSmileLeft;
    expect(smileOf(0)).toBe(0);
    expect(smileOf(0.5)).toBeGreaterThan(0.3);
    expect(smileOf(1)).toBeGreaterThan(smileOf(0.5));
  });

  it('takes nothing from what the face does', () => {
    const wide = { ...CALM, shapes: shapesWith({ mouthSmileLeft: 1, jawOpen: 0.4 }) };
    const { shapes } = lookOf(wide, 0, { expression: 'happy', strength: 0.2 }, true);
    expect(shapes.mouthSmileLeft).toBe(1);
    expect(shapes.jawOpen).toBe(0.4);
  });
});
