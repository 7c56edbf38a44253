/** Runs in the page's MAIN world: attaches to a browser promise without the page noticing. */
import type { NativeDisguise } from './native-disguise';

type Callable = (...args: never[]) => unknown;

/**
 * Returns the promise for the page: it settles as the browser's does, one microtask later. If the page had the browser's
 * own promise, ours would be a second branch, and the page's unhandled rejections would no longer be reported. `onValue`
 * returns the value to pass on (or a promise of it); `onReason` the reason of a failure. Values that are not objects are
 * passed on unchanged. Neither may throw.
 */
export type Follow = (
  promise: unknown,
  onValue: (value: unknown) => unknown,
  onReason: (reason: unknown) => unknown,
) => unknown;

/**
 * Listens to a promise that the page itself holds, for cases in which an extra microtask would be noticeable. A failure
 * that the page leaves unhandled is then not reported. Neither `onValue` nor `onReason` may throw.
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
    // Stops `then` from looking up a constructor that the page could have put there.
    defineProperty(promise, 'constructor', nothing as PropertyDescriptor);
    const followed = call(then as Callable, promise, [onValue, onReason]);
    deleteProperty(promise, 'constructor');
    return followed;
  };
}
