import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseToOffscreen } from '../../src/shared/messages/frame-guards';
import {
  createPartsJoiner,
  createSplitter,
  type FramePart,
  LARGEST_PART,
  type Splitter,
} from '../../src/shared/messages/frame-parts';
import type { ToOffscreen } from '../../src/shared/messages/frames';
import type { Frame } from '../../src/shared/types';
import { makeFrame } from './support/frame';

/** What a message may weigh before it goes through shared memory (Chromium). */
const INLINE = 64 * 1024;

function patterned(width: number, height: number): Frame {
  const frame = makeFrame({ width, height });
  return { ...frame, data: frame.data.map((_, i) => (i * 31) % 251) };
}

/** As a port does, one after the other: nothing is shared, and a view takes its whole buffer along. */
function carried(splitter: Splitter, message: ToOffscreen): (FramePart | ToOffscreen)[] {
  const sent = [];
  for (const part of splitter.partsOf(message)) sent.push(structuredClone(part));
  return sent;
}

describe('a frame in pieces', () => {
  it('is whole again at the other end, whatever its size', () => {
    const even = fc.integer({ min: 1, max: 200 }).map((n) => 2 * n);
    const [splitter, joiner] = [createSplitter(), createPartsJoiner()];
    fc.assert(
      fc.property(even, even, (width, height) => {
        const message = { type: 'frame' as const, frame: { ...patterned(width, height), voice: 0.5 } };
        const taken = carried(splitter, message).map(joiner.take);
        expect(taken.slice(0, -1).every((each) => each === null)).toBe(true);
        const { frame } = parseToOffscreen(taken.at(-1)) as { frame: Frame };
        expect(Buffer.compare(frame.data, message.frame.data)).toBe(0);
        expect({ ...frame, data: null }).toEqual({ ...message.frame, data: null });
      }),
      { numRuns: 60 },
    );
  });

  it('never needs a message that goes through shared memory', () => {
    for (const [width, height] of [[320, 180] as const, [320, 240] as const, [640, 480] as const]) {
      const sent = carried(createSplitter(), { type: 'frame', frame: patterned(width, height) });
      expect(sent.length).toBe(Math.ceil((width * height * 1.5) / LARGEST_PART));
      for (const part of sent) {
        const { data } = part.type === 'part' ? part : (part as { frame: Frame }).frame;
        expect(data.buffer.byteLength).toBeLessThan(INLINE - 1000);
      }
    }
  });

  it('does not change other messages, nor small frames', () => {
    const joiner = createPartsJoiner();
    for (const message of [{ type: 'same' } as const, { type: 'frame', frame: makeFrame() } as const]) {
      expect(carried(createSplitter(), message)).toEqual([message]);
      expect(joiner.take(message)).toBe(message);
    }
  });

  it('that was left behind spoils one frame and no other', () => {
    const joiner = createPartsJoiner();
    joiner.take({ type: 'part', data: new Uint8Array(5) });
    const message: ToOffscreen = { type: 'frame', frame: makeFrame() };
    expect(parseToOffscreen(joiner.take(message))).toBeNull();
    expect(parseToOffscreen(joiner.take(message))).toEqual(message);
  });

  it('is nothing where it is anything else, also after a piece', () => {
    const joiner = createPartsJoiner();
    const anything = fc.anything({ withTypedArray: true, withNullPrototype: true });
    fc.assert(
      fc.property(anything, anything, fc.boolean(), (data, frame, piece) => {
        if (piece) joiner.take({ type: 'part', data: new Uint8Array(3) });
        expect(joiner.take({ type: 'part', data })).toBeNull();
        expect(parseToOffscreen(joiner.take({ type: 'frame', frame }))).toBeNull();
      }),
    );
  });

  it('does not fill the memory', () => {
    const joiner = createPartsJoiner();
    const data = new Uint8Array(1_000_000);
    for (let i = 0; i < 50; i++) joiner.take({ type: 'part', data });
    const { frame } = joiner.take({ type: 'frame', frame: makeFrame() }) as { frame: Frame };
    expect(frame.data.length).toBeLessThan(10_000_000);
    for (let i = 0; i < 1000; i++) joiner.take({ type: 'part', data: new Uint8Array(1) });
    const small = joiner.take({ type: 'frame', frame: makeFrame() }) as { frame: Frame };
    expect(small.frame.data.length - makeFrame().data.length).toBeLessThan(500);
  });
});
