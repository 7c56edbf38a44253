import { describe, expect, it } from 'vitest';
import { createFollow } from '../../src/hook/follow';
import { createNativeDisguise } from '../../src/hook/native-disguise';
import { prepareTrackSwap } from '../../src/hook/track-swap';
import { pageWindow } from './support/page-window';

describe('a camera that is replaced in its stream', () => {
  function swapped(kinds: readonly string[]) {
    const page = pageWindow();
    const stream = new page.MediaStream(kinds.map((kind) => new page.MediaStreamTrack(kind, kind)));
    const masked = new page.MediaStreamTrack('masked');
    const disguise = createNativeDisguise(page.hooked);
    const swap = prepareTrackSwap(page.hooked, disguise, createFollow(globalThis as never, disguise))(
      disguise.inRealm(page.hooked),
      new EventTarget(),
      () => masked as never,
    );
    swap.swap(stream as never, stream.getVideoTracks()[0] as never);
    return { stream, names: stream.tracks.map(({ name }) => name) };
  }

  it.each([
    ['alone', ['video'], ['masked']],
    ['beside a microphone', ['audio', 'video'], ['audio', 'masked']],
  ])('%s: without the page hearing of a camera that is lost or comes back', (_, kinds, expected) => {
    const { stream, names } = swapped(kinds);
    expect(names).toEqual(expected);
    expect(stream.events).toEqual([]);
  });
});
