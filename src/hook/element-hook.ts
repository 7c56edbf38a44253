/**
 * Runs in the page's MAIN world: cameras that the browser opens for an element that the user clicks, without any call
 * of the page's. `<usermedia>` then has a `stream`, `<camera>` a `track`: what reads them first is where the page is
 * given the camera. (`<microphone>` opens microphones alone, which are of no interest.)
 */
import type { NativeDisguise, Replacements } from './native-disguise';

type Callable = (...args: never[]) => unknown;

export interface Given {
  /** The page is about to be given this stream. Never throws. */
  stream(stream: unknown): void;
  /** What to give the page for this camera. Never throws. */
  track(camera: unknown): unknown;
}

/** Hands each stream and track to `given` once, before the page has it. */
export type HookElements = (realm: Replacements, given: Given) => void;

/** @param window whose built-ins are kept, from before page scripts */
export function prepareElementHook(
  window: Window & typeof globalThis,
  { call }: Pick<NativeDisguise, 'call'>,
): HookElements {
  // Kept before page scripts can replace them.
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
      // Else the page would find another track on its element than it was given, and no mask.
      { part: 'get', stays: () => anyReplaced },
    );
  };
}
