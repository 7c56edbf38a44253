/**
 * Runs in the page's MAIN world: cameras that the browser opens when the user clicks an element, without any call by the
 * page. `<usermedia>` then has a `stream`, `<camera>` a `track`; the page receives the camera when one of them is first
 * read. (`<microphone>` opens microphones only and is ignored.)
 */
import type { NativeDisguise, Replacements } from './native-disguise';

type Callable = (...args: never[]) => unknown;

export interface Given {
  /** The page is about to receive this stream. Never throws. */
  stream(stream: unknown): void;
  /** The track to give to the page for this camera. Never throws. */
  track(camera: unknown): unknown;
}

/** Passes each stream and track to `given` once, before the page gets it. */
export type HookElements = (realm: Replacements, given: Given) => void;

/** @param window whose built-ins are saved, before page scripts run */
export function prepareElementHook(
  window: Window & typeof globalThis,
  { call }: Pick<NativeDisguise, 'call'>,
): HookElements {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { WeakMap, WeakSet } = window;
  const { get, set } = WeakMap.prototype;
  const { has, add } = WeakSet.prototype;

  return ({ replace, prototypeOf }, given) => {
    const seen = new WeakSet<object>();
    const givenFor = new WeakMap<object, unknown>();
    let anyReplaced = false;

    replace(
      prototypeOf('HTMLUserMediaElement'),
      'stream',
      (native, self, args) => {
        const stream = call(native, self, args);
        if (typeof stream !== 'object' || stream === null) return stream;
        if (call(has as Callable, seen, [stream])) return stream;
        call(add as Callable, seen, [stream]);
        given.stream(stream);
        return stream;
      },
      { part: 'get' },
    );
    replace(
      prototypeOf('HTMLCameraElement'),
      'track',
      (native, self, args) => {
        const camera = call(native, self, args);
        if (typeof camera !== 'object' || camera === null) return camera;
        const before = call(get as Callable, givenFor, [camera]);
        if (before !== undefined) return before;
        const track = given.track(camera);
        call(set as Callable, givenFor, [camera, track]);
        if (track !== camera) anyReplaced = true;
        return track;
      },
      // Otherwise the page would find another track on its element than before, without a mask.
      { part: 'get', stays: () => anyReplaced },
    );
  };
}
