/**
 * Runs in the page's MAIN world before any page script. `getUserMedia` and `clone` keep returning the browser's own
 * objects; the hook only tells the content script which camera tracks the page was given (and that a screen is shared:
 * screen-hook.ts).
 */

import { createAsking } from './asking';
import { AGAIN, ASK, FREE, OFFER, OPENED, TAKE } from './channel/announce';
import { OFFER_AGAIN, SENT } from './channel/offer';
import { hookElements } from './element-hook';
import { createFollow } from './follow';
import { createNativeLook } from './native-disguise';
import { createOpenTracks } from './open-tracks';
import { hookScreens } from './screen-hook';
import { hookSenders } from './sender-hooks';
import { createTrackSwap } from './track-swap';

type Callable = (...args: never[]) => unknown;

/**
 * Installs the hook in one window, once.
 * @throws never: where something is missing or frozen, the page stays as it is
 */
export function installCameraHook(window: Window & typeof globalThis): void {
  // Kept before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { EventTarget, MediaStreamTrackEvent, MouseEvent, WeakRef, WeakSet } = window;
  const { MediaStream, MediaStreamTrack, MediaDevices, Navigator } = window;
  if (!MediaDevices || !MediaStreamTrackEvent || !WeakRef) return;
  const look = createNativeLook(window);
  const { call, replace, enable, clean, remember } = look;
  const follow = createFollow(window, look);
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const { has, add } = WeakSet.prototype;
  const { getAudioTracks, getVideoTracks } = MediaStream.prototype;
  const queueMicrotask = window.queueMicrotask.bind(window);

  const channel = new EventTarget();
  const ask = createAsking(window, channel);
  const outgoing = createTrackSwap(window, channel, ask, remember);
  hookScreens(window, look, channel);
  const syncSenders = hookSenders(window, look, follow, (track) => ask(SENT, track));
  let taken = false;
  const known = new WeakSet<MediaStreamTrack>();
  const open = createOpenTracks(window, look);

  function announce(track: MediaStreamTrack): void {
    const init = { __proto__: null, track } as unknown as MediaStreamTrackEventInit;
    call(dispatchEvent, channel, [new MediaStreamTrackEvent(OPENED, init)]);
  }

  function opened(track: MediaStreamTrack): void {
    call(add as Callable, known, [track]);
    open.add(track);
    announce(track);
  }

  /** Whatever goes wrong in here is not the page's business. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch {}
  }

  function openedIn(stream: unknown): void {
    const tracks = call(getVideoTracks, stream, []) as MediaStreamTrack[];
    for (let n = 0; n < tracks.length; n++) opened(tracks[n]!);
  }

  /** As `openedIn`, for a stream that the page is about to be given. */
  function givenIn(stream: unknown): void {
    const tracks = call(getVideoTracks, stream, []) as MediaStreamTrack[];
    for (let n = 0; n < tracks.length; n++) {
      outgoing.swap(stream as MediaStream, tracks[n]!);
      opened(tracks[n]!);
    }
    if (tracks.length === 0) return;
    // The microphone that came with the camera: whether the user speaks tells a smile from a word.
    const voices = call(getAudioTracks, stream, []) as MediaStreamTrack[];
    for (let n = 0; n < voices.length; n++) opened(voices[n]!);
  }

  /** `atOnce` where it is known what to give; else a promise of `later`, which is done as soon as it is. */
  function whenKnown(atOnce: () => unknown, later = atOnce): unknown {
    const waiting = taken ? outgoing.waiting() : null;
    return waiting === null ? atOnce() : follow(waiting, later, () => {});
  }

  replace(MediaDevices.prototype, 'getUserMedia', (native, self, args) =>
    follow(
      call(native, self, args),
      (stream) => {
        const give = (): unknown => {
          quietly(() => givenIn(stream));
          return stream;
        };
        return whenKnown(give);
      },
      clean,
    ),
  );

  for (const name of ['getUserMedia', 'webkitGetUserMedia', 'mozGetUserMedia']) {
    replace(Navigator.prototype, name, (native, self, args) => {
      const onStream = args[1];
      if (typeof onStream !== 'function') return call(native, self, args);
      const tee = (stream: unknown): unknown => {
        const give = (): unknown => {
          quietly(() => givenIn(stream));
          return call(onStream as Callable, undefined, [stream]);
        };
        // Not within the promise: what the page's function throws must reach the page's `onerror`, as ever.
        return whenKnown(give, () => queueMicrotask(give));
      };
      // The array is this call's own; its length stays, which the browser checks.
      (args as unknown[])[1] = tee;
      return call(native, self, args);
    });
  }

  // Read, not awaited: where it is not known yet what to give, the camera itself is, as after the longest wait. No
  // user can click an element that early.
  hookElements(window, look, {
    stream: (stream) => quietly(() => givenIn(stream)),
    track(camera) {
      const track = outgoing.standIn(camera as MediaStreamTrack);
      quietly(() => opened(camera as MediaStreamTrack));
      return track;
    },
  });

  // A clone lives on when its original is stopped.
  replace(MediaStreamTrack.prototype, 'clone', (native, self, args) => {
    const clone = call(native, self, args);
    quietly(() => {
      if (call(has as Callable, known, [self])) opened(clone as MediaStreamTrack);
    });
    return clone;
  });
  replace(MediaStream.prototype, 'clone', (native, self, args) => {
    const clone = call(native, self, args);
    quietly(() => {
      const tracks = call(getVideoTracks, self, []) as MediaStreamTrack[];
      for (let n = 0; n < tracks.length; n++) {
        if (call(has as Callable, known, [tracks[n]])) return openedIn(clone);
      }
    });
    return clone;
  });

  const listen = (target: EventTarget, name: string, listener: () => void): void => {
    call(addEventListener, target, [name, () => quietly(listener)]);
  };
  const announceAll = (): void => {
    const tracks = open.live();
    for (let n = 0; n < tracks.length; n++) announce(tracks[n]!);
  };
  function offer(): void {
    if (taken) return;
    const init = { __proto__: null, relatedTarget: channel } as unknown as MouseEventInit;
    call(dispatchEvent, window, [new MouseEvent(OFFER, init)]);
  }
  listen(channel, TAKE, () => {
    taken = true;
    enable(true);
    announceAll();
  });
  listen(channel, AGAIN, announceAll);
  listen(channel, OFFER_AGAIN, syncSenders);
  listen(channel, FREE, () => {
    taken = false;
    enable(false);
  });
  listen(window, ASK, offer);
  offer();
}
