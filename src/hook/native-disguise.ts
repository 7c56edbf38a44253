/**
 * The only place that replaces built-in functions, so that page scripts find them unchanged: same name, length, descriptor
 * and printed form, and no trace in stacks. docs/hook.md lists what is still visible.
 *
 * The replacements run among page scripts that may have replaced any built-in since. So everything they use was saved
 * before, nothing is iterated with `for of` or spread, and no object with an inherited property is handed out.
 */

type Callable = (...args: never[]) => unknown;

/** The window whose built-ins are replaced: the one whose natives are used, or one of its frames. */
export type Realm = Window & typeof globalThis;

/** What a replaced function knows about one call. */
export interface StackFrame {
  /**
   * For the rejection reason of the built-in's promise: returns the error to pass on, without our lines in its stack. Only
   * for functions replaced with `rejects`. @throws never
   */
  tidy(reason: unknown): unknown;
}

/** Replaces one call. `native` is the built-in; call it with `call`. */
export type StandIn = (
  native: Callable,
  self: unknown,
  args: readonly unknown[],
  site: StackFrame,
) => unknown;

export interface ReplaceOptions {
  /** The replaced part: a method's function, or an attribute's getter or setter. */
  readonly part?: 'value' | 'get' | 'set';
  /** Whether it must not be removed now. */
  readonly stays?: () => boolean;
  /** Whether the built-in returns a promise, so that its errors arrive later. */
  readonly rejects?: boolean;
}

/** The replacements in one realm. */
export interface Replacements {
  /** Replaces a method or accessor with `standIn`, unless it is missing, frozen or not the browser's own. */
  replace(owner: object | undefined, name: string, standIn: StandIn, options?: ReplaceOptions): void;
  /** Removes all replacements, or restores them. What the page has put over them meanwhile stays. */
  enable(on: boolean): void;
  /** The prototype of one of the realm's interfaces. Never runs page code. */
  prototypeOf(name: string): object | undefined;
}

export interface NativeDisguise {
  /** `Reflect.apply`, saved before page scripts run. */
  call(target: Callable, self: unknown, args: readonly unknown[]): unknown;
  /** Whether the function is one of ours. */
  isOurs(value: unknown): boolean;
  /** Whether it is a browser's function or one of ours. */
  isNative(value: unknown): boolean;
  inRealm(realm: Realm): Replacements;
}

interface Replacement {
  readonly owner: object;
  readonly name: string;
  readonly part: 'value' | 'get' | 'set';
  readonly stays: () => boolean;
  readonly native: PropertyDescriptor;
  readonly ours: PropertyDescriptor;
}

/** How the browser's own errors begin. Other errors may be the page's, which stay unchanged. */
const NATIVE_ERRORS = [
  'Failed to ',
  'Illegal ',
  'At least one ',
  'parameter ',
  'Function.prototype.toString ',
];

const NO_SITE: StackFrame = { tidy: (reason) => reason };

/** Separator of the lines of a stack in Chromium. */
const LINE = '\n    at ';

/**
 * @param window whose built-ins are saved and used, also for the replacements in its frames
 * @throws never
 */
