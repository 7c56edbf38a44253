/**
 * Frames in pieces. A message above 64 KB goes through shared memory, which a page's process has to ask the browser for:
 * that costs the call page's main thread a millisecond, two smaller messages a quarter of one each (docs/bench.md).
 */
import type { ToOffscreen } from './frames';

/** Bytes of a piece; what else is in a message needs some room, too. */
export const LARGEST_PART = 60_000;
/** More than the largest frame has. */
const MOST_PARTS = 128;

/** A piece of the frame that follows. */
export interface FramePart {
  readonly type: 'part';
  readonly data: Uint8Array;
}

/** Cuts messages for one port. */
export interface Splitter {
  /**
   * What to send for a message, in order: pieces of its frame, and the message with the last one. A piece must be sent
   * before the next one is asked for: its buffer is used again.
   */
  partsOf(message: ToOffscreen): Iterable<FramePart | ToOffscreen>;
}

export function createSplitter(): Splitter {
  // Kept: new ones for every frame would cost as much as what they save.
  const full = new Uint8Array(LARGEST_PART);
  let last = new Uint8Array(0);
  return {
    *partsOf(message) {
      if (message.type !== 'frame' || message.frame.data.length <= LARGEST_PART) return yield message;
      const { data } = message.frame;
      // Copies: of a view, the whole buffer behind it would be sent.
      let at = 0;
      for (; data.length - at > LARGEST_PART; at += LARGEST_PART) {
        full.set(data.subarray(at, at + LARGEST_PART));
        yield { type: 'part', data: full };
      }
      if (last.length !== data.length - at) last = new Uint8Array(data.length - at);
      last.set(data.subarray(at));
      yield { ...message, frame: { ...message.frame, data: last } };
    },
  };
}

export interface PartsJoiner {
  /** @returns the message, its frame whole again; null for a piece. Whether it is a message at all is asked elsewhere. */
  take(message: unknown): unknown;
}

export function createPartsJoiner(): PartsJoiner {
  let pieces: Uint8Array[] = [];
  return {
    take(raw) {
      const message = raw as { type?: unknown; data?: unknown; frame?: { data?: unknown } | null } | null;
      if (message?.type === 'part') {
        const { data } = message;
        const fits = data instanceof Uint8Array && data.length <= LARGEST_PART && pieces.length < MOST_PARTS;
        if (fits) pieces.push(data);
        return null;
      }
      if (message?.type !== 'frame' || pieces.length === 0) return raw;
      const last = message.frame?.data;
      const whole = last instanceof Uint8Array ? joined([...pieces, last]) : null;
      pieces = [];
      return { ...message, frame: { ...message.frame, data: whole } };
    },
  };
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
