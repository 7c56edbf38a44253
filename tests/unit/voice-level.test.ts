import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createVoiceLevel, type VoiceLevel } from '../../src/call/camera/voice-level';
import { makeTrack } from './support/camera';

/** Readers that were opened and not yet cancelled, by what they read. */
let open: { readonly track: MediaStreamTrack }[];
let voice: VoiceLevel;

/** A constant sound of 10 ms. */
const sound = (level: number) => ({
  numberOfFrames: 480,
  copyTo: (to: Float32Array) => to.fill(level),
  close() {},
});

beforeEach(() => {
  open = [];
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readonly readable: ReadableStream;
      constructor({ track }: { track: MediaStreamTrack }) {
        const mine = { track };
        open.push(mine);
        this.readable = new ReadableStream({
          pull: (controller) => controller.enqueue(sound(0.5)),
          cancel: () => void open.splice(open.indexOf(mine), 1),
        });
      }
    },
  );
  voice = createVoiceLevel();
});
afterEach(() => {
  voice.dispose();
  expect(open).toEqual([]);
  vi.unstubAllGlobals();
});

const heard = () => vi.waitUntil(() => voice.read());
const microphone = () => makeTrack({ kind: 'audio' });

describe('the level of the voice', () => {
  it('is read of the newest open microphone, and of none that is muted', async () => {
    const [first, second] = [microphone(), microphone()];
    voice.add(first);
    voice.add(second);
    expect(await heard()).toBeCloseTo(0.5);
    expect(open.map(({ track }) => track)).toEqual([second]);
    second.readyState = 'ended';
    expect(await heard()).toBeCloseTo(0.5);
    expect(open.map(({ track }) => track)).toEqual([first]);
    first.enabled = false;
    expect(voice.read()).toBeUndefined();
  });

  it('rests without a reader, and comes again from a microphone that stayed on: nobody tells of it twice', async () => {
    const [mine, other] = [microphone(), microphone()];
    voice.add(mine);
    voice.add(other);
    await heard();
    voice.rest();
    expect(open).toEqual([]);
    other.readyState = 'ended';
    expect(voice.read()).toBeUndefined();
    expect(await heard()).toBeCloseTo(0.5);
    expect(open.map(({ track }) => track)).toEqual([mine]);
  });

  it('is gone for good when the microphone is let go', async () => {
    voice.add(microphone());
    await heard();
    voice.dispose();
    expect(voice.read()).toBeUndefined();
    expect(open).toEqual([]);
  });
});
