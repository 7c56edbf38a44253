import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CameraFeed, createCameraFeed } from '../../src/call/camera/camera-feed';
import type { FrameSource } from '../../src/shared/frames/frame-source';
import { makeSource, makeTrack, type StubSource } from './support/camera';
import { makeFrame } from './support/frame';

const PART = { x: 10, y: 10, width: 100, height: 80 };

let feed: CameraFeed;
let sources: StubSource[];
const onFrame = vi.fn();
const onSame = vi.fn();
const onState = vi.fn();
const onError = vi.fn();

function open(createSource?: (track: MediaStreamTrack) => FrameSource): void {
  sources = [];
  const usual = (track: MediaStreamTrack): FrameSource => {
    sources.push(makeSource(track));
    return sources.at(-1)!;
  };
  feed = createCameraFeed(createSource ?? usual, { onFrame, onSame, onState, onError });
}

/** Lets promises settle, or time pass. */
const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  open();
});
afterEach(() => {
  feed.dispose();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('the camera feed', () => {
  it('reads a picture only when asked, one at a time, with the region asked for', async () => {
    feed.add(makeTrack());
    await pass(5000);
    expect(sources[0]!.reads).toHaveLength(0);
    feed.request(PART);
    feed.request(null);
    expect(sources[0]!.reads.map(({ region }) => region)).toEqual([PART]);
    const frame = makeFrame();
    sources[0]!.reads[0]!.resolve(frame);
    await pass(5000);
    expect(onFrame.mock.calls.map(([each]) => each)).toEqual([frame]);
    expect(sources[0]!.reads).toHaveLength(1);
  });

  it('says where nothing has changed, and then waits for the next question', async () => {
    feed.add(makeTrack());
    const watch = { part: PART, force: false };
    const readIfChanged = vi.fn(async () => 'same' as const);
    Object.assign(sources[0]!, { readIfChanged });
    feed.request(null, watch);
    await pass(5000);
    expect(readIfChanged.mock.calls).toEqual([[null, watch]]);
    expect(onSame).toHaveBeenCalledOnce();
    expect(onFrame).not.toHaveBeenCalled();
    feed.request(null);
    expect(sources[0]!.reads).toHaveLength(1);
  });

  it('serves a request that came before the camera', async () => {
    feed.request(PART);
    expect(feed.state).toBe('none');
    feed.add(makeTrack());
    expect(onState.mock.calls).toEqual([['on']]);
    expect(sources[0]!.reads).toHaveLength(1);
  });

  it.each([
    ['disabled', { enabled: false }, { enabled: true }],
    ['muted', { muted: true }, { muted: false }],
  ])('waits while the camera is %s and then serves what was asked', async (_, off, on) => {
    const track = makeTrack();
    feed.add(track);
    Object.assign(track, off);
    await pass(500);
    feed.request(null);
    await pass(2000);
    expect(feed.state).toBe('off');
    expect(sources[0]!.reads).toHaveLength(0);
    Object.assign(track, on);
    await pass(500);
    expect(onState.mock.calls).toEqual([['on'], ['off'], ['on']]);
    expect(sources[0]!.reads).toHaveLength(1);
  });

  it('sends no picture of a camera that was switched off while it was read', async () => {
    const track = makeTrack();
    feed.add(track);
    feed.request(null);
    track.enabled = false;
    sources[0]!.reads[0]!.resolve(makeFrame());
    await pass();
    expect(onFrame).not.toHaveBeenCalled();
    expect(feed.state).toBe('off');
    track.enabled = true;
    await pass(500);
    sources[0]!.reads[1]!.resolve(makeFrame());
    await pass();
    expect(onFrame).toHaveBeenCalledOnce();
  });

  it('drops what is being read for a request that was taken back', async () => {
    feed.add(makeTrack());
    feed.request(PART);
    feed.cancel();
    sources[0]!.reads[0]!.resolve(makeFrame());
    await pass(2000);
    expect(onFrame).not.toHaveBeenCalled();
    expect(sources[0]!.reads).toHaveLength(1);
    feed.request(null);
    expect(sources[0]!.reads).toHaveLength(2);
  });

  it('lets go of a track that ended', async () => {
    const track = makeTrack();
    feed.add(track);
    feed.request(null);
    track.readyState = 'ended';
    sources[0]!.reads[0]!.resolve(null);
    await pass(500);
    expect(sources[0]!.dispose).toHaveBeenCalledOnce();
    expect(feed.state).toBe('off');
    const next = makeTrack();
    feed.add(next);
    expect(feed.state).toBe('on');
    expect(sources[1]!.track).toBe(next);
    expect(sources[1]!.reads).toHaveLength(1);
  });

  it('follows the newest track that gives pictures', async () => {
    const [older, newer] = [makeTrack(), makeTrack()];
    for (const track of [older, newer, older]) feed.add(track);
    expect(sources.map(({ track }) => track)).toEqual([older, newer]);
    expect(sources[0]!.dispose).toHaveBeenCalledOnce();
    newer.enabled = false;
    await pass(500);
    expect(sources[2]!.track).toBe(older);
    newer.enabled = true;
    await pass(500);
    expect(sources[3]!.track).toBe(newer);
    expect(onState.mock.calls).toEqual([['on']]);
  });

  it('takes a picture of the new camera where the old one was being read', async () => {
    feed.add(makeTrack());
    feed.request(PART);
    feed.add(makeTrack());
    await pass();
    sources[1]!.reads[0]!.resolve(makeFrame({ time: 2 }));
    await pass();
    expect(onFrame.mock.calls.map(([each]) => each)).toEqual([makeFrame({ time: 2 })]);
  });

  it.each(['fails', 'gives nothing'])('tries again at leisure when reading %s', async (how) => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    let reads = 0;
    feed.dispose();
    open(() => ({
      read: async () => {
        reads += 1;
        // An endless loop would otherwise hang the test as it would hang the page.
        if (reads > 50) return new Promise(() => {});
        if (how === 'fails') throw new Error('No picture.');
        return null;
      },
      dispose: () => {},
    }));
    feed.add(makeTrack());
    feed.request(null);
    await pass(2100);
    expect(reads).toBeGreaterThanOrEqual(3);
    expect(reads).toBeLessThanOrEqual(6);
    complaint.mockRestore();
  });

  it('says once that a camera gives nothing that can be read, and goes on when it does again', async () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    let broken = true;
    feed.dispose();
    open(() => ({
      async read() {
        if (broken) throw new Error('Not a picture.');
        return makeFrame();
      },
      dispose: () => {},
    }));
    feed.add(makeTrack());
    feed.request(null);
    await pass(2000);
    expect(onError).not.toHaveBeenCalled();
    await pass(20_000);
    expect(onError).toHaveBeenCalledOnce();
    expect(onError.mock.calls[0]![0]).toContain('camera pictures cannot be analysed');
    expect(complaint).toHaveBeenCalledOnce();
    broken = false;
    await pass(1000);
    expect(onFrame).toHaveBeenCalledOnce();
    complaint.mockRestore();
  });

  it('says once why a camera cannot be read, and does not call it on', async () => {
    feed.dispose();
    open(() => {
      throw new Error('This browser is too old.');
    });
    feed.add(makeTrack());
    await pass(3000);
    expect(onError.mock.calls).toEqual([['This browser is too old.']]);
    expect(onState).not.toHaveBeenCalled();
    expect(feed.state).toBe('none');
  });

  it('is silent after its end', async () => {
    const track = makeTrack();
    feed.add(track);
    feed.request(null);
    feed.dispose();
    track.enabled = false;
    feed.add(makeTrack());
    feed.request(null);
    await pass(5000);
    expect(onFrame).not.toHaveBeenCalled();
    expect(onState.mock.calls).toEqual([['on']]);
    expect(sources).toHaveLength(1);
    expect(sources[0]!.dispose).toHaveBeenCalledOnce();
  });
});
