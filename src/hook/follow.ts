/** Runs in the page's MAIN world: takes part in a promise of the browser's without the page noticing. */
import type { NativeDisguise } from './native-disguise';

type Callable = (...args: never[]) => unknown;

/**
 * The promise to hand to the page: it settles as the browser's does, a microtask later. With the browser's own one,
 * ours would be a second branch, and the page's unhandled rejections would no longer be reported.
 * `onValue` gives the value to hand on (or a promise of it); `onReason` the reason of a failure. What is no object
 * is handed on as it is. Neither may throw.
 */
export type Follow = (
  promise: unknown,
  onValue: (value: unknown) => unknown,
  onReason: (reason: unknown) => unknown,
) => unknown;

/**
 * Hears of a promise that the page itself holds: for where a microtask more would be noticed. A failure that the page
 * leaves unhandled is then not reported. Neither `onValue` nor `onReason` may throw.
 */
export type Overhear = (
  promise: unknown,
  onValue: (value: unknown) => void,
  onReason: (reason: unknown) => void,
) => void;

export function createFollow(window: Window & typeof globalThis, look: Pick<NativeDisguise, 'call'>): Follow {
  const branch = createBranch(window, look);

  return (promise, onValue, onReason) =>
    branch(promise, onValue, (reason) => {
      throw onReason(reason);
    });
}

export function createOverhear(
  window: Window & typeof globalThis,
  look: Pick<NativeDisguise, 'call'>,
): Overhear {
  const branch = createBranch(window, look);
  return (promise, onValue, onReason) => void branch(promise, onValue, onReason);
}

function createBranch(window: Window & typeof globalThis, { call }: Pick<NativeDisguise, 'call'>): Follow {
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Promise, Reflect } = window;
  const { then } = Promise.prototype;
  const { defineProperty, deleteProperty } = Reflect;

  return (promise, onValue, onReason) => {
    if (typeof promise !== 'object' || promise === null) return promise;
    const nothing = { __proto__: null, value: undefined, writable: true, configurable: true };
    // Keeps `then` from looking up a constructor that the page could have put there.
    defineProperty(promise, 'constructor', nothing as PropertyDescriptor);
    const followed = call(then as Callable, promise, [onValue, onReason]);
    deleteProperty(promise, 'constructor');
    return followed;
  };
}
