/**
 * Runs in the page's MAIN world: `getDisplayMedia` keeps returning the browser's own stream; the hook only tells the
 * content script that a screen is shared. No screen track ever leaves the page's world.
 */
import { ASK_SHARED, SHARED, TAKE } from './channel/announce';
import { createFollow, createOverhear } from './follow';
import type { NativeDisguise, Replacements, StandIn } from './native-disguise';
import { prepareOpenTracks } from './open-tracks';

/** @param channel shared only by this script and the content script */
export type HookScreens = (realm: Replacements, channel: EventTarget) => void;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareScreenHook(window: Window & typeof globalThis, disguise: NativeDisguise): HookScreens {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Event, EventTarget, MediaStream, Reflect } = window;
  const { call } = disguise;
  const follow = createFollow(window, disguise);
  const overhear = createOverhear(window, disguise);
  const { addEventListener, dispatchEvent } = EventTarget.prototype;
  const { getVideoTracks } = MediaStream.prototype;
  const { has } = Reflect;
  const canDecideFocus = 'CaptureController' in window;
  const createOpenTracks = prepareOpenTracks(window, disguise);

  /** Our own errors must never reach the page. */
  function quietly(step: () => void): void {
    try {
      step();
    } catch {}
  }

  return ({ replace, prototypeOf }, channel) => {
    const screens = createOpenTracks();

    const tell = (): void =>
      quietly(() => {
        if (screens.live().length > 0) call(dispatchEvent, channel, [new Event(SHARED)]);
      });

    function given(stream: unknown): unknown {
      quietly(() => {
        const tracks = call(getVideoTracks, stream, []) as MediaStreamTrack[];
        for (let n = 0; n < tracks.length; n++) screens.add(tracks[n]!);
      });
      tell();
      return stream;
    }

    /** Whether the page can still decide, in the microtask in which it gets the stream, which window gets the focus. */
    function decidesFocus(options: unknown): boolean {
      if (!canDecideFocus || typeof options !== 'object' || options === null) return false;
      try {
        return has(options, 'controller');
      } catch {
        return false;
      }
    }

    const getDisplayMedia: StandIn = (native, self, args, { tidy }) => {
      const promise = call(native, self, args);
      if (!decidesFocus(args[0])) return follow(promise, given, tidy);
      overhear(promise, given, tidy);
      return promise;
    };
    replace(prototypeOf('MediaDevices'), 'getDisplayMedia', getDisplayMedia, { rejects: true });
    call(addEventListener, channel, [TAKE, tell]);
    call(addEventListener, channel, [ASK_SHARED, tell]);
  };
}
