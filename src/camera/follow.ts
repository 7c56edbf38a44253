/** Runs in the page's MAIN world: takes part in a promise of the browser's without the page noticing. */
import type { NativeLook } from './native-look';

type Callable = (...args: never[]) => unknown;

/**
 * The promise to hand to the page: it settles as the browser's does, a microtask later. With the browser's own one,
 * ours would be a second branch, and the page's unhandled rejections would no longer be reported.
 * `onValue` gives the value to hand on (or a promise of it); `onReason` only hears of the failure. What is no object
 * is handed on as it is.
 */
export type Follow = (
  promise: unknown,
  onValue: (value: unknown) => unknown,
  onReason: (reason: unknown) => void,
) => unknown;

export function createFollow(window: Window & typeof globalThis, { call }: Pick<NativeLook, 'call'>): Follow {
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Promise, Reflect } = window;
  const { then } = Promise.prototype;
  const { defineProperty, deleteProperty } = Reflect;

  return (promise, onValue, onReason) => {
    if (typeof promise !== 'object' || promise === null) return promise;
    const nothing = { __proto__: null, value: undefined, writable: true, configurable: true };
    // Keeps `then` from looking up a constructor that the page could have put there.
    defineProperty(promise, 'constructor', nothing as PropertyDescriptor);
    const followed = call(then as Callable, promise, [
      onValue,
      (reason: unknown) => {
        try {
          onReason(reason);
        } catch {}
        throw reason;
      },
    ]);
    deleteProperty(promise, 'constructor');
    return followed;
  };
}
