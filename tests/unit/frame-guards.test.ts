import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFrame, parseToOffscreen } from '../../src/shared/messages/frame-guards';
import { callIdOf, framesPortName } from '../../src/shared/messages/frames';
import { makeFrame } from './support/frame';

const frame = makeFrame();

describe('frames', () => {
  it('of any even size pass', () => {
    const even = fc.integer({ min: 1, max: 512 }).map((n) => 2 * n);
    fc.assert(
      fc.property(
        even,
        even,
        (width, height) => void expect(isFrame(makeFrame({ width, height }))).toBe(true),
      ),
      { numRuns: 20 },
    );
  });

  it.each<[string, object]>([
    ['an odd width', { width: 7, data: new Uint8Array((7 * 6 * 3) / 2) }],
    ['no height', { height: 0, data: new Uint8Array(0) }],
    ['a size beyond measure', { width: 100_000 }],
    ['too short a buffer', { data: new Uint8Array(5) }],
    ['too long a buffer', { data: new Uint8Array(5000) }],
    ['a buffer that is a list', { data: Array(72).fill(0) }],
    ['a width in words', { width: '8' }],
    ['no time', { time: Number.NaN }],
    ['a source of no size', { sourceWidth: 0 }],
    ['no region', { region: null }],
    ['a region left of the picture', { region: { x: -2, y: 0, width: 8, height: 6 } }],
    ['a region beyond the picture', { region: { x: 600, y: 0, width: 80, height: 60 } }],
    ['a region that is not a number', { region: { x: Number.NaN, y: 0, width: 8, height: 6 } }],
  ])('with %s are stopped', (_, damage) => {
    expect(isFrame(frame)).toBe(true);
    expect(isFrame({ ...frame, ...damage })).toBe(false);
    expect(parseToOffscreen({ type: 'frame', frame: { ...frame, ...damage } })).toBeNull();
  });

  it('with any one field replaced by anything do not break the check', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(frame)), fc.anything(), (key, value) => {
        const damaged = { ...frame, [key]: value };
        if (!isFrame(damaged)) return;
        expect(damaged.data.length).toBe((damaged.width * damaged.height * 3) / 2);
        expect(damaged.region.x + damaged.region.width).toBeLessThanOrEqual(damaged.sourceWidth);
      }),
    );
  });
});

describe('messages to the offscreen document', () => {
  it('pass without what does not belong to them', () => {
    expect(parseToOffscreen({ type: 'frame', frame, extra: 1 })).toEqual({ type: 'frame', frame });
    expect(parseToOffscreen({ type: 'camera-off', frame })).toEqual({ type: 'camera-off' });
    expect(parseToOffscreen({ type: 'cancel', frame })).toEqual({ type: 'cancel' });
    expect(parseToOffscreen({ type: 'retry' })).toEqual({ type: 'retry' });
  });

  it('are nothing where they are not known', () => {
    fc.assert(fc.property(fc.anything(), (value) => void expect(parseToOffscreen(value)).toBeNull()));
    expect(parseToOffscreen({ type: 'pull', region: null })).toBeNull();
    expect(parseToOffscreen({ type: 'frame' })).toBeNull();
  });
});

describe('the port’s name', () => {
  it('carries the call id there and back', () => {
    fc.assert(fc.property(fc.uuid(), (id) => void expect(callIdOf(framesPortName(id))).toBe(id)));
  });

  it('is no other port’s and carries nothing else', () => {
    fc.assert(fc.property(fc.string(), (name) => void expect(callIdOf(name)).toBeNull()));
    expect(callIdOf(framesPortName('../../etc'))).toBeNull();
    expect(callIdOf(`x${framesPortName('0a1b2c3d-0000-4000-8000-000000000000')}`)).toBeNull();
  });
});