export function createNativeDisguise(window: Realm): NativeDisguise {
  // Saved before page scripts can replace them.
  // biome-ignore lint/suspicious/noShadowRestrictedNames: shadowing is the point, the page may replace the globals.
  const { Error, TypeError, Proxy, Reflect, WeakMap } = window;
  const {
    apply,
    getOwnPropertyDescriptor,
    defineProperty,
    getPrototypeOf,
    setPrototypeOf: setPrototype,
  } = Reflect;
  const { create, setPrototypeOf } = window.Object;
  const { get: mapGet, set: mapSet } = WeakMap.prototype;
  // Regular expressions look up `exec`, and `split` looks up `Symbol.split`, where a page may have put its own.
  const { indexOf, slice, startsWith } = window.String.prototype;
  const print = window.Function.prototype.toString;
  const messageOf = window.DOMException
    ? getOwnPropertyDescriptor(window.DOMException.prototype, 'message')?.get
    : undefined;
  const call: NativeDisguise['call'] = (target, self, args) => apply(target, self, args as unknown[]);
  /** The built-in behind each of our functions, in every realm. */
  const natives = new WeakMap<object, unknown>();
  /** URL of this script as it appears in stacks; null if stacks differ from Chromium's. */
  const here = /[\w-]+:\/\/[^\s:]+\.js/.exec(new Error().stack ?? '')?.[0] ?? null;

  const nativeOf = (value: unknown): unknown =>
    typeof value === 'function' ? call(mapGet as Callable, natives, [value]) : undefined;

  function isNative(value: unknown): boolean {
    if (typeof value !== 'function') return false;
    if (nativeOf(value) !== undefined) return true;
    const text = call(print, value, []) as string;
    // Bound functions and proxies print no name.
    if (startsWithAny(text, ['function ()', 'function()'])) return false;
    return endsAs(text, '() { [native code] }') || endsAs(text, '() {\n    [native code]\n}');
  }

  const has = (text: string, part: string): boolean => (call(indexOf, text, [part]) as number) >= 0;

  function endsAs(text: string, end: string): boolean {
    return text.length >= end.length && call(slice, text, [text.length - end.length]) === end;
  }

  function startsWithAny(text: string, starts: readonly string[]): boolean {
    for (let n = 0; n < starts.length; n++) if (call(startsWith, text, [starts[n]])) return true;
    return false;
  }

  /** Only Chromium has it as an own property. Elsewhere stacks are left unchanged. */
  function hasStack(error: unknown): error is { readonly stack: unknown } {
    return (
      typeof error === 'object' && error !== null && getOwnPropertyDescriptor(error, 'stack') !== undefined
    );
  }

  /** The message of a browser error; null for anything that the page may have made. */
  function nativeMessage(error: unknown): string | null {
    if (!hasStack(error)) return null;
    let message = getOwnPropertyDescriptor(error, 'message')?.value as unknown;
    if (message === undefined && messageOf) {
      try {
        message = call(messageOf as Callable, error, []);
      } catch {
        return null;
      }
    }
    if (typeof message !== 'string') return null;
    return startsWithAny(message, NATIVE_ERRORS) ? message : null;
  }

  function inRealm(realm: Realm): Replacements {
    const replacements: Replacement[] = [];
    const errors = ownValue(realm, 'Error') as ErrorConstructor | undefined;
    const recapture = errors && (ownValue(errors, 'captureStackTrace') as Callable | undefined);
    const canRecapture = realm === window || isNative(recapture);
    const RealmTypeError = ((realm === window ? undefined : ownValue(realm, 'TypeError')) ??
      TypeError) as typeof TypeError;

    /**
     * Captures the stack below `from`, as if `from` had not been called. Reads `Error.stackTraceLimit` without any getter.
     */
    function captureBelow(error: object, from: Callable): void {
      if (canRecapture && recapture) call(recapture, errors, [error, from]);
    }

    /** Whether reading a stack would call a page function. */
    function pageFormats(): boolean {
      for (let holder = errors as object | null; holder; holder = getPrototypeOf(holder)) {
        const found = getOwnPropertyDescriptor(holder, 'prepareStackTrace');
        if (found) return found.get !== undefined || typeof found.value === 'function';
      }
      return false;
    }

    /**
     * The lines above our first line, followed by the lines of `page`: an error created at the moment of the call.
     * @returns null if no line is ours
     */
    function withoutUs(stack: unknown, page: unknown): { text: string; above: boolean } | null {
      if (typeof stack !== 'string' || typeof page !== 'string' || !has(stack, here as string)) return null;
      const ours = call(indexOf, stack, [here]) as number;
      const first = call(indexOf, stack, [LINE]) as number;
      let end = first;
      for (let at = first; at >= 0 && at < ours; at = call(indexOf, stack, [LINE, at + 1]) as number)
        end = at;
      const rest = call(indexOf, page, [LINE]) as number;
      const cut = (from: string, start: number, to = from.length) => call(slice, from, [start, to]) as string;
      const text = cut(stack, 0, end) + (rest < 0 ? '' : cut(page, rest));
      return { text: firstLines(text), above: end > first };
    }

    /** Limits the text to the number of lines that the page asked for. */
    function firstLines(text: string): string {
      const limit = ownValue(errors, 'stackTraceLimit');
      if (typeof limit !== 'number') return text;
      let at = call(indexOf, text, [LINE]) as number;
      for (let n = 0; at >= 0 && n < limit; n++) at = call(indexOf, text, [LINE, at + 1]) as number;
      return at < 0 ? text : (call(slice, text, [0, at]) as string);
    }

    function setStack(error: unknown, stack: string): void {
      const set = getOwnPropertyDescriptor(error as object, 'stack')?.set;
      if (set) call(set as Callable, error, [stack]);
    }

    /** Rewrites an error thrown below our function `from` as if `from` were not there. */
    function tidyThrown(error: unknown, from: Callable): void {
      if (here === null || !hasStack(error)) return;
      const isNatives = nativeMessage(error) !== null;
      if (pageFormats()) {
        if (isNatives) captureBelow(error, from);
        return;
      }
      const below = new RealmTypeError();
      captureBelow(below, from);
      const tidied = withoutUs(error.stack, below.stack);
      if (tidied === null) return;
      if (isNatives && !tidied.above) captureBelow(error, from);
      else setStack(error, tidied.text);
    }

    /** @param below an error created at the moment of the call, with only the page's lines */
    function tidyRejected(reason: unknown, below: Error, from: Callable): unknown {
      if (here === null || !hasStack(reason)) return reason;
      if (!pageFormats()) {
        const tidied = withoutUs(reason.stack, below.stack);
        if (tidied !== null) setStack(reason, tidied.text);
        return reason;
      }
      // The page's function would see our lines.
      const message = nativeMessage(reason);
      if (message === null) return reason;
      if (getPrototypeOf(reason) !== RealmTypeError.prototype) {
        // No line is better than one of ours.
        captureBelow(reason, from);
        return reason;
      }
      // The error `below` has the page's lines and replaces this one.
      const own = { __proto__: null, value: message, writable: true, enumerable: false, configurable: true };
      defineProperty(below, 'message', own as PropertyDescriptor);
      return below;
    }

    const replace: Replacements['replace'] = (owner, name, standIn, options = {}) => {
      const { part = 'value', stays = () => false, rejects = false } = options;
      const found = owner && getOwnPropertyDescriptor(owner, name);
      if (!found?.configurable || typeof found[part] !== 'function') return;
      // In a frame where the page was first, its own functions stay: they may be anything.
      if (realm !== window && !isNative(found[part])) return;
      const native: PropertyDescriptor = detached(found);
      const trap = (target: Callable, self: unknown, args: unknown[]): unknown => {
        try {
          return standIn(target, self, args, rejects ? siteOf(trap) : NO_SITE);
        } catch (error) {
          tidyThrown(error, trap);
          throw error;
        }
      };
      // A proxy can have itself as its prototype, a function cannot.
      const noCycle = (target: object, prototype: object | null): boolean => {
        for (let next = prototype; next !== null; next = getPrototypeOf(next)) {
          if (next !== replaced) continue;
          try {
            setPrototypeOf(target, create(target));
          } catch (error) {
            captureBelow(error as object, noCycle);
            throw error;
          }
        }
        return setPrototype(target, prototype);
      };
      const ours = detached(found);
      // Without a prototype: additions to Object.prototype must not become traps.
      const replaced = new Proxy(
        native[part] as Callable,
        {
          __proto__: null,
          apply: trap,
          setPrototypeOf: noCycle,
        } as ProxyHandler<Callable>,
      );
      ours[part] = replaced;
      call(mapSet as Callable, natives, [replaced, nativeOf(native[part]) ?? native[part]]);
      const entry: Replacement = { owner: owner!, name, part, stays, native, ours };
      defineProperty(replacements, replacements.length, plain(entry));
      defineProperty(owner!, name, ours);
    };

    function siteOf(trap: Callable): StackFrame {
      if (here === null) return NO_SITE;
      const below = new RealmTypeError();
      captureBelow(below, trap);
      return { tidy: (reason) => safely(reason, below, trap) };
    }

    function safely(reason: unknown, below: Error, from: Callable): unknown {
      try {
        return tidyRejected(reason, below, from);
      } catch {
        return reason;
      }
    }

    function enable(on: boolean): void {
      for (let n = 0; n < replacements.length; n++) {
        const { owner, name, part, stays, native, ours } = replacements[n]!;
        if (!on && stays()) continue;
        const now = getOwnPropertyDescriptor(owner, name);
        const [from, to] = [on ? native[part] : ours[part], on ? ours[part] : native[part]];
        // The other half of an accessor may have been replaced separately.
        if (now && now[part] === from) defineProperty(owner, name, changed(now, part, to));
      }
    }

    // A proxied function prints without its name: return what the built-in prints.
    const functions = ownValue(realm, 'Function');
    replace(ownValue(functions, 'prototype') as object | undefined, 'toString', (native, self, args) =>
      call(native, nativeOf(self) ?? self, args),
    );

    return {
      replace,
      enable,
      prototypeOf: (name) => {
        const found = ownValue(ownValue(realm, name), 'prototype');
        return typeof found === 'object' && found !== null ? found : undefined;
      },
    };
  }

  /** The value of a property, without running a getter. */
  function ownValue(owner: unknown, name: string): unknown {
    if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) return undefined;
    return getOwnPropertyDescriptor(owner, name)?.value;
  }

  return { call, isOurs: (value) => nativeOf(value) !== undefined, isNative, inRealm };
}

/** A copy without a prototype: additions to Object.prototype (`get`, `set`) would make the descriptor invalid. */
function detached(descriptor: PropertyDescriptor): PropertyDescriptor {
  return { __proto__: null, ...descriptor } as PropertyDescriptor;
}

function changed(
  descriptor: PropertyDescriptor,
  part: 'value' | 'get' | 'set',
  to: unknown,
): PropertyDescriptor {
  const next = detached(descriptor);
  next[part] = to as never;
  return next;
}

/** A descriptor that page additions to Object.prototype cannot change. */
function plain(value: unknown): PropertyDescriptor {
  return {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  } as PropertyDescriptor;
}
