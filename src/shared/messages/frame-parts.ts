/**
 * Frames in pieces. A message above 64 KB goes through shared memory, which a page's process must request from the browser:
 * that costs the call page's main thread more than several smaller messages (docs/bench.md).
 */
import type { ToOffscreen } from './frames';

/** Bytes of a piece; leaves room for the rest of the message. */
export const LARGEST_PART = 60_000;
/** More parts than the largest frame needs. */
const MOST_PARTS = 128;

/** A piece of the frame that follows. */
export interface FramePart {
  readonly type: 'part';
  readonly data: Uint8Array;
}

/** Splits the messages of one port. */
export interface Splitter {
  /**
   * The messages to send, in order: pieces of the frame, and the message itself with the last piece. Send each piece before
   * asking for the next one: its buffer is reused.
   */
  partsOf(message: ToOffscreen): Iterable<FramePart | ToOffscreen>;
}

export function createSplitter(): Splitter {
  // Reused: a new buffer for every frame would cost as much as it saves.
  const full = new Uint8Array(LARGEST_PART);
  let last = new Uint8Array(0);
  return {
    *partsOf(message) {
      if (message.type !== 'frame' || message.frame.data.length <= LARGEST_PART) return yield message;
      const { data } = message.frame;
      // Copies: sending a view would send its whole buffer.
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
  /** @returns the message with its whole frame; null for a piece. Does not check that it is a valid message. */
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
